"""The quantile (pinball) loss: whose best constant is a quantile."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain
from calcref.core.kinks import Kink
from calcref.losses.loss import Curve, Loss, of_curve, residuals
from calcref.verify.given import is_finite


def quantile(tau: float = 0.5) -> Loss:
    """Return the loss that costs tau for each unit by which a prediction is too low, 1 - tau where it is too high.

    The constant that it likes best is the quantile tau of the targets; at tau = 1/2 it is half of the absolute error.

    Raises:
        OutsideDomain: `tau` is not between 0 and 1.

    Source: Koenker and Bassett, Regression quantiles, Econometrica 46 (1978) 33.

    >>> float(quantile(0.9).value([0.0], [2.0])), round(float(quantile(0.9).value([2.0], [0.0])), 12)
    (1.8, 0.2)
    """
    if not (is_finite(tau) and 0 < tau < 1):
        raise OutsideDomain(f"tau must be between 0 and 1; found {tau!r:.60}: try 0.5, for the median")
    share = float(tau)

    def slope(r: Any) -> Any:
        return np.where(r > 0, 1 - share, np.where(r < 0, -share, 0 * r))

    curve = Curve(
        argument=residuals,
        value=lambda r: np.maximum((1 - share) * r, -share * r),
        slope=slope,
        kinks=(Kink(0.0, -share, 1 - share),),
        prox=lambda r, step: r - np.clip(r, -step * share, step * (1 - share)),
    )
    value, gradient = of_curve(curve)
    return Loss(
        id="quantile-loss",
        name="Quantile (pinball) loss",
        page="losses/regression-losses/#quantile-loss",
        statement="mean(max((1 - tau)*(p - y), -tau*(p - y)))",
        statement_latex=r"\frac1n\sum_{i=1}^{n}\max\bigl((1-\tau)(p_i-y_i),\,-\tau\,(p_i-y_i)\bigr)",
        expression="max((1-tau)*r, -tau*r)",
        variable="r",
        derivative="(1 + sign(r))/2 - tau",
        source=Source("Koenker and Bassett, Regression Quantiles", "Econometrica 46 (1978) 33-50"),
        ml_use="Forecasts with a promise: late once in ten times is $\\tau = 0.9$; two of them make an interval.",
        value=value,
        gradient=gradient,
        curve=curve,
        parameters=(("tau", share),),
    )


QUANTILE = quantile()
