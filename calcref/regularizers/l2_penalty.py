"""The L2 penalty: half the squared length of the weights."""

from __future__ import annotations

import numpy as np

from calcref.core.about import Source
from calcref.regularizers import penalty as base
from calcref.regularizers.penalty import Penalty, of_each, quadratic_conjugate, real


def l2(strength: float = 1.0) -> Penalty:
    """Return the penalty strength/2 * sum(w^2), with gradient strength * w.

    Raises:
        OutsideDomain: the strength is not a finite number of at least 0.

    Source: Hoerl and Kennard, Ridge regression, Technometrics 12 (1970) 55.

    >>> l2(0.5).gradient([2.0, -4.0]).tolist()
    [1.0, -2.0]
    """
    size = base.strength("strength", strength)
    value, gradient = of_each(lambda w: size / 2 * np.square(w), lambda w: size * w)
    return Penalty(
        id="l2-penalty",
        name="L2 penalty",
        page="regularization/regularization/#l2-penalty",
        statement="lambda/2*sum(w^2)",
        statement_latex=r"\frac\lambda2\sum_j w_j^2",
        expression="lambda*w^2/2",
        derivative="lambda*w",
        source=Source("Hoerl and Kennard, Ridge Regression", "Technometrics 12 (1970) 55-67"),
        ml_use="Weight decay: each step of gradient descent shrinks every weight by the same factor.",
        value=value,
        gradient=gradient,
        prox=lambda w, step: real(w) / (1 + step * size),
        conjugate=lambda g: quadratic_conjugate(g, size),
        parameters=(("lambda", size),),
    )


L2 = l2()
