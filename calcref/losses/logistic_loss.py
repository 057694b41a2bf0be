"""Logistic loss: minus the log of the probability that the model gives to the right one of two classes."""

from __future__ import annotations

import numpy as np

from calcref.core.about import Source
from calcref.losses.loss import Curve, Loss, margins, of_curve

_CURVE = Curve(
    argument=margins,
    value=lambda z: np.logaddexp(0.0, -z),
    slope=lambda z: -np.exp(-np.logaddexp(0.0, z)),  # -1/(1 + e^z) without overflow
)
_value, _gradient = of_curve(_CURVE)

logistic = Loss(
    id="logistic-loss",
    name="Logistic loss",
    page="losses/loss-functions/#logistic-loss",
    statement="mean(ln(1 + e^(-z))), z = (2y - 1)*s, labels y in {0, 1}, scores s",
    statement_latex=r"\frac1n\sum_{i=1}^{n}\ln\!\left(1+e^{-z_i}\right),\quad z_i=(2y_i-1)s_i,\ y_i\in\{0,1\}",
    expression="ln(1+e^(-z))",
    variable="z",
    derivative="-1/(1+e^z)",
    source=Source("Hastie, Tibshirani and Friedman, The Elements of Statistical Learning (2nd ed.)", "section 10.6"),
    ml_use="Binary classification; for one example its slope in the score is the probability minus the label.",
    value=_value,
    gradient=_gradient,
    curve=_CURVE,
)
