"""Gradient descent: its path on contours, and its iterates one by one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import sympy as sp
from matplotlib.figure import Figure

from calcref.core.methods import Trace
from calcref.optimization import GradientDescent, minimize
from calcref.plot.drawing.axes import name_axes, number, tidy
from calcref.plot.drawing.formula import Formula, function
from calcref.plot.drawing.html import Panel, panels
from calcref.plot.drawing.surface import Surface, contours, surface
from calcref.plot.drawing.theme import MUTED, PAPER, SLOPE


def descent_on_contours(
    formula: str | sp.Expr,
    start: tuple[float, float],
    learning_rates: Sequence[float],
    labels: Sequence[str] = (),
    steps: int = 20,
    across: tuple[float, float] = (-3.0, 3.0),
    up: tuple[float, float] = (-2.0, 2.0),
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """The path of gradient descent on the contours of a function of two variables, a panel for each learning rate.

    Args:
        formula: the function, as text or SymPy expression in two variables.
        start: in the alphabetical order of the variables.
        learning_rates: one for each panel.
        labels: what stands above each panel beside its rate, if anything does.
        steps: how many steps are taken.
        across: the interval of the first variable that is drawn.
        up: that of the second.

    Raises:
        DidNotConverge: a run leaves the finite numbers.

    >>> descent_on_contours("x^2/2 + 2y^2", (2.5, 1), [0.1, 0.4]).count("<svg")
    2
    """
    f = surface(formula)
    named = labels or [""] * len(learning_rates)

    def panel(rate: float, label: str) -> Panel:
        trace = minimize(f.at, np.array(start), GradientDescent(rate), steps, f.gradient, 0.0)
        return Panel(
            f"Gradient descent with learning rate {number(rate)}",
            f"From a value of {number(f.at(np.array(start)))} it is at {number(trace.value)} after {steps} steps.",
            lambda canvas: _path(canvas, f, trace, f"rate {number(rate)}{label and f', {label}'}", (across, up)),
        )

    return panels(
        [panel(rate, label) for rate, label in zip(learning_rates, named, strict=True)],
        alt,
        caption
        or f"Each segment is a step against the gradient, at a right angle to the contour where it begins; {steps} "
        "steps are drawn. Small steps creep, large ones leap from wall to wall, too large ones climb out.",
        height=40 + 180 * (up[1] - up[0]) / (across[1] - across[0]),
    )


def descent_runs(
    formula: Formula,
    start: float,
    learning_rates: Sequence[float],
    steps: int = 60,
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """The iterates of gradient descent on a function of one variable, a panel for each learning rate.

    Args:
        formula: the function, as text, SymPy expression or callable.
        start: the first iterate.
        learning_rates: one for each panel.
        steps: how many steps are taken.

    Raises:
        DidNotConverge: a run leaves the finite numbers.

    >>> descent_runs("2x^2", 1, [0.499, 0.5, 0.51]).count("<svg")
    3
    """
    f = function(formula)
    runs = [
        np.array([float(x) for x in minimize(f.values, start, GradientDescent(rate), steps, f.slopes, 0.0).iterates])
        for rate in learning_rates
    ]
    height = min(1.12 * max(float(np.max(np.abs(run))) for run in runs), 2.4 * abs(start))

    def panel(rate: float, run: np.ndarray) -> Panel:
        return Panel(
            f"Iterates at learning rate {number(rate)}",
            f"From {number(run[0])} the iterates alternate or fall; after {steps} steps they are at {number(run[-1])}.",
            lambda canvas: _run(canvas, run, rate, height),
        )

    return panels(
        [panel(rate, run) for rate, run in zip(learning_rates, runs, strict=True)],
        alt,
        caption
        or f"The same function, the same start, {steps} steps. "
        + " ".join(
            f"At {number(rate)} the distance from 0 goes from {number(abs(run[0]))} to {number(abs(run[-1]))}."
            for rate, run in zip(learning_rates, runs, strict=True)
        ),
        height=180,
        wide=len(runs) in (2, 4),
    )


def _path(
    canvas: Figure, f: Surface, trace: Trace, name: str, window: tuple[tuple[float, float], tuple[float, float]]
) -> None:
    axes = tidy(canvas.subplots(), zero=False, ticks=3)
    contours(axes, f, *window)
    path = np.array(trace.iterates)
    axes.plot(path[:, 0], path[:, 1], color=SLOPE, linewidth=1.4, zorder=3)
    axes.plot(path[:, 0], path[:, 1], "o", color=SLOPE, markersize=3.5, markeredgewidth=0, zorder=4)
    axes.plot(*path[0], "o", color=SLOPE, markeredgecolor=PAPER, markersize=8, zorder=5)
    name_axes(axes, up=name)


def _run(canvas: Figure, run: np.ndarray, rate: float, height: float) -> None:
    axes = tidy(canvas.subplots(), zero=False, ticks=3)
    axes.axhline(0, color=MUTED, linewidth=0.9)
    left = np.flatnonzero(np.abs(run) > height)
    seen = run[: left[0] + 1] if left.size else run  # what has left the picture stays away
    axes.plot(seen, color=SLOPE, linewidth=0.9)
    axes.plot(seen, "o", color=SLOPE, markersize=3, markeredgewidth=0)
    axes.set_xlim(-0.02 * len(run), 1.02 * len(run))
    axes.set_ylim(-height, height)
    name_axes(axes, "step", f"rate {number(rate)}")
