"""The dual of ridge regression: one multiplier for each example."""

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
    return float(r @ r / 2 + data["lambda"] * w @ w / 2)


RIDGE_DUAL = Dual(
    id="ridge-dual",
    name="Dual of ridge regression",
    page="optimization/duality/#ridge",
    statement="g = -nu' nu/2 - nu' X X' nu/(2 lambda) - nu' y",
    statement_latex=r"g = -\frac12\,\nu^\top\nu - \frac{1}{2\lambda}\,\nu^\top X X^\top \nu - \nu^\top y",
    given=(r"every $\nu$, and $\lambda > 0$",),
    source=Source("Saunders, Gammerman and Vovk, Ridge Regression Learning Algorithm in Dual Variables", "ICML 1998"),
    ml_use="Only products of examples with one another are left: put a kernel in their place.",
    primal=r"least $\frac12 r^\top r + \frac\lambda2 w^\top w$ with $r = X w - y$",
    lagrangian_latex=r"\frac12 r^\top r + \frac\lambda2 w^\top w + \nu^\top(X w - y - r)",
    inner_latex=r"r = \nu,\quad w = -\frac1\lambda X^\top\nu",
    objective=_objective,
    lagrangian=lambda data, point, nu: (
        _objective(data, point) + float(nu @ (data["X"] @ point[0] - data["y"] - point[1]))
    ),
    inner=lambda data, nu: (-data["X"].T @ nu / data["lambda"], nu),
    value=lambda data, nu: float(
        -nu @ nu / 2 - nu @ data["X"] @ data["X"].T @ nu / (2 * data["lambda"]) - nu @ data["y"]
    ),
    point=_point,
    multipliers=lambda data, rng: rng.normal(size=len(data["y"])),
)
