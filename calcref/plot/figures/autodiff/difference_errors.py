"""Why a step must be neither large nor small, and what needs none: errors of difference quotients."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from calcref.differences import gradient
from calcref.plot.drawing.axes import name_axes, note, number, superscript, tidy
from calcref.plot.drawing.html import figure
from calcref.plot.drawing.theme import DASHES, ERROR, INK

STEPS = np.logspace(-16, 0, 97)
FLOOR = 1e-17  # an error of exactly 0 is drawn here


def difference_errors(
    f: Callable[[Any], Any],
    at: float,
    exact: Mapping[str, float],
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """The relative error of the forward and the central difference quotient against their step.

    Args:
        f: a function of a float, smooth at `at`.
        at: where.
        exact: the slope there under the name of the method that found it, which is drawn as needing no step.

    >>> "<svg" in difference_errors(np.exp, 0.0, {"dual numbers": 1.0})
    True
    """
    ((name, slope),) = exact.items()
    errors = {method: np.array([_error(f, at, method, h, slope) for h in STEPS]) for method in ("forward", "central")}
    best = {method: (float(STEPS[np.argmin(row)]), float(np.min(row))) for method, row in errors.items()}
    said = "; ".join(f"{method} {number(error, 1)} at a step of {number(h, 1)}" for method, (h, error) in best.items())
    return figure(
        lambda canvas: _draw(canvas, errors, name),
        "The error of difference quotients against the step",
        alt or f"Both errors first fall with the step and then rise again. Smallest: {said}.",
        caption
        or f"From the right, the error of the quotient falls with the step; from the left, rounding grows as the step "
        f"shrinks. At best: {said}. {name.capitalize()} have no step.",
        height=290,
    )


def _error(f: Callable[[Any], Any], at: float, method: Any, step: float, slope: float) -> float:
    found = float(gradient(f, at, method, step)) if at + step != at else 0.0
    return max(abs(found - slope) / (abs(slope) or 1.0), FLOOR)


def _draw(canvas: Figure, errors: Mapping[str, np.ndarray], name: str) -> None:
    axes = tidy(canvas.subplots(), zero=False)
    x = np.log10(STEPS)
    places = ((0.72, (-6, 8), "right"), (0.82, (8, -6), "left"))
    for (method, row), dashes, (place, offset, side) in zip(errors.items(), DASHES[:2], places, strict=True):
        axes.plot(x, np.log10(row), color=ERROR, linewidth=1.6, linestyle=dashes)
        k = int(place * (len(x) - 1))
        note(axes, method, (float(x[k]), float(np.log10(row[k]))), offset, ERROR, ha=side)
    axes.axhline(np.log10(2.2e-16), color=INK, linewidth=2)
    note(axes, name, (-0.4, float(np.log10(2.2e-16))), (0, 10), INK, ha="right")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, position: f"10{superscript(round(value))}")
    axes.set_xticks([-16, -12, -8, -4, 0])
    axes.set_yticks([-16, -12, -8, -4, 0])
    axes.set_ylim(-17.2, 0.6)
    name_axes(axes, "step", "relative error")
