"""The L1 penalty: the sum of the sizes of the weights, with a corner at 0 that holds weights there."""

from __future__ import annotations

import numpy as np

from calcref.core.about import Source
from calcref.core.kinks import Kink
from calcref.regularizers import penalty as base
from calcref.regularizers.penalty import Penalty, of_each, quadratic_conjugate, soft_threshold


def l1(strength: float = 1.0) -> Penalty:
    """Return the penalty strength * sum(|w|); at w = 0 every slope from -strength to strength is a subgradient.

    Raises:
        OutsideDomain: the strength is not a finite number of at least 0.

    Source: Tibshirani, Regression shrinkage and selection via the lasso, JRSS B 58 (1996) 267.

    >>> l1(0.5).gradient([2.0, 0.0, -4.0]).tolist()
    [0.5, 0.0, -0.5]
    """
    size = base.strength("strength", strength)
    value, gradient = of_each(lambda w: size * np.abs(w), lambda w: size * np.sign(w))
    return Penalty(
        id="l1-penalty",
        name="L1 penalty",
        page="regularization/regularization/#l1-penalty",
        statement="lambda*sum(|w|)",
        statement_latex=r"\lambda\sum_j \lvert w_j\rvert",
        expression="lambda*|w|",
        derivative="lambda*sign(w)",
        source=Source("Tibshirani, Regression Shrinkage and Selection via the Lasso", "JRSS B 58 (1996) 267-288"),
        ml_use="Sparse models: a weight stays exactly $0$ until its pull on the loss exceeds $\\lambda$.",
        value=value,
        gradient=gradient,
        prox=lambda w, step: soft_threshold(w, step * size),
        conjugate=lambda g: quadratic_conjugate(g, 0.0, size),
        kinks=(Kink(0.0, -size, size),),
        parameters=(("lambda", size),),
    )


L1 = l1()
