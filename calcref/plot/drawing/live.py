"""A figure that answers to a hand: the picture as it was computed, and what a script needs to draw it again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import sympy as sp

from calcref.plot.drawing.html import Figure, Panel, framed
from calcref.plot.drawing.svg import Draw, svg_and_axes
from calcref.plot.drawing.theme import MEANINGS, PANEL, WIDTH
from calcref.render import text


@dataclass(frozen=True, slots=True)
class Movable:
    """A number that a reader changes, by a handle in the picture or by a control below it.

    Args:
        label: what it is, for those who hear it, and for the control.
        start: its value in the picture.
        low: the smallest value.
        high: the largest.
        step: how far an arrow key goes.
        marks: values that stand between the steps and are met on the way, with their names.
        below: whether it is changed by a control below the picture.
    """

    label: str
    start: float
    low: float
    high: float
    step: float
    marks: Mapping[float, str] = field(default_factory=dict)
    below: bool = False

    def told(self) -> dict[str, Any]:
        """What the script is told of it."""
        told: dict[str, Any] = {"label": self.label, "range": [self.low, self.high, self.step], "start": self.start}
        return told | ({"marks": [[value, name] for value, name in self.marks.items()]} if self.marks else {})


@dataclass(frozen=True, slots=True)
class Reading:
    """A number below the picture that follows the hand.

    Args:
        label: what it is.
        text: how it reads in the picture as it was computed.
        color: of `calcref.plot.drawing.theme`, where it is one of the things that have a color.
    """

    label: str
    text: str
    color: str = ""


@dataclass(frozen=True, slots=True)
class Live:
    """What a reader can do with a picture.

    Args:
        script: which of the scripts draws it.
        movables: by the names that the script and the address of the page know them by.
        readings: by the names of the script.
        functions: what the script calls, by its names for them; None where there is no formula to compile, and the
            picture stays as it is.
        given: whatever else the script is told.
        line: a line of text below the picture that follows, too; the script calls it `line`.
    """

    script: str
    movables: Mapping[str, Movable]
    readings: Mapping[str, Reading]
    functions: Mapping[str, sp.Expr] | None = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    line: str = ""


def live(
    draw: Draw, live: Live, title: str, alt: str, caption: str, height: float = 260, width: float = WIDTH
) -> Figure:
    """A figure whose parts a reader moves; a complete picture where no script runs, and on paper."""
    picture, axes = svg_and_axes(draw, (width, height), title, alt)
    return _movable(picture, [[0, *place] for place in axes], live, caption)


def live_panels(drawings: Sequence[Panel], live: Live, alt: str | None, caption: str, height: float = 196) -> Figure:
    """A figure of several drawings side by side where there is room, whose parts a reader moves.

    `alt` takes the place of what the first drawing says of itself.
    """
    alts = [alt or drawings[0].alt, *(panel.alt for panel in drawings[1:])]
    drawn = [
        svg_and_axes(panel.draw, (PANEL, height), panel.title, said) for panel, said in zip(drawings, alts, strict=True)
    ]
    axes = [[index, *place] for index, (_, places) in enumerate(drawn) for place in places]
    pictures = "".join(picture for picture, _ in drawn)
    return _movable(f'<div class="cr-panels">{pictures}</div>', axes, live, caption)


def _movable(pictures: str, axes: list[list[float]], live: Live, caption: str) -> Figure:
    if live.functions is None:
        return framed(pictures + _readings(live), caption)
    told = {
        "axes": axes,
        "movables": {name: movable.told() for name, movable in live.movables.items()},
        "functions": {name: text(expr) for name, expr in live.functions.items()},
        **live.given,
    }
    given = escape(json.dumps(told, ensure_ascii=False, separators=(",", ":")), quote=True)
    body = pictures + _controls(live.movables) + _readings(live)
    return framed(f'<cr-live data-script="{live.script}" data-given="{given}">{body}</cr-live>', caption)


def _controls(movables: Mapping[str, Movable]) -> str:
    below = {name: movable for name, movable in movables.items() if movable.below}
    ranges = "".join(
        f'<label><span>{escape(movable.label)}</span><input type="range" autocomplete="off" data-name="{name}"></label>'
        for name, movable in below.items()
    )
    return f'<div class="cr-controls" data-search-exclude>{ranges}<button type="button">Reset</button></div>'


def _readings(live: Live) -> str:
    line = f'<p class="cr-line" data-reading="line">{escape(live.line, quote=False)}</p>' if live.line else ""
    rows = "".join(
        f"<div{_class(reading.color)}><dt>{escape(reading.label)}</dt>"
        f'<dd data-reading="{name}">{escape(reading.text)}</dd></div>'
        for name, reading in live.readings.items()
    )
    return line + (f'<dl class="cr-readings">{rows}</dl>' if rows else "")


def _class(color: str) -> str:
    return f' class="cr-{MEANINGS[color]}"' if color else ""


def points(values: Any, digits: int = 5) -> list[float]:
    """Numbers for a script, no longer than a picture needs them."""
    return [float(f"{float(value):.{digits}g}") for value in values]
