"""Focal loss: the logistic loss of an example, times how far it is from being right."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain
from calcref.losses.loss import Curve, Loss, margins, of_curve
from calcref.verify.given import is_finite


def focal(gamma: float = 2.0) -> Loss:
    """Return the focal loss, (1 - p)^gamma * (-ln p) with p the probability of the right class; gamma = 0 is logistic.

    Raises:
        OutsideDomain: `gamma` is not a finite number of at least 0.

    Source: Lin and others, Focal loss for dense object detection, arXiv 1708.02002, section 3.

    >>> round(float(focal().value([2.0], [1])) / float(focal(0.0).value([2.0], [1])), 4)
    0.0142
    """
    if not (is_finite(gamma) and gamma >= 0):
        raise OutsideDomain(f"gamma must be a finite number, at least 0; found {gamma!r:.60}: try 2")
    power = float(gamma)

    def weight(z: Any) -> Any:
        return np.exp(-power * np.logaddexp(0.0, z))  # (1 - p)^gamma, with all its digits where p is near 1

    def slope(z: Any) -> Any:
        wrong, right = np.exp(-np.logaddexp(0.0, z)), np.exp(-np.logaddexp(0.0, -z))
        return -weight(z) * (power * right * np.logaddexp(0.0, -z) + wrong)

    curve = Curve(argument=margins, value=lambda z: weight(z) * np.logaddexp(0.0, -z), slope=slope, convex=power == 0)
    value, gradient = of_curve(curve)
    return Loss(
        id="focal-loss",
        name="Focal loss",
        page="losses/classification-losses/#focal-loss",
        statement="mean((1 - sigmoid(z))^gamma*ln(1 + e^(-z))), z = (2y - 1)*s, labels y in {0, 1}, scores s",
        statement_latex=r"\frac1n\sum_{i=1}^{n}(1-\sigma(z_i))^{\gamma}\,\ln\!\left(1+e^{-z_i}\right),"
        r"\quad z_i=(2y_i-1)s_i,\ y_i\in\{0,1\}",
        expression="(1 - sigmoid(z))^gamma*ln(1 + e^(-z))",
        variable="z",
        derivative="-(1 - sigmoid(z))^gamma*(gamma*sigmoid(z)*ln(1 + e^(-z)) + 1 - sigmoid(z))",
        source=Source("Lin and others, Focal Loss for Dense Object Detection", "arXiv 1708.02002, section 3"),
        ml_use="Detectors, which see a thousand easy negatives for each object: what is right already hardly counts.",
        value=value,
        gradient=gradient,
        curve=curve,
        parameters=(("gamma", power),),
    )


FOCAL = focal()
