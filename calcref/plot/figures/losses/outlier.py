"""One point of a sample far off, and where three losses put their fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from calcref.core.errors import CalcrefError
from calcref.losses import Loss, huber, mae, mse
from calcref.plot.drawing.axes import fixed, name_axes, number, tidy
from calcref.plot.drawing.formula import Array
from calcref.plot.drawing.html import Figure as Html
from calcref.plot.drawing.live import Live, Movable, Reading, live, points
from calcref.plot.drawing.svg import part
from calcref.plot.drawing.theme import FUNCTION, INK, PAPER
from calcref.verbs.reading import expression

DELTA = 1.0
LOSSES = {"square": mse, "huber": huber(DELTA), "absolute": mae}
NAMES = {"square": "mean of squares", "huber": "Huber, δ = 1", "absolute": "mean of absolute values"}


def outlier_and_losses(
    values: Sequence[float],
    outlier: float,
    span: tuple[float, float],
    caption: str | None = None,
    alt: str | None = None,
) -> Html:
    """A sample, and below it three losses of a single number that is to fit it, each with the number that fits best.

    A reader moves one point of the sample.

    Args:
        values: the points that stay.
        outlier: the one that is moved.
        span: the interval that is drawn.

    Raises:
        CalcrefError: the number of points is even, so that the absolute values have no single best fit.

    >>> "cr-live" in outlier_and_losses([1, 2], 5, (0, 6))
    True
    """
    if len(values) % 2:
        raise CalcrefError(f"a sample with one median has an odd number of points; found {len(values) + 1}")
    fits = {name: _fit(loss, [*values, outlier]) for name, loss in LOSSES.items()}
    far = {name: _fit(loss, [*values, span[1]]) for name, loss in LOSSES.items()}
    return live(
        _Shown(np.array([*values, outlier]), fits, span).draw,
        Live(
            "outlier",
            {"x": Movable("the point", outlier, *span, (span[1] - span[0]) / 100)},
            {
                "x": Reading("the point", fixed(outlier, 2)),
                **{name: Reading(f"best fit, {NAMES[name]}", fixed(fit, 3)) for name, fit in fits.items()},
            },
            {
                "square_loss": expression(mse.expression),
                "absolute_loss": expression(mae.expression),
                "huber_loss": expression(LOSSES["huber"].expression),
                "huber_slope": expression(LOSSES["huber"].derivative),
            },
            {"values": points(values), "delta": DELTA, "span": list(span)},
        ),
        title="One point far off, and three losses",
        alt=alt
        or f"{len(values) + 1} points on a line, one of them at {number(outlier)}. Below, three losses of a number "
        "that is to fit all of them: "
        + "; ".join(f"{NAMES[name]}, lowest at {number(fit)}" for name, fit in fits.items())
        + ".",
        caption=caption
        or f"Pull the point out to {number(span[1])}: the mean follows it to {number(far['square'])}; Huber's fit, "
        f"{number(far['huber'])}, is pulled by no more than δ however far the point goes; the median stays at "
        f"{number(far['absolute'])}.",
        height=430,
    )


def _fit(loss: Loss, values: Sequence[float]) -> float:
    """The number at which the slopes add up to 0, by halving: it is there for every loss that is convex."""
    assert loss.curve is not None
    low, high = min(values), max(values)
    for _ in range(60):
        middle = (low + high) / 2
        slope = float(np.sum(loss.curve.slope(middle - np.array(values))))
        low, high = (middle, high) if slope < 0 else (low, middle)
    return high


@dataclass(frozen=True, slots=True)
class _Shown:
    values: Array
    fits: dict[str, float]
    span: tuple[float, float]

    def draw(self, canvas: Figure) -> None:
        """The sample, and a drawing for each loss below it."""
        sample, *rows = canvas.subplots(1 + len(LOSSES), 1, sharex=True, height_ratios=[1, 2, 2, 2])
        tidy(sample, zero=False)
        sample.axhline(0, color=INK, linewidth=0.9)
        sample.plot(self.values[:-1], 0 * self.values[:-1], "o", color=INK, markeredgecolor=PAPER)
        sample.plot(self.values[-1], 0, "o", color=INK, markeredgecolor=PAPER, gid=part("point"))
        sample.set_ylim(-1, 1)
        sample.set_yticks([])
        x = np.linspace(*self.span, 161)
        for axes, (name, loss) in zip(rows, LOSSES.items(), strict=True):
            assert loss.curve is not None
            tidy(axes, zero=False)
            heights = np.mean(loss.curve.value(x[:, None] - self.values), axis=1)
            low, high = float(heights.min()), float(heights.max())
            fit = self.fits[name]
            axes.plot(x, (heights - low) / (high - low), color=FUNCTION, gid=part(name))
            axes.plot([fit, fit], [-0.1, 1.1], color=INK, linewidth=1, dashes=(2, 3), gid=part(f"{name}_fit"))
            axes.set_ylim(-0.1, 1.1)
            axes.set_yticks([])
            name_axes(axes, up=NAMES[name])
        sample.set_xlim(*self.span)
        name_axes(rows[-1], "fit")
