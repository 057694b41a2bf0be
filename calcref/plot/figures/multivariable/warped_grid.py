"""A grid of new variables, and what a map makes of its squares."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import sympy as sp
from matplotlib.figure import Figure

from calcref.core.errors import CalcrefError
from calcref.plot.drawing.axes import name_axes, number, tidy
from calcref.plot.drawing.formula import Array, drawable
from calcref.plot.drawing.html import Panel, panels
from calcref.plot.drawing.theme import AREA, FUNCTION, MUTED

LINES = 9  # of each kind
Span = tuple[float, float]
Map = Callable[[Array, Array], tuple[Array, Array]]


def warped_grid(
    images: dict[str, str],
    first: tuple[str, float, float],
    second: tuple[str, float, float],
    shaded: tuple[int, int] = (5, 2),
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """A rectangular grid in two variables, and its image under a map of them, with one square in both.

    Args:
        images: what the two old variables are in the new ones: {"x": "r cos(t)", "y": "r sin(t)"}.
        first: a new variable, and from where to where it runs.
        second: the other one.
        shaded: which square is drawn in both, counted from 0.

    Raises:
        CalcrefError: there are not two images, or they hold other letters.

    >>> warped_grid({"x": "r cos(t)", "y": "r sin(t)"}, ("r", 0, 1), ("t", 0, 6.28)).count("<svg")
    2
    """
    names = (first[0], second[0])
    parts = [drawable(it) for it in images.values()]
    strangers = {it.name for part in parts for it in part.free_symbols} - set(names)
    if len(parts) != 2 or strangers:
        raise CalcrefError(
            f"a grid needs two images in {names[0]} and {names[1]}; found {len(parts)}, with {sorted(strangers)}"
        )
    letters = [sp.Symbol(name, real=True) for name in names]
    moved = [sp.lambdify(letters, part, "numpy") for part in parts]
    spans: tuple[Span, Span] = (first[1:], second[1:])
    ticks = [np.linspace(*span, LINES) for span in spans]
    square = [(tick[k], tick[k + 1]) for tick, k in zip(ticks, shaded, strict=True)]
    before = float(np.prod([high - low for low, high in square]))

    def image(u: Array, v: Array) -> tuple[Array, Array]:
        x, y = (np.asarray(it(u, v), dtype=float) + 0 * u for it in moved)
        return x, y

    after = _area(*image(*_edge(square, 400)))
    said = f"The shaded square has the area {number(before)} on the left and {number(after)} on the right"
    sides = [
        Panel(
            f"The grid of {names[0]} and {names[1]}",
            f"A grid of {LINES - 1} by {LINES - 1} rectangles; one of them is shaded.",
            lambda canvas: _draw(canvas, lambda u, v: (u, v), spans, square, names, False),
        ),
        Panel(
            "The same grid under the map",
            f"Its image under the map. {said}.",
            lambda canvas: _draw(canvas, image, spans, square, tuple(images), True),
        ),
    ]
    noticed = caption or f"{said}: |det J| is how many times as large a small square becomes."
    return panels(sides, alt, noticed, height=212, wide=True)


def _edge(square: list[Span], count: int) -> tuple[Array, Array]:
    """The edge of a rectangle, once around."""
    run, still = np.linspace(0, 1, count), np.ones(count)
    (left, right), (low, high) = square
    u = np.concatenate([left + (right - left) * run, right * still, right - (right - left) * run, left * still])
    v = np.concatenate([low * still, low + (high - low) * run, high * still, high - (high - low) * run])
    return u, v


def _area(x: Array, y: Array) -> float:
    """The area of a polygon."""
    return float(abs(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) / 2)


def _draw(
    canvas: Figure, image: Map, spans: tuple[Span, Span], square: list[Span], names: tuple[str, ...], equal: bool
) -> None:
    axes = tidy(canvas.subplots(), zero=False, ticks=3)
    axes.grid(False)
    along = [np.linspace(*span, 120) for span in spans]
    for line in np.linspace(*spans[0], LINES):
        axes.plot(*image(np.full(120, line), along[1]), color=FUNCTION, linewidth=0.9)
    for line in np.linspace(*spans[1], LINES):
        axes.plot(*image(along[0], np.full(120, line)), color=MUTED, linewidth=0.9)
    axes.fill(*image(*_edge(square, 40)), color=AREA, alpha=0.6, linewidth=0)
    if equal:
        axes.set_aspect("equal")
    name_axes(axes, names[0], names[1])
