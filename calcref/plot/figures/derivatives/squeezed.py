"""A function between two others that meet: the squeeze."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import name_axes, name_curves, number, plane, window
from calcref.plot.drawing.formula import Formula, Function, function
from calcref.plot.drawing.html import figure
from calcref.plot.drawing.theme import FUNCTION, MUTED


def squeezed(
    formula: Formula,
    lower: Formula,
    upper: Formula,
    span: tuple[float, float],
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """A function between two bounds that come together.

    Args:
        formula: the function in the middle, as text, SymPy expression or callable.
        lower: what lies below it.
        upper: what lies above it.
        span: the interval that is drawn.

    >>> "<svg" in squeezed("x^2 sin(1/x)", "-x^2", "x^2", span=(-1, 1))
    True
    """
    f, low, high = map(function, (formula, lower, upper))
    ends = f"{number(span[0])} to {number(span[1])}"
    return figure(
        lambda canvas: _draw(canvas, f, low, high, span),
        "A function between two bounds",
        alt or f"The curve of {f.name or 'f'} from {ends}, between the curves of {low.name} and {high.name}.",
        caption or "The two bounds meet, and what lies between them has no other place to go.",
    )


def _draw(canvas: Figure, f: Function, low: Function, high: Function, span: tuple[float, float]) -> None:
    axes = plane(canvas)
    x = np.linspace(*span, 1602)  # an even number: 0 itself, where there may be no value, is left out
    bounds = [low(x), high(x)]
    for bound in bounds:
        axes.plot(x, bound, color=MUTED, linewidth=1.4, dashes=(4, 3))
    axes.fill_between(x, *bounds, color=MUTED, alpha=0.12, linewidth=0)
    values = f(x)
    axes.plot(x, values, color=FUNCTION, linewidth=1.4)
    axes.set_xlim(*span)
    axes.set_ylim(*window(np.concatenate(bounds)))
    name_curves(
        axes,
        span[1],
        [
            ("above", float(bounds[1][-1]), MUTED),
            ("f", float(values[-1]), FUNCTION),
            ("below", float(bounds[0][-1]), MUTED),
        ],
    )
    name_axes(axes, f"${f.variable}$")
