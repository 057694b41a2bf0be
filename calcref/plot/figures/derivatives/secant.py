"""The secant that turns into the tangent."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from calcref.core.errors import CalcrefError
from calcref.plot.drawing.axes import along, name_axes, number, plane, window
from calcref.plot.drawing.formula import Formula, Function, function
from calcref.plot.drawing.html import Slider, sliding
from calcref.plot.drawing.svg import frame
from calcref.plot.drawing.theme import FUNCTION, INK, PAPER, SLOPE

STEPS = (2.0, 1.5, 1.0, 0.5, 0.25, 0.1)


def secant_to_tangent(
    formula: Formula,
    at: float,
    steps: Sequence[float] = STEPS,
    span: tuple[float, float] | None = None,
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """The secants through the points at `at` and `at + h` for each h of `steps`, and the tangent they turn into.

    A slider moves h; without scripts all secants are seen, the nearest strongest.

    Args:
        formula: the function, as text, SymPy expression or callable.
        at: where the tangent touches.
        steps: the values of h, from large to small, none of them 0.
        span: the interval that is drawn; by default a little more than the steps reach.

    Raises:
        ParseError: the text is not a formula.
        CalcrefError: the function has no value or slope there, or a step is 0.

    >>> secant_to_tangent("x^2/2", at=1).startswith('<figure class="cr-figure">')
    True
    """
    if not steps or any(h == 0 for h in steps):
        raise CalcrefError(
            f"a secant needs at least one step, each other than 0; found {list(steps)}: try {list(STEPS)}"
        )
    f = function(formula)
    slope = f.slope(at)
    secants = [(f.at(at + h) - f.at(at)) / h for h in steps]
    labels = [
        f"h = {number(h)}: secant {number(secant, 4)}, tangent {number(slope, 4)}, gap {number(abs(secant - slope), 2)}"
        for h, secant in zip(steps, secants, strict=True)
    ]
    opacities = np.linspace(0.2, 0.75, len(steps)).round(2).tolist()
    low, high = span or (at - 0.8 * max(map(abs, steps)), at + 1.15 * max(map(abs, steps)))
    return sliding(
        lambda figure: _draw(figure, f, at, steps, (low, high)),
        Slider("step h", labels, opacities, min(2, len(steps) - 1), trail=True),
        title="Secants turning into the tangent",
        alt=alt
        or f"The curve of {f.name or 'a function'} with secants from {f.variable} = {number(at)}. As the step "
        f"shrinks from {number(steps[0])} to {number(steps[-1])}, their slope goes from {number(secants[0])} to "
        f"{number(secants[-1])}; the tangent has slope {number(slope)}.",
        caption=caption
        or "Both ends of the secant lie on the curve. Bring them together, and its slope settles: "
        f"{number(secants[0])} at h = {number(steps[0])}, {number(secants[-1])} at h = {number(steps[-1])}, "
        f"{number(slope)} in the limit.",
    )


def _draw(figure: Figure, f: Function, at: float, steps: Sequence[float], span: tuple[float, float]) -> None:
    axes = plane(figure)
    x = np.linspace(*span, 200)
    ends = np.array(span)
    here, slope = f.at(at), f.slope(at)
    tangent = here + slope * (ends - at)
    axes.plot(ends, tangent, color=SLOPE, zorder=3)
    for index, h in enumerate(steps):
        there = f.at(at + h)
        axes.plot(ends, here + (there - here) / h * (ends - at), color=INK, linewidth=1.4, zorder=2, gid=frame(index))
        axes.plot([at, at + h, at + h], [here, here, there], color=INK, linewidth=0.8, dashes=(3, 3), gid=frame(index))
        axes.plot(at + h, there, "o", color=INK, markeredgecolor=PAPER, zorder=6, gid=frame(index))
    axes.plot(x, f(x), color=FUNCTION, zorder=4)
    axes.plot(at, here, "o", color=SLOPE, markeredgecolor=PAPER, zorder=7)
    axes.set_ylim(*window(f(x), 0.15))
    axes.set_xlim(*span)
    along(axes, "tangent", (span[1], tangent[1]), slope, SLOPE, above=f.at(span[1]) < tangent[1])
    name_axes(axes, f"${f.variable}$", f.label)
