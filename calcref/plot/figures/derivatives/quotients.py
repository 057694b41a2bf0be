"""A quotient and the poles where its denominator is 0."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import name_axes, name_curves, note, number, plane
from calcref.plot.drawing.formula import Array, Formula, Function, function
from calcref.plot.drawing.html import figure
from calcref.plot.drawing.theme import FUNCTION, INK, MUTED, SLOPE


def quotient(
    numerator: Formula,
    denominator: Formula,
    span: tuple[float, float],
    limit: float = 6.0,
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """The quotient of two functions and its slope, broken where the denominator is 0.

    Args:
        numerator: f, as text, SymPy expression or callable.
        denominator: g.
        span: the interval that is drawn.
        limit: the largest height that is drawn.

    >>> "<svg" in quotient("x", "x^2 - 1", span=(-3, 3))
    True
    """
    f, g = function(numerator), function(denominator)
    poles = roots(g, span)
    places = " and ".join(number(pole) for pole in poles) or "no point of the interval"
    return figure(
        lambda canvas: _draw(canvas, f, g, span, limit, poles),
        "A quotient, its denominator and its slope",
        alt
        or f"The quotient of {f.name or 'f'} by {g.name or 'g'}, its denominator and its slope; the denominator is 0 "
        f"at {places}.",
        caption
        or f"The denominator is 0 at {places}: there the quotient has no value, so it has no slope either. "
        "Everywhere else the quotient rule gives it: divided by the square of the denominator, it grows faster "
        "near a pole than the quotient does.",
    )


def roots(g: Function, span: tuple[float, float], pieces: int = 1000) -> list[float]:
    """Where `g` is 0 in `span`: at points of a grid, and by bisection where its sign changes between them.

    >>> [round(root, 9) for root in roots(function("x^2 - 2"), (0, 2))]
    [1.414213562]
    """
    x = np.linspace(*span, pieces + 2)
    signs = np.sign(g(x))
    found = [float(root) for root in x[signs == 0]]
    for index in np.flatnonzero(signs[:-1] * signs[1:] < 0):
        low, high = float(x[index]), float(x[index + 1])
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if g.at(middle) * g.at(low) > 0 else (low, middle)
        found.append((low + high) / 2)
    return sorted(found)


def _draw(
    canvas: Figure, f: Function, g: Function, span: tuple[float, float], limit: float, poles: list[float]
) -> None:
    axes = plane(canvas)
    x = np.linspace(*span, 1201)
    with np.errstate(all="ignore"):
        values = f(x) / g(x)
        slopes = (f.slopes(x) * g(x) - f(x) * g.slopes(x)) / g(x) ** 2
    axes.plot(x, g(x), color=INK, linewidth=1.4, dashes=(4, 3))
    axes.plot(x, _cut(slopes, x, poles, limit), color=SLOPE, linewidth=1.6)
    axes.plot(x, _cut(values, x, poles, limit), color=FUNCTION)
    for pole in poles:
        axes.axvline(pole, color=MUTED, linewidth=1.2, dashes=(3, 3))
    axes.set_xlim(*span)
    axes.set_ylim(-limit, limit)
    name_curves(axes, span[1], [("f / g", float(values[-1]), FUNCTION), ("slope", float(slopes[-1]), SLOPE)])
    visible = x[np.abs(g(x)) < 0.92 * limit]
    note(axes, "g", (visible[-1], g.at(visible[-1])), (6, 0), INK)
    name_axes(axes, f"${f.variable}$")


def _cut(values: Array, x: Array, poles: list[float], limit: float) -> Array:
    """`values` without those beyond twice the limit and those beside a pole, so that no line crosses it."""
    beside = np.zeros_like(x, dtype=bool)
    for pole in poles:
        beside |= np.abs(x - pole) <= x[1] - x[0]
    return np.where(beside | (np.abs(values) > 2 * limit), np.nan, values)
