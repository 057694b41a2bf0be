"""The dual of the support vector machine with a soft margin."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.optimization.duals.dual import Data, Dual


def _margins(data: Data, w: np.ndarray, c: float) -> np.ndarray:
    return np.asarray(data["y"] * (data["X"] @ w + c))


def _point(data: Data, rng: np.random.Generator) -> tuple[np.ndarray, float, np.ndarray]:
    w, c = rng.normal(size=data["X"].shape[1]), float(rng.normal())
    return w, c, np.maximum(0, 1 - _margins(data, w, c)) + rng.random(len(data["y"]))


def _objective(data: Data, point: Any) -> float:
    w, _, slack = point
    return float(w @ w / 2 + data["C"] * np.sum(slack))


def _lagrangian(data: Data, point: Any, alpha: np.ndarray) -> float:
    w, c, slack = point
    missing = 1 - slack - _margins(data, w, c)
    return _objective(data, point) + float(alpha @ missing - (data["C"] - alpha) @ slack)


def _multipliers(data: Data, rng: np.random.Generator) -> np.ndarray:
    """Between 0 and C, with equal sums over both classes."""
    alpha, positive = data["C"] * rng.random(len(data["y"])), data["y"] > 0
    sums = [float(np.sum(alpha[side])) for side in (positive, ~positive)]
    return np.asarray(np.where(positive, alpha * min(sums) / sums[0], alpha * min(sums) / sums[1]))


SUPPORT_VECTOR_DUAL = Dual(
    id="support-vector-dual",
    name="Dual of the support vector machine",
    page="optimization/duality/#support-vectors",
    statement="g = sum of alpha[i] - w' w/2, w = X' (alpha * y)",
    statement_latex=r"g = \sum_i \alpha_i - \frac12\,w^\top w,\quad w = X^\top(\alpha \odot y)",
    given=(r"$0 \le \alpha_i \le C$ and $\sum_i \alpha_i y_i = 0$ for labels $y_i = \pm1$",),
    source=Source("Cortes and Vapnik, Support-Vector Networks (1995)", "section 3 and appendix A"),
    ml_use="Examples beyond the margin have the multiplier $0$; the others are the support vectors. Without $C$ "
    "it is the dual of the hard margin.",
    primal=r"least $\frac12 w^\top w + C\sum_i\xi_i$ with $y_i(x_i^\top w + c) \ge 1 - \xi_i$ and $\xi_i \ge 0$",
    lagrangian_latex=(
        r"\frac12 w^\top w + C\,\mathbf 1^\top\xi + \alpha^\top(\mathbf 1 - \xi - y \odot (X w + c)) - \beta^\top\xi"
    ),
    inner_latex=r"w = X^\top(\alpha \odot y),\quad \beta = C\,\mathbf 1 - \alpha,\quad \alpha^\top y = 0",
    objective=_objective,
    lagrangian=_lagrangian,
    inner=lambda data, alpha: (data["X"].T @ (alpha * data["y"]), 0.0, np.zeros(len(alpha))),
    value=lambda data, alpha: float(np.sum(alpha) - np.sum((data["X"].T @ (alpha * data["y"])) ** 2) / 2),
    point=_point,
    multipliers=_multipliers,
)
