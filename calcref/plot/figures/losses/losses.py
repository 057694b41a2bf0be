"""Losses, and their gradients below them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from calcref.core.errors import CalcrefError
from calcref.losses import Curve, Loss
from calcref.plot.drawing.axes import name_axes, name_curves, note, number, tidy
from calcref.plot.drawing.html import figure
from calcref.plot.drawing.theme import DASHES, FUNCTION, PAPER, SLOPE


def losses_and_gradients(
    losses: Sequence[Loss],
    span: tuple[float, float] = (-3.0, 3.0),
    across: str = "residual: prediction − target",
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """The losses of one example as curves of one number, and below them their slopes, with intervals at kinks.

    Args:
        losses: up to four of `calcref.losses` that are curves of the same number (residual or margin).
        span: the interval that is drawn.
        across: what that number is.

    Raises:
        CalcrefError: there are more than four, none, or one that is no curve.

    >>> from calcref.losses import mae, mse
    >>> "<svg" in losses_and_gradients([mse, mae])
    True
    """
    curves = [(loss.name, loss.curve) for loss in losses if loss.curve is not None]
    if not curves or len(curves) < len(losses) or len(losses) > len(DASHES):
        raise CalcrefError(
            f"a picture holds 1 to {len(DASHES)} losses that are curves of one number; found {len(losses)}, of which "
            f"{len(curves)} are: leave out the others"
        )
    shown = [(_short(name), curve, dashes) for (name, curve), dashes in zip(curves, DASHES, strict=False)]
    edges = "; ".join(
        f"{name}: slope {number(float(curve.slope(span[0])))} at {number(span[0])}, "
        f"{number(float(curve.slope(span[1])))} at {number(span[1])}"
        for name, curve, _ in shown
    )
    return figure(
        lambda canvas: _draw(canvas, shown, span, across),
        "Losses and their gradients",
        alt or f"Above, {', '.join(name for name, _, _ in shown)} against the {across}; below, their slopes. {edges}.",
        caption
        or "Read the lower picture: it says how hard each example pulls. A slope that grows with the error lets one "
        "outlier rule the fit; a bounded one does not. At a corner of the loss the slope jumps, and any value "
        "between is allowed.",
        height=400,
    )


def _short(name: str) -> str:
    return name.removesuffix(" loss").removesuffix(" error")


def _draw(canvas: Figure, shown: Sequence[tuple[str, Curve, Any]], span: tuple[float, float], across: str) -> None:
    above, below = canvas.subplots(2, 1, sharex=True)
    x = np.linspace(*span, 361)
    tidy(above)
    tidy(below)
    for _, curve, dashes in shown:
        above.plot(x, curve.value(x), color=FUNCTION, linestyle=dashes)
        _slopes(below, curve, x, dashes)
    above.set_xlim(*span)
    above.set_ylim(-0.2, _limit([float(np.max(curve.value(x))) for _, curve, _ in shown]))
    steepest = _limit([float(np.max(np.abs(curve.slope(x)))) for _, curve, _ in shown])
    below.set_ylim(max(-steepest, below.get_ylim()[0]), min(steepest, below.get_ylim()[1]))
    _name(above, shown, span)
    name_axes(above, up="loss")
    name_axes(below, across, "slope")


def _limit(tops: list[float]) -> float:
    """Enough for the second largest; the largest may leave through the top."""
    tops = sorted(tops)
    return 1.1 * (min(tops[-1], 1.6 * tops[-2]) if len(tops) > 1 else tops[-1])


def _name(axes: Axes, shown: Sequence[tuple[str, Curve, Any]], span: tuple[float, float]) -> None:
    """Write each name beside the end of its curve, on the side where the losses are high."""
    top = axes.get_ylim()[1]
    right = sum(float(curve.value(span[1]) - curve.value(span[0])) for _, curve, _ in shown) >= 0
    outside = []
    for name, curve, _ in shown:
        x = np.linspace(0, span[1], 400) if right else np.linspace(span[0] * 0.7, 0, 400)
        inside = x[curve.value(x) <= top]
        if right and inside[-1] == span[1]:
            outside.append((name, float(curve.value(span[1])), FUNCTION))
        else:
            place = float(inside[-1] if right else inside[0])
            low = not right and name != max(shown, key=lambda entry: float(entry[1].value(span[0])))[0]
            side = (-4, -10) if low else (9, -8 if right else 8)
            note(axes, name, (place, float(curve.value(place))), side, FUNCTION, ha="right" if low else "left")
    name_curves(axes, span[1], outside)


def _slopes(axes: Axes, curve: Curve, x: np.ndarray, dashes: Any) -> None:
    """The slope in pieces between kinks, and at each kink the interval that a subgradient may take."""
    ends = [x[0], *(kink.at for kink in curve.kinks if x[0] < kink.at < x[-1]), x[-1]]
    for low, high in pairwise(ends):
        inside = x[(x > low) & (x < high)]
        axes.plot(inside, curve.slope(inside), color=SLOPE, linestyle=dashes)
    for kink in curve.kinks:
        axes.plot([kink.at] * 2, [kink.lower, kink.upper], color=SLOPE, linewidth=1.2, dashes=(2, 2))
        axes.plot([kink.at] * 2, [kink.lower, kink.upper], "o", color=PAPER, markeredgecolor=SLOPE, markersize=5)
