"""The dual of the largest entropy under given means: the logarithm of a sum of exponentials."""

from __future__ import annotations

import numpy as np

from calcref.core.about import Source
from calcref.optimization.duals.dual import Data, Dual


def _softmax(scores: np.ndarray) -> np.ndarray:
    shares = np.exp(scores - np.max(scores))
    return np.asarray(shares / np.sum(shares))


def _negative_entropy(p: np.ndarray) -> float:
    return float(np.sum(p * np.log(p)))


def _point(data: Data, rng: np.random.Generator) -> np.ndarray:
    """The start, moved along a direction that changes neither the means nor the sum."""
    rows = np.vstack([data["A"], np.ones(len(data["p"]))])
    along = rng.normal(size=len(data["p"]))
    along = along - np.linalg.pinv(rows) @ (rows @ along)
    return np.asarray(data["p"] + 0.9 * rng.random() * along * float(np.min(data["p"])) / float(np.max(np.abs(along))))


ENTROPY_DUAL = Dual(
    id="entropy-dual",
    name="Dual of the largest entropy",
    page="optimization/duality/#entropy",
    statement="g = -b' nu - ln(sum of e^(-s[i])), s = A' nu",
    statement_latex=r"g = -b^\top\nu - \ln\sum_i e^{-s_i},\quad s = A^\top\nu",
    given=(r"every $\nu$; some $p$ with positive entries that add up to $1$ has $A p = b$",),
    source=Source("Boyd and Vandenberghe, Convex Optimization (2004)", "section 5.1.6"),
    ml_use="Among all with given means of the features, the largest entropy has a softmax of them.",
    primal=r"least $\sum_i p_i\ln p_i$ with $A p = b$ and $\sum_i p_i = 1$",
    lagrangian_latex=r"\sum_i p_i\ln p_i + \nu^\top(A p - b)",
    inner_latex=r"p = \operatorname{softmax}(-A^\top\nu)",
    objective=lambda data, p: _negative_entropy(p),
    lagrangian=lambda data, p, nu: _negative_entropy(p) + float(nu @ (data["A"] @ p - data["A"] @ data["p"])),
    inner=lambda data, nu: _softmax(-data["A"].T @ nu),
    value=lambda data, nu: float(-data["A"] @ data["p"] @ nu - np.log(np.sum(np.exp(-data["A"].T @ nu)))),
    point=_point,
    multipliers=lambda data, rng: rng.normal(size=len(data["A"])),
)
