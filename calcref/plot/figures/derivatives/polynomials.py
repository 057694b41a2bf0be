"""A function and the Taylor polynomials that fit it at one place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import name_axes, name_curves, number, plane
from calcref.plot.drawing.formula import Function, function
from calcref.plot.drawing.html import figure
from calcref.plot.drawing.theme import DASHES, FUNCTION, SLOPE
from calcref.verbs.taylor import taylor


def taylor_fits(
    formula: str,
    orders: Sequence[int],
    span: tuple[float, float],
    about: float = 0.0,
    height: float = 2.0,
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """A function with its Taylor polynomials of several degrees.

    Args:
        formula: the function, as text.
        orders: the degrees.
        span: the interval that is drawn.
        about: where they fit.
        height: the largest size that is drawn.

    >>> "<svg" in taylor_fits("sin(x)", [1, 3], span=(-4, 4))
    True
    """
    f = function(formula)
    fits = [(order, function(taylor(formula, about=about, order=order).answer)) for order in orders]
    degrees = ", ".join(map(str, orders))
    return figure(
        lambda canvas: _draw(canvas, f, fits, span, about, height),
        "A function and its Taylor polynomials",
        alt
        or f"The curve of {f.name} from {number(span[0])} to {number(span[1])}, and its Taylor polynomials of the "
        f"degrees {degrees} about {number(about)}, which leave it one after the other.",
        caption or "Each degree follows the curve further; none follows it for ever.",
    )


def _draw(
    canvas: Figure,
    f: Function,
    fits: list[tuple[int, Function]],
    span: tuple[float, float],
    about: float,
    height: float,
) -> None:
    axes = plane(canvas)
    x = np.linspace(*span, 801)
    names = [("f", float(f(x)[-1]), FUNCTION)]
    for (order, fit), dashes in zip(fits, DASHES * len(fits), strict=False):
        values = fit(x)
        inside = np.abs(values) <= height
        axes.plot(x, np.where(inside, values, np.nan), color=SLOPE, linewidth=1.4, linestyle=dashes)
        end = float(np.clip(values[-1], -height, height))
        names.append((f"$T_{{{order}}}$", end, SLOPE))
    axes.plot(x, f(x), color=FUNCTION)
    axes.plot([about], [f.at(about)], "o", color=FUNCTION, markersize=4)
    axes.set_xlim(*span)
    axes.set_ylim(-height, height)
    name_curves(axes, span[1], names)
    name_axes(axes, f"${f.variable}$")
