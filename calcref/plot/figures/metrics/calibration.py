"""What was forecast against what happened, bin by bin."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure

from calcref.core.errors import CalcrefError
from calcref.metrics import CalibrationCurve
from calcref.plot.drawing.axes import name_axes, note, number
from calcref.plot.drawing.html import figure
from calcref.plot.drawing.theme import DASHES, ERROR, FUNCTION, MUTED


def calibration(curves: Mapping[str, CalibrationCurve], caption: str | None = None, alt: str | None = None) -> str:
    """Calibration curves, with the distance of the first from the diagonal at each bin.

    Args:
        curves: from a name to what `calcref.metrics.calibration_curve` found; up to four.

    Raises:
        CalcrefError: there is nothing to draw, or too much.

    >>> from calcref.metrics import calibration_curve
    >>> "<svg" in calibration({"a model": calibration_curve([0, 1, 1], [0.2, 0.4, 0.9])})
    True
    """
    if not 1 <= len(curves) <= len(DASHES):
        raise CalcrefError(f"a picture holds 1 to {len(DASHES)} calibration curves; found {len(curves)}")
    errors = ", ".join(f"{number(curve.error)} ({name})" for name, curve in curves.items())
    first = next(iter(curves))
    return figure(
        lambda canvas: _draw(canvas, curves),
        "How often it happened, against the forecast",
        alt
        or f"The share of ones in each bin against the mean forecast there, with the diagonal. The mean distances from "
        f"it are {errors}.",
        caption
        or f"On the diagonal what is forecast happens as often as it is said. The gaps are those of “{first}”; their "
        f"mean, each by its count, is the calibration error: {errors}.",
        height=380,
    )


def _draw(canvas: Figure, curves: Mapping[str, CalibrationCurve]) -> None:
    axes = canvas.subplots()
    axes.set_aspect("equal")
    axes.plot([0, 1], [0, 1], color=MUTED, linewidth=1)
    first = next(iter(curves.values()))
    axes.vlines(first.predicted, first.predicted, first.observed, color=ERROR, linewidth=2)
    for (name, curve), dashes, named in zip(curves.items(), DASHES, (0.85, 0.15, 0.35, 0.65), strict=False):
        axes.plot(curve.predicted, curve.observed, color=FUNCTION, linestyle=dashes, marker="o", markersize=4)
        at = int(np.argmin(np.abs(curve.predicted - named)))
        note(axes, name, (float(curve.predicted[at]), float(curve.observed[at])), (8, -10), color=FUNCTION)
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(-0.02, 1.02)
    axes.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    name_axes(axes, "forecast", "share of ones")
