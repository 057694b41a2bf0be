"""Triplet loss: the distance to one's own kind, less that to another, and a margin between them."""

from __future__ import annotations

import numpy as np

from calcref.core.about import Source
from calcref.core.kinks import Kink
from calcref.losses.loss import Curve, Loss, of_curve, positive, residuals


def triplet(margin: float = 1.0) -> Loss:
    """Return the triplet loss of distances: p from an anchor to its own kind, y from it to another kind.

    The prediction is p and the target y; to pull both back to embeddings, let the prediction be p - y and the target 0.

    Raises:
        OutsideDomain: `margin` is not a positive finite number.

    Source: Schroff, Kalenichenko and Philbin, FaceNet, arXiv 1503.03832, section 3.1.

    >>> triplet(0.5).gradient([0.2, 2.0], [1.0, 1.0]).tolist()
    [0.0, 0.5]
    """
    m = positive("margin", margin)
    curve = Curve(
        argument=residuals,
        value=lambda r: np.maximum(0.0, r + m),
        slope=lambda r: np.heaviside(r + m, 0.0),
        kinks=(Kink(-m, 0.0, 1.0),),
        prox=lambda r, step: r - np.clip(r + m, 0, step),
    )
    value, gradient = of_curve(curve)
    return Loss(
        id="triplet-loss",
        name="Triplet loss",
        page="losses/classification-losses/#triplet-loss",
        statement="mean(max(0, p - y + m)), distances p to the same kind and y to another",
        statement_latex=r"\frac1n\sum_{i=1}^{n}\max(0,\,p_i-y_i+m)",
        expression="max(0, r+m)",
        variable="r",
        derivative="(1 + sign(r+m))/2",
        source=Source("Schroff, Kalenichenko and Philbin, FaceNet", "arXiv 1503.03832, section 3.1"),
        ml_use="Embeddings of faces and products: a triplet that is in order by the margin has no say.",
        value=value,
        gradient=gradient,
        curve=curve,
        parameters=(("m", m),),
    )


TRIPLET = triplet()
