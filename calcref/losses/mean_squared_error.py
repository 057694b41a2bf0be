"""Mean squared error: the loss whose best constant is the mean."""

from __future__ import annotations

import numpy as np

from calcref.core.about import Source
from calcref.losses.loss import Curve, Loss, of_curve, residuals

_CURVE = Curve(argument=residuals, value=np.square, slope=lambda r: 2 * r, prox=lambda r, step: r / (1 + 2 * step))
_value, _gradient = of_curve(_CURVE)

mse = Loss(
    id="mean-squared-error",
    name="Mean squared error",
    page="losses/loss-functions/#mean-squared-error",
    statement="mean((p - y)^2)",
    statement_latex=r"\frac1n\sum_{i=1}^{n}(p_i-y_i)^2",
    expression="r^2",
    variable="r",
    derivative="2r",
    source=Source("Hastie, Tibshirani and Friedman, The Elements of Statistical Learning (2nd ed.)", "section 2.4"),
    ml_use="Regression with noise of one size everywhere; its gradient grows with the error, so outliers pull hard.",
    value=_value,
    gradient=_gradient,
    curve=_CURVE,
)
