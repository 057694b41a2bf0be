"""The slope of a function in every direction, beside what its gradient promises."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import sympy as sp
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import name_axes, number, tidy, window
from calcref.plot.drawing.html import Panel, panels
from calcref.plot.drawing.theme import MUTED, SLOPE
from calcref.verbs.directional import directional
from calcref.verbs.gradient import gradient
from calcref.verbs.reading import expression

COUNT = 24  # directions in which the slope is derived, about evenly around


def slopes_around(
    formulas: Mapping[str, str | sp.Expr],
    at: tuple[float, float],
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """The slopes of functions of two variables at a place, by direction, a panel for each function.

    Dots are slopes along lines, each derived by itself; the line is the gradient times the direction.

    Args:
        formulas: what stands above a panel, and its function.
        at: the place, in the alphabetical order of the variables.

    >>> "<svg" in slopes_around({"a plane": "x + 2y"}, (0, 0))
    True
    """
    found = {name: _slopes(expression(formula), at) for name, formula in formulas.items()}

    def panel(name: str) -> Panel:
        angles, slopes, (right, up) = found[name]
        gap = float(np.max(np.abs(slopes - right * np.cos(angles) - up * np.sin(angles))))
        said = f"The gradient is ({number(right)}, {number(up)}). The slopes differ from what it promises by up to "
        return Panel(f"Slopes by direction, {name}", f"{said}{number(round(gap, 9))}.", _drawing(name, *found[name]))

    return panels(
        [panel(name) for name in found],
        alt,
        caption
        or "Dots: the slope along a line in each direction. Line: the gradient times that direction. Where a function "
        "is differentiable they are one wave.",
        wide=True,
    )


def _slopes(formula: sp.Expr, at: tuple[float, float]) -> tuple[Any, Any, tuple[float, float]]:
    turns = [_direction(2 * math.pi * (k + 0.5) / COUNT) for k in range(COUNT)]
    slopes = [float(directional(formula, turn, at=at).answer) for turn in turns]
    angles = [math.atan2(up, right) % (2 * math.pi) for right, up in turns]
    right, up = (float(it) for it in gradient(formula, at=at).answer.args)
    return np.array(angles), np.array(slopes), (right, up)


def _direction(angle: float) -> tuple[sp.Expr, sp.Expr]:
    """A direction of length 1 with rational parts, close to the one at an angle."""
    half = sp.Rational(round(20 * math.tan(angle / 2)), 20)
    return (1 - half**2) / (1 + half**2), 2 * half / (1 + half**2)


def _drawing(name: str, angles: Any, slopes: Any, promised: tuple[float, float]) -> Any:
    def draw(canvas: Figure) -> None:
        axes = tidy(canvas.subplots(), ticks=4)
        turn = np.linspace(0, 2 * np.pi, 181)
        wave = promised[0] * np.cos(turn) + promised[1] * np.sin(turn)
        axes.plot(np.degrees(turn), wave, color=MUTED, dashes=(6, 2))
        axes.plot(np.degrees(angles), slopes, "o", color=SLOPE, markersize=4.5, markeredgewidth=0)
        axes.set_xticks([0, 90, 180, 270, 360])
        axes.set_xlim(0, 360)
        axes.set_ylim(*window(np.concatenate([wave, slopes]), 0.12))
        name_axes(axes, "direction in °", name)

    return draw
