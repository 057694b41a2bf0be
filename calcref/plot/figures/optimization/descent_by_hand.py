"""Gradient descent on contours, with the rate and the start in the reader's hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import sympy as sp
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from calcref.core.errors import CalcrefError
from calcref.plot.drawing.axes import name_axes, number, superscript, tidy
from calcref.plot.drawing.formula import Array, drawable
from calcref.plot.drawing.html import Figure as Html
from calcref.plot.drawing.live import Live, Movable, Reading, live
from calcref.plot.drawing.surface import Surface, contours, surface
from calcref.plot.drawing.svg import part
from calcref.plot.drawing.theme import FUNCTION, INK, PAPER, SLOPE
from calcref.render import text
from calcref.verbs.differentiate import differentiate

STEPS = 30
LEAST, MOST = 1e-8, 1e3  # losses that are drawn


def descent_by_hand(
    formula: str | sp.Expr,
    start: tuple[float, float],
    rate: float,
    across: tuple[float, float] = (-3.0, 3.0),
    up: tuple[float, float] = (-2.0, 2.0),
    caption: str | None = None,
    alt: str | None = None,
) -> Html:
    """Above, the path of gradient descent on the contours of a bowl along its axes; below, its loss step by step.

    A reader moves the start and the learning rate.

    Args:
        formula: a sum of squares of two variables, each with a positive factor, as text or SymPy expression.
        start: in the alphabetical order of the variables.
        rate: the learning rate.
        across: the interval of the first variable that is drawn.
        up: that of the second.

    Raises:
        CalcrefError: the function is none of these.

    >>> "cr-live" in descent_by_hand("x^2/2 + 2y^2", (2.5, 1), 0.4)
    True
    """
    expr, f = drawable(formula), surface(formula)
    letters = [sp.Symbol(name, real=True) for name in f.variables]
    slopes = [differentiate(expr, letter).answer for letter in letters]
    flat, steep = sorted(_curvatures(slopes, letters))
    path = _path(f, start, rate)
    losses = [f.at(place) for place in path]
    best, edge = 2 / (flat + steep), 2 / steep
    x, y = f.variables
    return live(
        _Shown(f, path, losses, across, up).draw,
        Live(
            "descent",
            {
                "x": Movable("start", start[0], *across, 0.1),
                "y": Movable("start", start[1], *up, 0.1),
                "rate": Movable(
                    "learning rate",
                    rate,
                    0.0,
                    round(1.1 * edge, 3),
                    edge / 100,
                    {best: f"{number(best)}, the best", edge: f"{number(edge)}, the border"},
                    below=True,
                ),
            },
            {
                "rate": Reading("learning rate", f"{rate:.3f}"),
                "flat": Reading(f"factor a step where it is flat, {x}", _signed(1 - rate * flat)),
                "steep": Reading(f"factor a step where it is steep, {y}", _signed(1 - rate * steep)),
                "loss": Reading(f"loss after {STEPS} steps", number(losses[-1], 2), FUNCTION),
            },
            {"f": expr, "fx": slopes[0], "fy": slopes[1]},
            {"curvatures": [flat, steep], "steps": STEPS, "least": LEAST, "most": MOST},
        ),
        title="Gradient descent with a rate and a start of one's own",
        alt=alt
        or f"Above, contours of {text(expr)} and the path from ({number(start[0])}, {number(start[1])}) at "
        f"learning rate {number(rate)}; below, its loss on a logarithmic scale, {number(losses[-1], 2)} after {STEPS} "
        "steps.",
        caption=caption
        or "The steep direction sets the border of the rate, the flat one the pace: a larger rate is faster along the "
        f"flat one, until at {number(best)} both shrink by {number(abs(1 - best * flat))} a step; at {number(edge)} "
        "the steep one no longer shrinks at all.",
        height=460,
    )


def _curvatures(slopes: list[sp.Expr], letters: list[sp.Symbol]) -> tuple[float, float]:
    first, second = ([differentiate(slope, letter).answer for letter in letters] for slope in slopes)
    own, mixed = (first[0], second[1]), (first[1], second[0])
    if any(not it.is_positive for it in own) or any(it != 0 for it in mixed):
        raise CalcrefError("the two factors of a step are those of a x² + b y² with positive a and b: try x^2/2 + 2y^2")
    return float(own[0]), float(own[1])


def _path(f: Surface, start: tuple[float, float], rate: float) -> Array:
    places = [np.array(start, dtype=float)]
    for _ in range(STEPS):
        places.append(places[-1] - rate * f.gradient(places[-1]))
    return np.array(places)


def _signed(factor: float) -> str:
    return f"{factor:+.3f}".replace("-", "−")


@dataclass(frozen=True, slots=True)
class _Shown:
    f: Surface
    path: Array
    losses: list[float]
    across: tuple[float, float]
    up: tuple[float, float]

    def draw(self, canvas: Figure) -> None:
        """Both drawings, one below the other."""
        above, below = canvas.subplots(2, 1, height_ratios=[2, 1])
        self._above(tidy(above, zero=False))
        self._below(tidy(below, zero=False))

    def _above(self, axes: Axes) -> None:
        contours(axes, self.f, self.across, self.up)
        axes.plot(*self.path.T, color=SLOPE, linewidth=1.4, zorder=3, gid=part("path"))
        axes.plot(*self.path.T, "o", color=SLOPE, markersize=3.5, markeredgewidth=0, zorder=4, gid=part("places"))
        axes.plot(*self.path[0], "o", color=SLOPE, markeredgecolor=PAPER, zorder=5, gid=part("start"))
        axes.plot(0, 0, "+", color=INK, markersize=8, zorder=2)
        name_axes(axes, f"${self.f.variables[0]}$", self.f.label)

    def _below(self, axes: Axes) -> None:
        heights = np.log10(np.clip(self.losses, LEAST, MOST))
        axes.plot(heights, color=FUNCTION, linewidth=1.6, gid=part("loss"))
        axes.plot(heights, "o", color=FUNCTION, markersize=3.5, markeredgewidth=0, gid=part("losses"))
        axes.set_ylim(np.log10(LEAST) - 0.4, np.log10(MOST) + 0.4)
        axes.set_yticks([-8, -4, 0], [f"10{superscript(power)}" for power in (-8, -4)] + ["1"])
        axes.set_xlim(-0.5, STEPS + 0.5)
        name_axes(axes, "step", "loss")
