"""The chain rule as a chain of slopes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

import numpy as np
import sympy as sp
from matplotlib.figure import Figure

from calcref.core.errors import CalcrefError
from calcref.plot.drawing.axes import MINUS, fixed, name_axes, number, tidy, window
from calcref.plot.drawing.formula import Formula, Function, function
from calcref.plot.drawing.html import Figure as Html
from calcref.plot.drawing.html import Panel
from calcref.plot.drawing.live import Live, Movable, live_panels
from calcref.plot.drawing.svg import part
from calcref.plot.drawing.theme import FUNCTION, MUTED, PAPER, SLOPE


def composition(
    links: Sequence[Formula], at: Mapping[str, float], caption: str | None = None, alt: str | None = None
) -> Html:
    """One plot for each link of a composition, with its slope at the point that the link before delivers.

    A reader moves the variable of the whole.

    Args:
        links: the functions in the order of evaluation, each of one variable that stands for the value before it.
        at: the values of the letters of the first link; the first of them is the variable of the whole.

    Raises:
        ParseError: a text is not a formula.
        CalcrefError: a link has several variables, or no value or slope where it is used.

    >>> composition(["x^2", "sin(u)"], at={"x": 0.5}).count("<svg")
    2
    """
    if not links or not at:
        raise CalcrefError(
            "a composition needs at least one link, and the value of the first variable, as at={'x': 1.0}"
        )
    variable = next(iter(at))
    chain = [function(links[0], variable, at), *(function(link) for link in links[1:])]
    points = [float(at[variable])]
    for f in chain:
        points.append(f.at(points[-1]))
    slopes = [f.slope(point) for f, point in zip(chain, points, strict=False)]
    names = [*(f.variable for f in chain[1:]), _unused(chain)]
    total = f"{' × '.join(map(_factor, slopes))} = {fixed(prod(slopes), 3)}"

    spans = _spans(chain, points[0])

    def panel(index: int) -> Panel:
        f, point = chain[index], points[index]
        return Panel(
            f"Link {index + 1}: {names[index]} = {f.name}" if f.name else f"Link {index + 1}",
            f"At {f.variable} = {number(point)} the value is {number(points[index + 1])} "
            f"and the slope {number(slopes[index])}.",
            lambda canvas: _draw(canvas, f, point, spans[index : index + 2], names[index], str(index)),
        )

    return live_panels(
        [panel(index) for index in range(len(chain))],
        Live(
            "composition",
            {"x": Movable(variable, points[0], *spans[0], round((spans[0][1] - spans[0][0]) / 60, 9))},
            {},
            _functions(chain),
            {"links": [_letters(f, at) for f in chain]},
            f"slope of the whole: {total}",
        ),
        alt,
        caption or "Each plot is drawn at the point that the one before it delivers; the slopes multiply.",
    )


def _spans(chain: Sequence[Function], at: float) -> list[tuple[float, float]]:
    """The interval of each link's variable, and of the last value: where the links before it lead from around `at`."""
    reach = max(1.0, abs(at)) * 1.5
    spans = [(at - reach, at + reach)]
    for f in chain:
        spans.append(window(f(np.linspace(*spans[-1], 241)), 0.1))
    return spans


def _functions(chain: Sequence[Function]) -> dict[str, sp.Expr] | None:
    found: dict[str, sp.Expr] = {}
    for index, f in enumerate(chain):
        own = f.expressions(f"f{index}", f"slope{index}")
        if own is None:
            return None
        found |= own
    return found


def _letters(f: Function, at: Mapping[str, float]) -> list[list[float | str]]:
    """What the script calls the link and its slope with: numbers, and the name of the variable where that stands."""
    return [
        [f.variable if name == f.variable else float(at[name]) for name in sorted(it.name for it in expr.free_symbols)]
        for expr in f.expression or ()
    ]


def _unused(chain: Sequence[Function]) -> str:
    return next(name for name in "yzLFGH" if all(name != f.variable for f in chain))


def _factor(slope: float) -> str:
    shown = fixed(slope, 3)
    return f"({shown})" if shown.startswith(MINUS) else shown


def _draw(canvas: Figure, f: Function, at: float, spans: Sequence[tuple[float, float]], name: str, key: str) -> None:
    axes = tidy(canvas.subplots(), zero=False, ticks=3)
    (left, right), (low, high) = spans
    x, here, slope = np.linspace(left, right, 241), f.at(at), f.slope(at)
    axes.plot(x, f(x), color=FUNCTION)
    near = at + 0.25 * (right - left) * np.array([-1, 1])
    axes.plot(near, here + slope * (near - at), color=SLOPE, linewidth=1.8, gid=part(f"tangent{key}"))
    axes.set_xlim(left, right)
    axes.set_ylim(low, high)
    axes.plot([at, at, left], [low, here, here], color=MUTED, linewidth=1, dashes=(2, 3), gid=part(f"lead{key}"))
    axes.plot(at, here, "o", color=SLOPE, markeredgecolor=PAPER, zorder=5, gid=part(f"point{key}"))
    name_axes(axes, f"${f.variable}$", f"${name}$" + (f" = {f.label}" if f.label else ""))
