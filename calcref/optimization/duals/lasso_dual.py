"""The dual of the lasso: no feature may pull harder than the penalty."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.optimization.duals.dual import Data, Dual


def _point(data: Data, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    w = rng.normal(size=data["X"].shape[1])
    return w, data["X"] @ w - data["y"]


def _objective(data: Data, point: Any) -> float:
    w, r = point
    return float(r @ r / 2 + data["lambda"] * np.sum(np.abs(w)))


def _multipliers(data: Data, rng: np.random.Generator) -> np.ndarray:
    nu = rng.normal(size=len(data["y"]))
    return np.asarray(nu * min(1.0, data["lambda"] / float(np.max(np.abs(data["X"].T @ nu)))))


LASSO_DUAL = Dual(
    id="lasso-dual",
    name="Dual of the lasso",
    page="optimization/duality/#lasso",
    statement="g = -nu' nu/2 - nu' y",
    statement_latex=r"g = -\frac12\,\nu^\top\nu - \nu^\top y",
    given=(r"no entry of $X^\top\nu$ larger than $\lambda$ in size; elsewhere the Lagrangian has no least value",),
    source=Source("Tibshirani, The Lasso Problem and Uniqueness (2013)", "section 2"),
    ml_use="A feature whose pull stays below the penalty has the weight $0$: solvers leave it out beforehand.",
    primal=r"least $\frac12 r^\top r + \lambda\sum_j\lvert w_j\rvert$ with $r = X w - y$",
    lagrangian_latex=r"\frac12 r^\top r + \lambda\sum_j\lvert w_j\rvert + \nu^\top(X w - y - r)",
    inner_latex=r"r = \nu,\quad w = 0",
    objective=_objective,
    lagrangian=lambda data, point, nu: (
        _objective(data, point) + float(nu @ (data["X"] @ point[0] - data["y"] - point[1]))
    ),
    inner=lambda data, nu: (np.zeros(data["X"].shape[1]), nu),
    value=lambda data, nu: float(-nu @ nu / 2 - nu @ data["y"]),
    point=_point,
    multipliers=_multipliers,
)
