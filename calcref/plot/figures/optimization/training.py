"""The loss of a training run, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from calcref.core.errors import CalcrefError
from calcref.plot.drawing.axes import name_axes, name_curves, number, superscript, tidy
from calcref.plot.drawing.html import figure
from calcref.plot.drawing.theme import DASHES, FUNCTION


def training_curves(
    runs: Mapping[str, Sequence[float]],
    across: str = "step",
    up: str = "loss",
    logarithmic: bool = False,
    caption: str | None = None,
    alt: str | None = None,
    every: int = 1,
    at: Sequence[int] | None = None,
) -> str:
    """The values of one or more runs, such as `trace.values`, each named beside its end.

    Args:
        runs: from a name to its values, one for each step from 0, or for every few of them; up to four.
        across: what is counted.
        up: what the values are.
        logarithmic: whether the vertical axis counts powers of 10; the values are then positive.
        every: how many steps lie between two values.
        at: the step of each value, where they are not equally far apart; all runs then have as many values.

    Raises:
        CalcrefError: there is no run or more than four, one is empty, or a value cannot be drawn.

    >>> "<svg" in training_curves({"training": [0.7, 0.3, 0.2]})
    True
    """
    curves = {name: np.asarray(values, dtype=float) for name, values in runs.items()}
    _check(curves, logarithmic)
    ends = ", ".join(
        f"from {number(float(values[0]))} to {number(float(values[-1]))} ({name})" for name, values in curves.items()
    )
    longest = max(len(values) for values in curves.values())
    steps = every * np.arange(longest) if at is None else np.asarray(at)
    if steps.shape != (longest,):
        raise CalcrefError(f"each value needs the number of its step; found {steps.size} for {longest} values")
    last = int(steps[-1])
    return figure(
        lambda canvas: _draw(canvas, curves, (across, up), logarithmic, steps),
        f"The {up} of each {across}" if every == 1 else f"The {up}, every {every} {across}s",
        alt or f"The {up} against the {across}, up to {across} {last}: {ends}.",
        caption
        or f"Up to {across} {last} the {up} goes {ends}. A steep start, then a long tail: near the bottom the "
        "gradient is small, and so are the steps.",
    )


def _check(curves: Mapping[str, np.ndarray], logarithmic: bool) -> None:
    if not 1 <= len(curves) <= len(DASHES):
        raise CalcrefError(f"a picture holds 1 to {len(DASHES)} runs; found {len(curves)}")
    for name, values in curves.items():
        if values.ndim != 1 or not values.size or not np.all(np.isfinite(values)):
            raise CalcrefError(f"the values of {name!r} must be a row of finite numbers; found shape {values.shape}")
        if logarithmic and not np.all(values > 0):
            raise CalcrefError(f"powers of 10 need positive values; {name!r} goes down to {values.min():g}")


def _draw(
    canvas: Figure, curves: Mapping[str, np.ndarray], names: tuple[str, str], logarithmic: bool, steps: np.ndarray
) -> None:
    axes = tidy(canvas.subplots(), zero=False)
    heights = {name: np.log10(values) if logarithmic else values for name, values in curves.items()}
    for values, dashes in zip(heights.values(), DASHES, strict=False):
        axes.plot(steps[: len(values)], values, color=FUNCTION, linestyle=dashes)
    if logarithmic:
        axes.yaxis.set_major_formatter(lambda value, position: f"10{superscript(round(value))}")
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    else:
        axes.set_ylim(bottom=min(0.0, axes.get_ylim()[0]))
    last = int(steps[-1])
    axes.set_xlim(int(steps[0]), max(last, int(steps[0]) + 1))
    if len(curves) > 1:
        name_curves(axes, last, [(name, float(values[-1]), FUNCTION) for name, values in heights.items()])
    name_axes(axes, *names)
