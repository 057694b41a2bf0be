"""The elastic net: the corner of L1 on the bowl of L2."""

from __future__ import annotations

import numpy as np

from calcref.core.about import Source
from calcref.core.kinks import Kink
from calcref.regularizers import penalty as base
from calcref.regularizers.penalty import Penalty, of_each, quadratic_conjugate, soft_threshold


def elastic_net(l1_strength: float = 1.0, l2_strength: float = 1.0) -> Penalty:
    """Return the penalty l1_strength * sum(|w|) + l2_strength/2 * sum(w^2).

    Raises:
        OutsideDomain: a strength is not a finite number of at least 0.

    Source: Zou and Hastie, Regularization and variable selection via the elastic net, JRSS B 67 (2005) 301.

    >>> float(elastic_net(1.0, 2.0).value([3.0])), elastic_net(1.0, 2.0).gradient([3.0]).tolist()
    (12.0, [7.0])
    """
    corner, bowl = base.strength("l1_strength", l1_strength), base.strength("l2_strength", l2_strength)
    value, gradient = of_each(
        lambda w: corner * np.abs(w) + bowl / 2 * np.square(w), lambda w: corner * np.sign(w) + bowl * w
    )
    return Penalty(
        id="elastic-net",
        name="Elastic net",
        page="regularization/regularization/#elastic-net",
        statement="alpha*sum(|w|) + beta/2*sum(w^2)",
        statement_latex=r"\alpha\sum_j \lvert w_j\rvert + \frac\beta2\sum_j w_j^2",
        expression="alpha*|w| + beta*w^2/2",
        derivative="alpha*sign(w) + beta*w",
        source=Source(
            "Zou and Hastie, Regularization and Variable Selection via the Elastic Net", "JRSS B 67 (2005) 301"
        ),
        ml_use="Sparse models with correlated features, which enter together where L1 alone would pick one.",
        value=value,
        gradient=gradient,
        prox=lambda w, step: soft_threshold(w, step * corner) / (1 + step * bowl),
        conjugate=lambda g: quadratic_conjugate(g, bowl, corner),
        kinks=(Kink(0.0, -corner, corner),),
        parameters=(("alpha", corner), ("beta", bowl)),
    )


ELASTIC_NET = elastic_net()
