"""Huber's loss: the integral of a residual that is clipped at delta."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.losses.loss import Curve, Loss, of_curve, positive, residuals


def huber(delta: float = 1.0) -> Loss:
    """Return Huber's loss: H(r) is the integral from 0 to r of clip(t, -delta, delta).

    It is r^2/2 up to |r| = delta and delta*(|r| - delta/2) beyond; in one formula
    m*(|r| - m/2) with m = min(|r|, delta). Its derivative is continuous: there is no kink.

    Raises:
        OutsideDomain: `delta` is not a positive finite number.

    Source: Huber, Robust estimation of a location parameter, Annals of Mathematical Statistics 35 (1964) 73.

    >>> loss = huber(delta=1.0)
    >>> float(loss.value([0.5], [0.0])), float(loss.value([-3.0], [0.0])), loss.gradient([-3.0], [0.0]).tolist()
    (0.125, 2.5, [-1.0])
    """
    delta = positive("delta", delta)

    def height(r: Any) -> Any:
        size = np.abs(r)
        inner = np.minimum(size, delta)
        return inner * (size - inner / 2)

    curve = Curve(
        argument=residuals,
        value=height,
        slope=lambda r: np.clip(r, -delta, delta),
        prox=lambda r, step: r - step * np.clip(r / (1 + step), -delta, delta),
    )
    value, gradient = of_curve(curve)
    return Loss(
        id="huber-loss",
        name="Huber loss",
        page="losses/loss-functions/#huber-loss",
        statement="mean(H(p - y)), H(r) = integral of clip(t, -delta, delta) for t from 0 to r",
        statement_latex=r"\frac1n\sum_{i=1}^{n} H_\delta(p_i-y_i),\quad "
        r"H_\delta(r)=\int_0^r \max(-\delta,\min(t,\delta))\,dt",
        expression="min(|r|, delta)*(|r| - min(|r|, delta)/2)",
        variable="r",
        derivative="max(-delta, min(r, delta))",
        source=Source("Huber, Robust estimation of a location parameter", "Ann. Math. Statist. 35 (1964) 73-101"),
        ml_use="Regression and value learning with outliers: quadratic near the target; far from it "
        "the pull stays $\\delta$ in size, however far off the point is.",
        value=value,
        gradient=gradient,
        curve=curve,
        parameters=(("delta", delta),),
    )


HUBER = huber()
