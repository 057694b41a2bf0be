"""The secant that turns into the tangent, and the step at which rounding takes over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from calcref.core.errors import CalcrefError
from calcref.plot.drawing.axes import fixed, name_axes, number, superscript, tidy, window
from calcref.plot.drawing.formula import Array, Formula, Function, function
from calcref.plot.drawing.live import Live, Movable, Reading, live
from calcref.plot.drawing.svg import part
from calcref.plot.drawing.theme import ERROR, FUNCTION, INK, PAPER, SLOPE

LEAST = -16  # the power of ten of the shortest step
FLOOR = 1e-13  # a gap of exactly 0 is drawn here


def secant_to_tangent(
    formula: Formula,
    at: float,
    step: float = 1.0,
    span: tuple[float, float] | None = None,
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """The secant through the points at `at` and `at + step`, the tangent, and how far apart their slopes are.

    A reader moves the point and the step, which has both signs and goes down to where rounding takes over.

    Args:
        formula: the function, as text, SymPy expression or callable.
        at: where the tangent touches.
        step: at most 1 to either side, and not 0.
        span: the interval that is drawn.

    Raises:
        ParseError: the text is not a formula.
        CalcrefError: the function has no value or slope there, or the step is 0 or too long.

    >>> secant_to_tangent("x^2/2", at=1).startswith('<figure class="cr-figure">')
    True
    """
    if not 10**LEAST <= abs(step) <= 1:
        raise CalcrefError(f"a secant needs a step from 10⁻¹⁶ to 1, to either side; found {step:g}: try 0.5")
    f = function(formula)
    shown = _Shown(f, at, step, span or (at - 2.2, at + 2.2))
    slope, secant = f.slope(at), (f.at(at + step) - f.at(at)) / step
    steps = -np.logspace(0, LEAST, 129)
    best = float(min((h for side in (-1, 1) for h in side * steps), key=lambda h: _gap(f, at, h)))
    low, high = shown.span
    return live(
        shown.draw,
        Live(
            "secant",
            {
                "a": Movable(f"point {f.variable} of the tangent", at, low + 1, high - 1, 0.05),
                "h": Movable("step h", step, -1, 1, 0.01),
            },
            {
                "h": Reading("step h", number(step, 2)),
                "secant": Reading("slope of the secant", fixed(secant, 9)),
                "tangent": Reading("slope of the tangent", fixed(slope, 9), SLOPE),
                "gap": Reading("apart by", number(abs(secant - slope), 2), ERROR),
            },
            f.expressions("f", "slope"),
            {"least": LEAST, "floor": FLOOR},
        ),
        title="The secant that turns into the tangent",
        alt=alt
        or f"Above, the curve of {f.name or 'a function'} with the secant from {f.variable} = {number(at)} to "
        f"{number(at + step)}, whose slope is {number(secant)}, and the tangent, whose slope is {number(slope)}. "
        "Below, how far they are apart for steps of both signs: ever less as the step shrinks, then more again.",
        caption=caption
        or "Bring the second point to the first, from either side, and the slope of the secant settles on that of the "
        f"tangent, until rounding takes over: here a step of about {number(abs(best), 1)} is best, and one of "
        f"{number(10.0**LEAST)} leaves the two apart by {number(_gap(f, at, 10.0**LEAST), 1)}.",
        height=430,
    )


def _gap(f: Function, at: float, step: float) -> float:
    return abs(float((f(at + step) - f(at)) / step) - f.slope(at))


@dataclass(frozen=True, slots=True)
class _Shown:
    f: Function
    at: float
    step: float
    span: tuple[float, float]

    def draw(self, canvas: Figure) -> None:
        """Both drawings, one below the other."""
        above, below = canvas.subplots(2, 1, height_ratios=[5, 3])
        self._above(tidy(above))
        self._below(tidy(below, zero=False))

    def _above(self, axes: Axes) -> None:
        f, at, h = self.f, self.at, self.step
        x, ends = np.linspace(*self.span, 200), np.array(self.span)
        here, there, slope = f.at(at), f.at(at + h), f.slope(at)
        axes.plot(ends, here + slope * (ends - at), color=SLOPE, zorder=3, gid=part("tangent"))
        axes.plot(ends, here + (there - here) / h * (ends - at), color=INK, linewidth=1.4, gid=part("secant"))
        run = [at, at + h, at + h], [here, here, there]
        axes.plot(*run, color=INK, linewidth=0.8, dashes=(3, 3), gid=part("run"))
        axes.plot(x, f(x), color=FUNCTION, zorder=4)
        axes.plot(at, here, "o", color=SLOPE, markeredgecolor=PAPER, zorder=6, gid=part("touch"))
        axes.plot(at + h, there, "o", color=INK, markeredgecolor=PAPER, zorder=7, gid=part("second"))
        axes.set_ylim(*window(f(x), 0.15))
        axes.set_xlim(*self.span)
        name_axes(axes, f"${f.variable}$", f.label)

    def _below(self, axes: Axes) -> None:
        powers = np.linspace(0, -LEAST, 145)
        for side, name in ((-1, "left"), (1, "right")):
            steps = side * 10.0 ** (powers + LEAST)
            axes.plot(side * powers, [self._height(h) for h in steps], color=ERROR, linewidth=1.4, gid=part(name))
        place = np.sign(self.step) * (np.log10(abs(self.step)) - LEAST)
        axes.plot(place, self._height(self.step), "o", color=INK, markeredgecolor=PAPER, zorder=6, gid=part("gap"))
        half = superscript(LEAST // 2)
        axes.set_xticks(
            [LEAST, LEAST / 2, 0, -LEAST / 2, -LEAST],
            ["−1", f"−10{half}", f"±10{superscript(LEAST)}", f"10{half}", "1"],
        )
        axes.set_yticks([-12, -8, -4, 0], [f"10{superscript(power)}" for power in (-12, -8, -4)] + ["1"])
        axes.set_xlim(LEAST * 1.06, -LEAST * 1.06)
        axes.set_ylim(np.log10(FLOOR) - 0.6, 1.2)
        name_axes(axes, "step h", "distance of the two slopes")

    def _height(self, step: Array) -> float:
        return float(np.log10(max(_gap(self.f, self.at, float(step)), FLOOR)))
