"""Rates: runs that obey the hypotheses keep to the bounds, and one that breaks a hypothesis breaks its bound."""

from __future__ import annotations

import math

import numpy as np
import pytest

from calcref.core.errors import CalcrefError, OutsideDomain
from calcref.optimization import FISTA, GradientDescent, Momentum, Trace, minimize
from calcref.optimization.theorems import (
    ACCELERATED_RATE,
    CONVEX_RATE,
    DESCENT_LEMMA,
    PL_RATE,
    STRONGLY_CONVEX_RATE,
    Problem,
    Theorem,
    best_momentum,
    momentum_factor,
)
from calcref.regularizers import l1

CURVATURES = np.array([0.05, 0.4, 2.0])
START = np.array([2.0, -1.0, 0.5])
BOWL = Problem(0.0, float(np.linalg.norm(START)), 2.0, 0.05)


def bowl(method: object, steps: int = 60) -> Trace:
    """A quadratic whose curvatures are between mu and L."""
    return minimize(
        lambda x: float(np.sum(CURVATURES * x * x) / 2), START, method, steps, lambda x: CURVATURES * x, 0.0
    )


@pytest.mark.parametrize("theorem", [DESCENT_LEMMA, CONVEX_RATE, STRONGLY_CONVEX_RATE, PL_RATE])
def test_gradient_descent_keeps_to_its_bounds(theorem: Theorem) -> None:
    found = theorem.check(bowl(GradientDescent(1 / 2.0)), BOWL)
    assert (found.verdict, found.points) == ("agrees", 61 - theorem.first)


@pytest.mark.parametrize("theorem", [DESCENT_LEMMA, CONVEX_RATE, STRONGLY_CONVEX_RATE, PL_RATE, ACCELERATED_RATE])
def test_a_rate_that_is_too_long_breaks_every_bound(theorem: Theorem) -> None:
    found = theorem.check(bowl(GradientDescent(1.2)), BOWL)
    assert found.verdict == "refuted"
    assert "above the bound" in found.how


def test_nesterov_keeps_to_his_bound_and_plain_descent_does_not() -> None:
    """On the worst function there is, a chain of springs, 1/k is all that plain descent has."""
    n = 60
    chain = 2 * np.eye(n) - np.eye(n, k=1) - np.eye(n, k=-1)
    pull = np.eye(n)[0]
    goal = np.linalg.solve(chain, pull)
    least = float(-pull @ goal / 2)
    runs = {
        name: minimize(
            lambda x: float(x @ chain @ x / 2 - pull @ x), np.zeros(n), method, 60, lambda x: chain @ x - pull, 0
        )
        for name, method in {"plain": GradientDescent(0.25), "fast": FISTA(0.25, l1(0.0))}.items()
    }
    problem = Problem(least, float(np.linalg.norm(goal)), 4.0, minimum=goal)
    assert CONVEX_RATE.check(runs["plain"], problem).verdict == "agrees"
    assert ACCELERATED_RATE.check(runs["fast"], problem).verdict == "agrees"
    assert runs["fast"].value < runs["plain"].value


def test_the_descent_lemma_is_tight_on_a_parabola_and_false_for_a_quartic() -> None:
    parabola = minimize(lambda x: x**2, 1.0, GradientDescent(0.3), 5, lambda x: 2 * x, 0.0)
    problem = Problem(0.0, 1.0, 2.0, learning_rate=0.3)
    assert np.allclose(DESCENT_LEMMA.gaps(parabola, problem), DESCENT_LEMMA.bounds(parabola, problem))
    assert DESCENT_LEMMA.check(parabola, problem).verdict == "agrees"
    quartic = minimize(lambda x: x**4, 1.0, GradientDescent(0.3), 1, lambda x: 4 * x**3, 0.0)
    assert DESCENT_LEMMA.check(quartic, problem).verdict == "refuted"


def test_the_polyak_lojasiewicz_rate_needs_no_convexity() -> None:
    """x² + 3 sin² x: L = 8, and mu = 1/32 (Karimi, Nutini and Schmidt, section 2.2)."""
    at = np.linspace(-6, 6, 2001)
    assert np.all((2 * at + 3 * np.sin(2 * at)) ** 2 >= 2 * (at**2 + 3 * np.sin(at) ** 2) / 32)
    assert min(2 + 6 * np.cos(2 * at)) < 0
    run = minimize(
        lambda x: x**2 + 3 * math.sin(x) ** 2, 3.0, GradientDescent(1 / 8), 40, lambda x: 2 * x + 3 * np.sin(2 * x), 0.0
    )
    assert PL_RATE.check(run, Problem(0.0, 3.0, 8.0, 1 / 32)).verdict == "agrees"


def test_the_factor_of_momentum_is_what_a_run_shows() -> None:
    rate, momentum = best_momentum(0.05, 2.0)
    factor = momentum_factor(rate, momentum, CURVATURES)
    assert factor == pytest.approx(math.sqrt(momentum))
    root = math.sqrt(2.0 / 0.05)
    assert factor == pytest.approx((root - 1) / (root + 1))
    norms = [np.linalg.norm(x) for x in bowl(Momentum(0.3, momentum=0.6), 400).iterates]
    shown = (norms[400] / norms[200]) ** (1 / 200)
    assert shown == pytest.approx(momentum_factor(0.3, 0.6, CURVATURES), rel=0.02)
    assert momentum_factor(1.7, 0.5, CURVATURES) > 1


def test_the_best_momentum_of_a_quadratic_can_cycle_elsewhere() -> None:
    """Lessard, Recht and Packard, SIAM J. Optim. 26 (2016), section 4.6: curvatures 1 and 25, and no convergence."""

    def slope(x: float) -> float:
        return 25 * x if x < 1 else x + 24 if x < 2 else 25 * x - 24

    rate, momentum = best_momentum(1.0, 25.0)
    run = minimize(lambda x: 0.0, 3.3, Momentum(rate, momentum=momentum), 400, slope, 0.0)
    assert min(abs(float(x)) for x in run.iterates[200:]) > 0.5
    plain = minimize(lambda x: 0.0, 3.3, GradientDescent(1 / 25), 400, slope, 0.0)
    assert abs(float(plain.x)) < 1e-6


def test_what_no_theorem_speaks_of_is_refused() -> None:
    with pytest.raises(CalcrefError, match="let it go on"):
        CONVEX_RATE.check(bowl(GradientDescent(0.5), 0), BOWL)
    with pytest.raises(OutsideDomain, match="no less"):
        best_momentum(2.0, 1.0)
    with pytest.raises(OutsideDomain, match="at least one curvature"):
        momentum_factor(0.1, 0.5, [])
