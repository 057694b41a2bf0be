"""Mean absolute error: the loss whose best constant is the median."""

from __future__ import annotations

import numpy as np

from calcref.core.about import Source
from calcref.core.kinks import Kink
from calcref.losses.loss import Curve, Loss, of_curve, residuals

_CURVE = Curve(
    argument=residuals,
    value=np.abs,
    slope=np.sign,
    kinks=(Kink(0.0, -1.0, 1.0),),
    prox=lambda r, step: r - np.clip(r, -step, step),
)
_value, _gradient = of_curve(_CURVE)

mae = Loss(
    id="mean-absolute-error",
    name="Mean absolute error",
    page="losses/loss-functions/#mean-absolute-error",
    statement="mean(|p - y|)",
    statement_latex=r"\frac1n\sum_{i=1}^{n}\lvert p_i-y_i\rvert",
    expression="|r|",
    variable="r",
    derivative="sign(r)",
    source=Source("Hastie, Tibshirani and Friedman, The Elements of Statistical Learning (2nd ed.)", "section 2.4"),
    ml_use="Regression where some targets are far out: every error pulls equally hard, however large it is.",
    value=_value,
    gradient=_gradient,
    curve=_CURVE,
)
