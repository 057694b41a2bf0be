"""The HTML around the drawings of one figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape

from calcref.core.shown import cut
from calcref.plot.drawing.svg import Draw, svg
from calcref.plot.drawing.theme import PANEL, WIDTH


class Figure(str):
    """The HTML of a figure: text to print into a page, and a picture where a notebook shows it."""

    __slots__ = ()

    def __repr__(self) -> str:
        caption = unescape(re.sub("<[^>]*>", "", self.partition("<figcaption>")[2]))
        return f"Figure({cut(caption, 200)})"

    def _repr_html_(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several drawings that stand side by side where there is room: its name, what it shows, how to draw it."""

    title: str
    alt: str
    draw: Draw


def figure(draw: Draw, title: str, alt: str, caption: str, height: float = 260, width: float = WIDTH) -> Figure:
    """A figure of one drawing, `height` points high."""
    return framed(svg(draw, (width, height), title, alt), caption)


def panels(
    drawings: Sequence[Panel],
    alt: str | None,
    caption: str,
    height: float = 196,
    line: str = "",
    wide: bool = False,
) -> Figure:
    """A figure of several drawings side by side where there is room, each `height` points high.

    Args:
        drawings: from left to right.
        alt: takes the place of what the first drawing says of itself.
        caption: what to notice.
        line: one line of text below the drawings.
        wide: two drawings in a row at most, instead of three.
    """
    alts = [panel.alt for panel in drawings]
    if alt is not None:
        alts[0] = alt
    shown = [svg(panel.draw, (PANEL, height), panel.title, text) for panel, text in zip(drawings, alts, strict=True)]
    below = f'<p class="cr-line">{escape(line, quote=False)}</p>' if line else ""
    kind = "cr-panels cr-pairs" if wide else "cr-panels"
    return framed(f'<div class="{kind}">{"".join(shown)}</div>{below}', caption)


def framed(body: str, caption: str) -> Figure:
    """`body` as a figure with its caption."""
    text = escape(caption, quote=False).replace(" = ", "\u00a0=\u00a0")  # an equation stays on one line
    kind = "cr-figure cr-across" if "cr-panels" in body else "cr-figure"  # its caption stands below it
    return Figure(f'<figure class="{kind}">{body}<figcaption>{text}</figcaption></figure>')
