"""Kullback-Leibler divergences within one family, where there is a formula.

Source: Gil, Alajaji and Linder, Renyi divergence measures for commonly used univariate continuous distributions,
Information Sciences 249 (2013), table 3; for Cauchy densities Chyzak and Nielsen (2019).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from calcref.probability import (
    Bernoulli,
    Beta,
    Binomial,
    Cauchy,
    ChiSquared,
    Exponential,
    Gamma,
    Laplace,
    LogNormal,
    MultivariateNormal,
    Normal,
    Pareto,
    Poisson,
    Rayleigh,
    Uniform,
)
from calcref.probability.special_functions import digamma, log_beta, log_excess

Closed = Callable[[Any, Any], float | None]


def closed_form(p: Any, q: Any) -> float | None:
    """The divergence of `q` from `p`, whose supports fit, or None where no formula is known.

    >>> closed_form(Exponential(1), Exponential(2)) == 1 - math.log(2)
    True
    """
    formula = FORMULAS.get(type(p)) if type(p) is type(q) else None
    return formula(p, q) if formula else None


def _excess(ratio: float) -> float:
    """r - 1 - ln r, at least 0."""
    return float(log_excess(ratio - 1, ratio))


def _normal(p: Any, q: Any) -> float:
    return 0.5 * _excess((p.sigma / q.sigma) ** 2) + 0.5 * float((p.mu - q.mu) / q.sigma) ** 2


def _laplace(p: Any, q: Any) -> float:
    away = float(abs(p.mu - q.mu) / p.b)
    return _excess(p.b / q.b) + float(p.b / q.b) * (math.expm1(-away) + away)


def _cauchy(p: Any, q: Any) -> float:
    apart = (p.gamma / q.gamma - 1) * (1 - q.gamma / p.gamma) + (p.mu - q.mu) / p.gamma * ((p.mu - q.mu) / q.gamma)
    return math.log1p(apart / 4)


def _pareto(p: Any, q: Any) -> float:
    return _excess(q.alpha / p.alpha) + float(q.alpha) * math.log(p.m / q.m)


def _of_gamma(a: float, b: float, c: float, d: float) -> float:
    """For shapes a and c, and rates b and d."""
    return math.lgamma(c) - math.lgamma(a) + (a - c) * digamma(a) + c * math.log(b / d) + a * (d - b) / b


def _beta(p: Any, q: Any) -> float:
    a, b, c, d = float(p.a), float(p.b), float(q.a), float(q.b)
    both = (c - a + d - b) * digamma(a + b)
    return log_beta(c, d) - log_beta(a, b) + (a - c) * digamma(a) + (b - d) * digamma(b) + both


def _bernoulli(p: Any, q: Any) -> float:
    def term(one: float, other: float) -> float:
        if one == 0:
            return other
        return one * _excess(other / one) if other else math.inf

    return term(p.p, q.p) + term(1 - p.p, 1 - q.p)


def _binomial(p: Any, q: Any) -> float | None:
    return p.n * _bernoulli(p, q) if p.n == q.n else None


def _several(p: MultivariateNormal, q: MultivariateNormal) -> float:
    spread = np.linalg.solve(q.root, p.root)
    away = np.linalg.solve(q.root, p.mean - q.mean)
    logs = np.log(np.diag(p.root)) - np.log(np.diag(q.root))
    return float(0.5 * (np.sum(spread**2) - len(p.mean) + np.sum(away**2)) - np.sum(logs))


FORMULAS: Mapping[type, Closed] = {
    Normal: _normal,
    LogNormal: _normal,  # the logarithm changes both alike
    Exponential: lambda p, q: _excess(q.rate / p.rate),
    Laplace: _laplace,
    Cauchy: _cauchy,
    Uniform: lambda p, q: math.log((q.b - q.a) / (p.b - p.a)),
    Pareto: _pareto,
    Rayleigh: lambda p, q: _excess((p.sigma / q.sigma) ** 2),
    Gamma: lambda p, q: _of_gamma(p.shape, p.rate, q.shape, q.rate),
    ChiSquared: lambda p, q: _of_gamma(p.df / 2, 0.5, q.df / 2, 0.5),
    Beta: _beta,
    Bernoulli: _bernoulli,
    Binomial: _binomial,
    Poisson: lambda p, q: p.rate * _excess(q.rate / p.rate),
    MultivariateNormal: _several,
}
