"""Hinge loss: nothing to pay once the margin is 1."""

from __future__ import annotations

import numpy as np

from calcref.core.about import Source
from calcref.core.kinks import Kink
from calcref.losses.loss import Curve, Loss, margins, of_curve

_CURVE = Curve(
    argument=margins,
    value=lambda z: np.maximum(0.0, 1 - z),
    slope=lambda z: -np.heaviside(1 - z, 0.0),
    kinks=(Kink(1.0, -1.0, 0.0),),
    prox=lambda z, step: z + np.clip(1 - z, 0, step),
)
_value, _gradient = of_curve(_CURVE)

hinge = Loss(
    id="hinge-loss",
    name="Hinge loss",
    page="losses/loss-functions/#hinge-loss",
    statement="mean(max(0, 1 - z)), z = (2y - 1)*s, labels y in {0, 1}, scores s",
    statement_latex=r"\frac1n\sum_{i=1}^{n}\max(0,\,1-z_i),\quad z_i=(2y_i-1)s_i,\ y_i\in\{0,1\}",
    expression="max(0, 1-z)",
    variable="z",
    derivative="(sign(z-1) - 1)/2",
    source=Source("Hastie, Tibshirani and Friedman, The Elements of Statistical Learning (2nd ed.)", "section 12.3.2"),
    ml_use="Support vector machines: examples beyond the margin have no say, which leaves few support vectors.",
    value=_value,
    gradient=_gradient,
    curve=_CURVE,
)
