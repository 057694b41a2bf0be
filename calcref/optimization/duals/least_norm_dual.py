"""The dual of the least norm under linear equations."""

from __future__ import annotations

import numpy as np

from calcref.core.about import Source
from calcref.optimization.duals.dual import Data, Dual


def _point(data: Data, rng: np.random.Generator) -> np.ndarray:
    A, b = data["A"], data["b"]
    aside = rng.normal(size=A.shape[1])
    return np.asarray(aside + np.linalg.pinv(A) @ (b - A @ aside))


LEAST_NORM_DUAL = Dual(
    id="least-norm-dual",
    name="Dual of the least norm",
    page="optimization/duality/#least-norm",
    statement="g = -nu' A A' nu/2 - b' nu",
    statement_latex=r"g = -\frac12\,\nu^\top A A^\top \nu - b^\top \nu",
    given=(r"every $\nu$",),
    source=Source("Boyd and Vandenberghe, Convex Optimization (2004)", "section 5.1.5"),
    ml_use="Interpolation with more weights than examples: descent from $0$ ends at this solution.",
    primal=r"least $\frac12 x^\top x$ with $A x = b$",
    lagrangian_latex=r"\frac12 x^\top x + \nu^\top(A x - b)",
    inner_latex=r"x = -A^\top\nu",
    objective=lambda data, x: float(x @ x / 2),
    lagrangian=lambda data, x, nu: float(x @ x / 2 + nu @ (data["A"] @ x - data["b"])),
    inner=lambda data, nu: -data["A"].T @ nu,
    value=lambda data, nu: float(-nu @ data["A"] @ data["A"].T @ nu / 2 - data["b"] @ nu),
    point=_point,
    multipliers=lambda data, rng: rng.normal(size=len(data["b"])),
)
