"""The dual of a linear program: prices for what is scarce."""

from __future__ import annotations

import numpy as np

from calcref.core.about import Source
from calcref.optimization.duals.dual import Data, Dual


def _point(data: Data, rng: np.random.Generator) -> np.ndarray:
    """A point with positive entries, made longer until it is feasible: rows of A have positive sums with it."""
    x = rng.random(data["A"].shape[1]) + 0.1
    return np.asarray(x) * max(1.0, float(np.max(data["b"] / (data["A"] @ x))))


def _multipliers(data: Data, rng: np.random.Generator) -> np.ndarray:
    y = rng.random(len(data["b"]))
    return y * min(1.0, float(np.min(data["c"] / (data["A"].T @ y))))


LINEAR_PROGRAM_DUAL = Dual(
    id="linear-program-dual",
    name="Dual of a linear program",
    page="optimization/duality/#linear-program",
    statement="g = b' y",
    statement_latex=r"g = b^\top y",
    given=(r"$A^\top y \le c$ and $y \ge 0$, entry by entry; elsewhere the Lagrangian has no least value",),
    source=Source("Boyd and Vandenberghe, Convex Optimization (2004)", "section 5.2.1"),
    ml_use="Optimal transport: the dual of moving mass is a pair of potentials, which a critic can be trained to be.",
    primal=r"least $c^\top x$ with $A x \ge b$ and $x \ge 0$",
    lagrangian_latex=r"c^\top x + y^\top(b - A x) - (c - A^\top y)^\top x",
    inner_latex=r"x = 0",
    objective=lambda data, x: float(data["c"] @ x),
    lagrangian=lambda data, x, y: float(
        data["c"] @ x + y @ (data["b"] - data["A"] @ x) - (data["c"] - data["A"].T @ y) @ x
    ),
    inner=lambda data, y: np.zeros(data["A"].shape[1]),
    value=lambda data, y: float(data["b"] @ y),
    point=_point,
    multipliers=_multipliers,
)
