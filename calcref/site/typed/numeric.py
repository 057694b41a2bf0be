"""What the letters on the cards of losses, penalties, densities and sums stand for, by their code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import mpmath
import numpy as np

from calcref.losses import Loss, focal, huber, info_nce, label_smoothing, quantile, triplet, tukey
from calcref.probability import (
    Bernoulli,
    Beta,
    Binomial,
    Categorical,
    ChiSquared,
    Discrete,
    Gamma,
    MultivariateNormal,
    Named,
    Pareto,
    StudentT,
    Triangular,
    Weibull,
)
from calcref.quadrature import Composite
from calcref.regularizers import (
    Penalty,
    elastic_net,
    entropy,
    group_lasso,
    l1,
    l2,
    nuclear_norm,
    smoothing,
    sobolev,
    total_variation,
)
from calcref.regularizers.smoothing_penalty import bands
from calcref.site.typed.claims import Case
from calcref.site.typed.layers import exact

LABELS = np.array([0.0, 1.0, 1.0, 0.0, 1.0])
GRID = np.array([0.0, 1.0, 2.5, 3.0, 4.25])
MADE: dict[str, Any] = {  # with parameters that are not 1, for a factor 1 would not show
    "huber-loss": huber(0.75),
    "quantile-loss": quantile(0.375),
    "tukey-loss": tukey(1.75),
    "focal-loss": focal(1.75),
    "label-smoothing": label_smoothing(0.375),
    "info-nce": info_nce(0.75),
    "triplet-loss": triplet(2.75),
    "l1-penalty": l1(0.75),
    "l2-penalty": l2(0.75),
    "elastic-net": elastic_net(0.75, 0.625),
    "smoothing-penalty": smoothing(GRID, 0.75),
    "group-lasso": group_lasso((2, 3), 0.75),
    "total-variation": total_variation(0.75),
    "sobolev-penalty": sobolev(GRID, 0.75),
    "nuclear-norm": nuclear_norm(0.75),
    "entropy-penalty": entropy(0.75),
}
PARAMETERS = (0.375, 1.75)
SAMPLES: dict[type[Named], Named] = {  # where the parameters of the others do not do, or make a special case
    StudentT: StudentT(5.5, *PARAMETERS),
    Gamma: Gamma(2.5, 1.75),
    Beta: Beta(2.5, 1.75),
    ChiSquared: ChiSquared(3.5),
    Pareto: Pareto(3.5, 1.75),
    Weibull: Weibull(1.75, 0.375),
    Triangular: Triangular(-0.75, 0.375, 1.75),
    Bernoulli: Bernoulli(0.375),
    Binomial: Binomial(7, 0.375),
    Categorical: Categorical([0.125, 0.5, 0.375]),
}
LEVELS = (0.18, 0.58, 0.9)


def losses(loss: Loss) -> Iterator[Case]:
    """Predictions p or scores s, and targets y, both signs of the residual and of the margin among them."""
    rng = np.random.default_rng(3)
    loss = MADE.get(loss.id, loss)
    if loss.id == "poisson-loss":
        scores, counts = rng.normal(size=5), np.array([0.0, 2.0, 1.0, 7.0, 3.0])
        letters = {"n": 5, "y": exact(counts), "s": exact(scores)}
        yield Case(letters, {"y": "i", "s": "i"}, value=_number(loss.value(scores, counts)), first=1)
        return
    if loss.curve is None:
        scores, truth = rng.normal(size=(3, 4)), rng.dirichlet(np.ones(4), size=3)
        letters = {"n": 3, "y": exact(truth), "s": exact(scores)}
        letters |= {"varepsilon" if name == "epsilon" else name: mpmath.mpf(value) for name, value in loss.parameters}
        letters |= {"K": 4} if loss.id == "label-smoothing" else {}
        ranges = {"j": range(1, 5)}
        yield Case(letters, {"y": "ik", "s": "ik"}, ranges, value=_number(loss.value(scores, truth)), first=1)
        return
    for _ in range(3):
        predictions, targets = rng.normal(size=(2, 5)) * 2
        targets = LABELS if "z" in loss.variable else targets
        fixed = {name: mpmath.mpf(value) for name, value in loss.parameters}
        letters = {"n": 5, "y": exact(targets), **fixed}
        letters["s" if "z" in loss.variable else "p"] = exact(predictions)
        indexed = {name: "i" for name in letters if name in "ysp"}
        knots = {"t": (-fixed["delta"], fixed["delta"])} if "delta" in fixed else {}
        value = _number(loss.value(predictions, targets))
        yield Case(letters, indexed, value=value, knots=knots, first=1)


def penalties(penalty: Penalty) -> Iterator[Case]:
    """Weights w of both signs; for the smoothing penalty the values f of a curve on its grid."""
    rng = np.random.default_rng(4)
    penalty = MADE.get(penalty.id, penalty)
    fixed = {name: mpmath.mpf(value) for name, value in penalty.parameters}
    weights = np.abs(rng.normal(size=5)) if penalty.id == "entropy-penalty" else rng.normal(size=5)
    if penalty.id in JOINT:
        yield JOINT[penalty.id](penalty, weights, fixed)
        return
    if penalty.derivative:
        letters = {"w": exact(weights), **fixed}
        yield Case(letters, {"w": "j"}, value=_number(penalty.value(weights)))
        return
    differences, gram = bands(GRID)
    values = rng.normal(size=len(GRID))
    letters = {"f": exact(values[:, None]), "Q": exact(differences), "R": exact(gram), **fixed}
    curve, knots = _spline(GRID, values, np.linalg.solve(gram, differences.T @ values)), {"x": exact(GRID)}
    yield Case(letters, functions={"f": curve}, value=_number(penalty.value(values)), knots=knots)


def _groups(penalty: Penalty, weights: Any, fixed: dict[str, Any]) -> Case:
    member = np.array([[1.0, 1, 0, 0, 0], [0, 0, 1, 1, 1]])
    letters = {"w": exact(weights), "a": exact(member), "m": exact(np.array([2.0, 3.0])), **fixed}
    return Case(letters, {"w": "j", "a": "gj", "m": "g"}, value=_number(penalty.value(weights)))


def _jumps(penalty: Penalty, weights: Any, fixed: dict[str, Any]) -> Case:
    curve = np.cumsum(weights)
    letters = {"f": exact(curve), "n": 5, **fixed}
    return Case(letters, {"f": "k"}, value=_number(penalty.value(curve)), first=1)


def _singular(penalty: Penalty, weights: Any, fixed: dict[str, Any]) -> Case:
    matrix = np.outer(weights[:3], weights[2:]) + np.eye(3)
    letters = {"sigma": exact(np.linalg.svd(matrix, compute_uv=False)), **fixed}
    return Case(letters, {"sigma": "k"}, value=_number(penalty.value(matrix)))


def _broken_line(penalty: Penalty, weights: Any, fixed: dict[str, Any]) -> Case:
    letters = {"f": exact(weights), "x": exact(GRID), "n": 5, **fixed}

    def line(x: Any) -> Any:
        k = min(max(int(np.searchsorted(GRID, float(x))) - 1, 0), len(GRID) - 2)
        return weights[k] + (weights[k + 1] - weights[k]) * (x - GRID[k]) / (GRID[k + 1] - GRID[k])

    value, knots = _number(penalty.value(weights)), {"x": exact(GRID)}
    return Case(letters, {"f": "k", "x": "k"}, functions={"f": line}, value=value, knots=knots, first=1)


JOINT = {
    "group-lasso": _groups,
    "total-variation": _jumps,
    "nuclear-norm": _singular,
    "sobolev-penalty": _broken_line,
}


def sample(density: type[Named]) -> Named:
    """The density with parameters that are neither 0 nor 1."""
    made = SAMPLES.get(next((kind for kind in SAMPLES if issubclass(density, kind)), density))
    own = [getattr(made, name) for name in _parameters(density)] if made else PARAMETERS[-len(_parameters(density)) :]
    return density(*own)


def inside(density: Named) -> list[float]:
    """Places inside the support."""
    return [float(x) for x in density.quantile(LEVELS)]


def densities(density: type[Named]) -> Iterator[Case]:
    """Places inside the support, and whether these and others are in it."""
    one = sample(density)
    letters = {name: mpmath.mpf(value) for name, value in one.letters.items()}
    tried = [*inside(one), *(end + way for end in one.support if np.isfinite(end) for way in (-0.5, 0, 0.5))]
    places = [({"x": mpmath.mpf(x)}, bool(one.pdf(x) > 0)) for x in tried]
    for x in inside(one):
        yield Case({**letters, "x": mpmath.mpf(x)}, value=_number(one.pdf(x)), places=places)


def counts(density: type[Discrete]) -> Iterator[Case]:
    """Values, each with its probability; of a class, which one it is as a row of zeros with a one."""
    one = sample(density)
    for x in inside(one):
        letters = {name: mpmath.mpf(value) for name, value in one.letters.items()} | {"x": mpmath.mpf(x)}
        if not isinstance(one, Categorical):
            yield Case(letters, value=_number(one.pdf(x)))
            continue
        chosen = np.eye(len(one.p))[int(x)]
        letters = {"n": len(one.p), "p": exact(np.array(one.p)), "delta": exact(chosen)}
        yield Case(letters, {"p": "k", "delta": "k"}, value=_number(one.pdf(x)))


def several_variables() -> Iterator[Case]:
    """A point beside the middle of a bell in two variables."""
    mean, covariance, x = np.array([0.375, -1.75]), np.array([[1.75, 0.375], [0.375, 0.5]]), np.array([0.5, -1.25])
    letters = {"n": 2, "x": exact(x[:, None]), "mu": exact(mean[:, None]), "Sigma": exact(covariance)}
    yield Case(letters, value=_number(MultivariateNormal(mean, covariance).pdf(x)))


def sums(rule: Composite) -> Iterator[Case]:
    """A cube over six panels."""
    a, b, n = 0.25, 1.75, 6
    h = (b - a) / n
    letters = {"a": mpmath.mpf(a), "b": mpmath.mpf(b), "n": n, "h": mpmath.mpf(h)}
    letters["x"] = exact(a + h * np.arange(n + 1))
    value = _number(rule(lambda t: t**3, a, b, n))
    yield Case(letters, {"x": "i"}, functions={"f": lambda t: t**3}, value=value)


def _parameters(density: Any) -> list[str]:
    return [it.name for it in fields(density)]


def _number(value: Any) -> Any:
    return mpmath.mpf(float(value))


def _spline(grid: Any, values: Any, bends: Any) -> Any:
    """The natural cubic spline through `values`, whose second derivative at the inner points is `bends`."""
    heights = [0.0, *bends, 0.0]

    def at(x: Any) -> Any:
        k = min(max(int(np.searchsorted(grid, float(x))) - 1, 0), len(grid) - 2)
        width = mpmath.mpf(float(grid[k + 1] - grid[k]))
        right, left = (x - grid[k]) / width, (grid[k + 1] - x) / width
        ends = left * values[k] + right * values[k + 1]
        return ends + width**2 / 6 * ((left**3 - left) * heights[k] + (right**3 - right) * heights[k + 1])

    return at
