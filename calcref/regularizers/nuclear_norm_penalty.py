"""The nuclear norm: the sum of the singular values of a matrix; it asks for a low rank as L1 asks for zeros."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import ShapeMismatch
from calcref.regularizers import penalty as base
from calcref.regularizers.penalty import Penalty, real, within

_NONE = 1e-12  # a singular value below this share of the largest counts as 0


def nuclear_norm(strength: float = 1.0) -> Penalty:
    """Return the penalty strength * sum of the singular values of a matrix W.

    Where W has full rank its gradient is strength * U V^T; where not, this is the subgradient that leaves out what has
    the singular value 0.

    Raises:
        OutsideDomain: the strength is not a finite number of at least 0.

    Source: Cai, Candes and Shen, A singular value thresholding algorithm, SIAM J. Optim. 20 (2010) 1956, theorem 2.1.

    >>> nuclear_norm().prox(np.diag([3.0, 0.5]), step=1.0).round(12).tolist()
    [[2.0, 0.0], [0.0, 0.0]]
    """
    size = base.strength("strength", strength)

    def gradient(weights: Any) -> Any:
        u, s, v = np.linalg.svd(_matrix(weights), full_matrices=False)
        kept = np.where(s > _NONE * np.max(s, initial=0.0), 1.0, 0.0)
        return size * ((u * kept) @ v)

    def prox(weights: Any, step: float) -> Any:
        u, s, v = np.linalg.svd(_matrix(weights), full_matrices=False)
        return (u * np.maximum(s - step * size, 0.0)) @ v

    return Penalty(
        id="nuclear-norm",
        name="Nuclear norm",
        page="regularization/sparsity/#nuclear-norm",
        statement="lambda*sum of the singular values of W",
        statement_latex=r"\lambda\sum_k \sigma_k",
        expression="lambda*s",
        derivative="",
        given=("$\\sigma_k$ the singular values of a matrix; its gradient, where none is $0$",),
        source=Source("Cai, Candes and Shen, A Singular Value Thresholding Algorithm", "SIAM J. Optim. 20 (2010) 1956"),
        ml_use="Completing a table of ratings: few factors explain what is known.",
        value=lambda weights: size * np.sum(np.linalg.svd(_matrix(weights), compute_uv=False)),
        gradient=gradient,
        prox=prox,
        conjugate=lambda g: within(np.linalg.svd(_matrix(g), compute_uv=False) - size, size),
        parameters=(("lambda", size),),
    )


def _matrix(weights: Any) -> Any:
    w = real(weights)
    if w.ndim != 2:
        raise ShapeMismatch(f"the nuclear norm is one of a matrix; found shape {w.shape}")
    return w


NUCLEAR_NORM = nuclear_norm()
