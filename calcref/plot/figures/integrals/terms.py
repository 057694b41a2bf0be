"""A function and the terms that add up to it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import name_axes, name_curves, number, plane, window
from calcref.plot.drawing.formula import Formula, Function, function
from calcref.plot.drawing.html import figure
from calcref.plot.drawing.theme import FUNCTION, MUTED


def sum_of_terms(
    formula: Formula,
    terms: Sequence[Formula],
    span: tuple[float, float],
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """A function with the terms that add up to it: which of them it follows where.

    Args:
        formula: the sum, as text, SymPy expression or callable.
        terms: what adds up to it; terms with names are named at the end where they are far from 0.
        span: the interval that is drawn.

    >>> "<svg" in sum_of_terms("1/(x*(2-x))", ["1/(2x)", "1/(2(2-x))"], span=(0.1, 1.9))
    True
    """
    f, parts = function(formula), [function(term) for term in terms]
    ends = f"{number(span[0])} to {number(span[1])}"
    names = " and ".join(part.name or "a term" for part in parts)
    return figure(
        lambda canvas: _draw(canvas, f, parts, span),
        "A function and its terms",
        alt or f"The curve of {f.name or 'f'} from {ends}, and dashed those of {names}.",
        caption or f"{f.name or 'The curve'} is the sum of {names}, and follows the larger of them.",
    )


def _draw(canvas: Figure, f: Function, parts: Sequence[Function], span: tuple[float, float]) -> None:
    axes = plane(canvas)
    x = np.linspace(*span, 801)
    ends = [("sum", float(f(x)[-1]), FUNCTION)]
    for part in parts:
        values = np.broadcast_to(part(x), x.shape)
        axes.plot(x, values, color=MUTED, linewidth=1.4, dashes=(4, 3))
        ends.append((part.name or "term", float(values[-1]), MUTED))
    axes.plot(x, f(x), color=FUNCTION, linewidth=1.8)
    axes.set_xlim(*span)
    axes.set_ylim(*window(np.append(f(x), 0)))
    name_curves(axes, span[1], ends)
    name_axes(axes, f"${f.variable}$")
