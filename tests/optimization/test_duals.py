"""Duals: the lines of each derivation agree, a wrong line does not, and both problems have one value."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import linprog, minimize

from calcref.optimization.duals import (
    DUALS,
    ENTROPY_DUAL,
    LASSO_DUAL,
    LEAST_NORM_DUAL,
    LINEAR_PROGRAM_DUAL,
    RIDGE_DUAL,
    SUPPORT_VECTOR_DUAL,
    Dual,
)
from calcref.site.typed.duals import example


@pytest.fixture
def data() -> dict:
    return example(np.random.default_rng(4))


@pytest.mark.parametrize("dual", DUALS, ids=lambda it: it.id)
def test_the_lines_of_a_derivation_agree_and_a_wrong_one_is_refuted(dual: Dual, data: dict) -> None:
    found = dual.check(data, np.random.default_rng(1))
    assert (found.verdict, len(found.parts)) == ("agrees", 80)
    wrong = replace(dual, value=lambda data, m: dual.value(data, m) + 0.01)
    assert wrong.check(data, np.random.default_rng(1)).verdict == "refuted"
    aside = replace(dual, lagrangian=lambda data, x, m: dual.lagrangian(data, x, m) - 0.01)
    assert aside.check(data, np.random.default_rng(1)).verdict == "refuted"


def _highest(dual: Dual, data: dict, start: np.ndarray, **options: object) -> float:
    return -float(minimize(lambda m: -dual.value(data, m), start, tol=1e-13, **options).fun)


def test_the_least_norm_has_the_value_of_its_dual(data: dict) -> None:
    x = np.linalg.pinv(data["A"]) @ data["b"]
    assert _highest(LEAST_NORM_DUAL, data, np.zeros(2)) == pytest.approx(LEAST_NORM_DUAL.objective(data, x), abs=1e-9)


def test_ridge_and_lasso_have_the_values_of_their_duals(data: dict) -> None:
    X, y, size = data["X"], data["y"], data["lambda"]
    w = np.linalg.solve(X.T @ X + size * np.eye(3), X.T @ y)
    assert _highest(RIDGE_DUAL, data, np.zeros(5)) == pytest.approx(
        RIDGE_DUAL.objective(data, (w, X @ w - y)), abs=1e-9
    )
    halves = minimize(
        lambda h: float(np.sum((X @ (h[:3] - h[3:]) - y) ** 2) / 2 + size * np.sum(h)),
        np.ones(6),
        bounds=[(0, None)] * 6,
        tol=1e-14,
    )
    limits = [{"type": "ineq", "fun": lambda nu, side=side: size - side * X.T @ nu} for side in (1, -1)]
    assert _highest(LASSO_DUAL, data, np.zeros(5), constraints=limits) == pytest.approx(halves.fun, abs=1e-6)


def test_a_support_vector_machine_has_the_value_of_its_dual(data: dict) -> None:
    X, y, most = data["X"], data["y"], data["C"]
    equal = {"type": "eq", "fun": lambda alpha: alpha @ y}
    dual = _highest(SUPPORT_VECTOR_DUAL, data, np.full(5, 0.1), constraints=[equal], bounds=[(0, most)] * 5)

    def primal(p: np.ndarray) -> float:
        return SUPPORT_VECTOR_DUAL.objective(data, (p[:3], p[3], p[4:]))

    margins = {"type": "ineq", "fun": lambda p: y * (X @ p[:3] + p[3]) - 1 + p[4:]}
    bounds = [(None, None)] * 4 + [(0, None)] * 5
    found = minimize(primal, np.ones(9), constraints=[margins], bounds=bounds, tol=1e-13)
    assert dual == pytest.approx(found.fun, abs=1e-6)


def test_a_linear_program_has_the_value_of_its_dual(data: dict) -> None:
    A, b, c = data["A"], data["b"], data["c"]
    prices = linprog(-b, A_ub=A.T, b_ub=c)
    assert LINEAR_PROGRAM_DUAL.value(data, prices.x) == pytest.approx(linprog(c, A_ub=-A, b_ub=-b).fun)


def test_the_largest_entropy_is_a_softmax(data: dict) -> None:
    best = minimize(lambda nu: -ENTROPY_DUAL.value(data, nu), np.zeros(2), tol=1e-13).x
    p = ENTROPY_DUAL.inner(data, best)
    assert np.allclose(data["A"] @ p, data["A"] @ data["p"], atol=1e-6)
    assert ENTROPY_DUAL.objective(data, p) == pytest.approx(ENTROPY_DUAL.value(data, best), abs=1e-6)
    assert ENTROPY_DUAL.objective(data, p) <= ENTROPY_DUAL.objective(data, data["p"])
