"""The entropy penalty: minus the entropy of nonnegative weights, which keeps them away from 0."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain
from calcref.regularizers import penalty as base
from calcref.regularizers.penalty import Penalty, real


def entropy(strength: float = 1.0) -> Penalty:
    """Return the penalty strength * sum(w * ln(w)) on weights of at least 0, with 0 * ln(0) = 0.

    Its slope, strength * (1 + ln(w)), is minus infinity at 0.

    Raises:
        OutsideDomain: the strength is not a positive finite number; later, a weight is negative.

    Source: Boyd and Vandenberghe, Convex Optimization, section 3.3.1 and example 3.21.

    >>> round(float(entropy().value([0.5, 0.5])), 4), float(entropy().value([1.0, 0.0]))
    (-0.6931, 0.0)
    """
    size = base.strength("strength", strength)
    if size == 0:
        raise OutsideDomain("the strength of an entropy must be positive; found 0: leave the penalty out")

    def prox(weights: Any, step: float) -> Any:
        """u + c (1 + ln u) = w with c = step * strength, by Newton's method in v = ln u, from a start on one side."""
        w, c = real(weights), step * size
        right = w - c
        v = np.where(right > c, np.log(np.maximum(right, c)), right / c)
        for _ in range(60):
            v = v - (np.exp(v) + c * v - right) / (np.exp(v) + c)
        return np.exp(v)

    def gradient(weights: Any) -> Any:
        with np.errstate(divide="ignore"):
            return size * (1 + np.log(_nonnegative(weights)))

    return Penalty(
        id="entropy-penalty",
        name="Entropy penalty",
        page="regularization/sparsity/#entropy-penalty",
        statement="lambda*sum(w*ln(w))",
        statement_latex=r"\lambda\sum_j w_j\ln w_j",
        expression="lambda*w*ln(w)",
        derivative="lambda*(1 + ln(w))",
        given=("$w_j \\ge 0$, with $0\\ln 0 = 0$; its slope, where $w_j > 0$",),
        source=Source("Boyd and Vandenberghe, Convex Optimization", "section 3.3.1"),
        ml_use="Policies and optimal transport: probabilities that are spread, and a softmax as the best answer.",
        value=lambda weights: _value(_nonnegative(weights), size),
        gradient=gradient,
        prox=prox,
        conjugate=lambda g: float(size * np.sum(np.exp(real(g) / size - 1))),
        parameters=(("lambda", size),),
    )


def _value(w: Any, size: float) -> Any:
    above = np.where(w == 0, 1.0, w)
    return size * np.sum(w * np.log(above))


def _nonnegative(weights: Any) -> Any:
    w = real(weights)
    if np.any(w < 0):
        raise OutsideDomain(f"the entropy is one of weights of at least 0; found {float(np.min(np.asarray(w))):g}")
    return w


ENTROPY = entropy()
