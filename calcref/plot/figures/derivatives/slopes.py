"""Functions and, in the same axes, their slopes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import name_axes, number, tidy, window
from calcref.plot.drawing.formula import Function, function
from calcref.plot.drawing.html import Panel, panels
from calcref.plot.drawing.theme import FUNCTION, SLOPE


def functions_and_slopes(
    formulas: Sequence[tuple[str, str]], span: tuple[float, float], caption: str | None = None, alt: str | None = None
) -> str:
    """A panel for each function, with the function and its slope.

    Args:
        formulas: pairs of a name and the function of one variable, as text.
        span: the interval that is drawn in every panel.

    >>> functions_and_slopes([("sigmoid", "sigmoid(x)")], span=(-5, 5)).count("<svg")
    1
    """

    def panel(name: str, formula: str) -> Panel:
        f = function(formula)
        slopes = f.slopes(np.linspace(*span, 400))
        return Panel(
            f"{name} and its slope",
            f"The curve of {f.name} from {number(span[0])} to {number(span[1])} and its slope, which lies between "
            f"{number(float(np.nanmin(slopes)), 2)} and {number(float(np.nanmax(slopes)), 2)}.",
            lambda canvas: _draw(canvas, f, name, span),
        )

    return panels(
        [panel(name, formula) for name, formula in formulas],
        alt,
        caption
        or "Blue: the function. Orange: its slope, which is what the gradient is multiplied by on its way back.",
        wide=True,
    )


def _draw(canvas: Figure, f: Function, name: str, span: tuple[float, float]) -> None:
    axes = tidy(canvas.subplots(), ticks=4)
    x = np.linspace(*span, 400)  # an even number: 0 itself, where a kink may be, is left out
    values, slopes = f(x), f.slopes(x)
    broken = np.where(np.abs(np.diff(slopes, prepend=slopes[0])) > 0.5, np.nan, slopes)
    axes.plot(x, values, color=FUNCTION)
    axes.plot(x, broken, color=SLOPE)
    axes.set_xlim(*span)
    axes.set_ylim(*window(np.concatenate([np.clip(values, -1.5, 2.5), slopes])))
    name_axes(axes, f"${f.variable}$", name)
