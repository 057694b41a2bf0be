"""Log-cosh: the square near 0, the absolute value far out, and smooth everywhere."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.losses.loss import Curve, Loss, of_curve, residuals


def _height(r: Any) -> Any:
    """|r| + ln(1 + e^(-2|r|)) - ln 2, which does not overflow; near 0 half of the logarithm of 1 + sinh^2."""
    size = np.abs(r)
    near = np.minimum(size, 1.0)
    return np.where(size < 1, np.log1p(np.sinh(near) ** 2) / 2, size + np.log1p(np.exp(-2 * size)) - math.log(2))


_CURVE = Curve(argument=residuals, value=_height, slope=np.tanh)
_value, _gradient = of_curve(_CURVE)

log_cosh = Loss(
    id="log-cosh-loss",
    name="Log-cosh loss",
    page="losses/regression-losses/#log-cosh-loss",
    statement="mean(ln(cosh(p - y)))",
    statement_latex=r"\frac1n\sum_{i=1}^{n}\ln(\cosh(p_i-y_i))",
    expression="ln(cosh(r))",
    variable="r",
    derivative="tanh(r)",
    source=Source("Green, Bayesian reconstructions from emission tomography data", "IEEE Trans. Med. Imaging 9 (1990)"),
    ml_use="Regression by Newton's method or boosting, which want a second derivative: Huber's loss without its seams.",
    value=_value,
    gradient=_gradient,
    curve=_CURVE,
)
