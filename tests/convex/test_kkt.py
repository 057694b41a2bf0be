"""Minima under constraints: known ones are found with their multipliers, and those without any are not missed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp
from scipy.optimize import minimize

from calcref import BudgetExceeded, CalcrefError, kkt
from calcref.core.letters import x

y = sp.Symbol("y", real=True)


def test_the_nearest_point_of_a_half_plane() -> None:
    found = kkt("x^2 + y^2", ["x + y >= 2"])
    assert found.minimum is not None
    assert (found.minimum.point, found.minimum.multipliers) == ({x: 1, y: 1}, (2,))
    assert (found.convex, found.is_global, found.complete) == (True, True, True)
    assert found.minimum.qualified
    assert found.minimum.neighbors.verdict == "agrees"
    assert found.slater is not None
    assert all(g.subs(found.slater) < 0 for g in found.problem.inequalities)


def test_every_case_is_shown_and_why_it_is_struck_out() -> None:
    found = kkt("(x-2)^2 + (y-1)^2", ["x^2 + y^2 <= 1", "x >= 0", "y >= 0"])
    assert found.minimum is not None
    assert found.minimum.point == {x: 2 / sp.sqrt(5), y: 1 / sp.sqrt(5)}
    text = found.to_text()
    assert "infeasible: x^2 + y^2 - 1 is 4" in text
    assert "the multiplier mu_2 is -4, below 0" in text
    assert found.to_markdown().startswith("1. minimize $")


@pytest.mark.parametrize(
    ("objective", "below", "point", "value"),
    [("x", ["x^2 <= 0"], {x: 0}, 0), ("-x", ["y <= (1 - x)^3", "y >= 0"], {x: 1, y: 0}, -1)],
)
def test_a_minimum_where_no_qualification_holds_has_no_multipliers(
    objective: str, below: list[str], point: dict[Any, int], value: int
) -> None:
    found = kkt(objective, below)
    assert found.minimum is not None
    assert (found.minimum.point, found.minimum.value) == (point, value)
    assert not found.minimum.is_kkt
    assert not found.minimum.qualified
    assert found.is_global is None
    assert found.slater is None or objective == "-x"


def test_points_where_the_conditions_hold_need_not_be_minima() -> None:
    found = kkt("x^3", ["x >= -1", "x <= 2"])
    assert [it.value for it in found.candidates] == [-1, 0]
    assert [it.neighbors.verdict for it in found.candidates] == ["agrees", "refuted"]
    circle = kkt("x y", [], ["x^2 + y^2 = 1"])
    assert [it.value for it in circle.candidates] == [-sp.S.Half, -sp.S.Half, sp.S.Half, sp.S.Half]
    assert [it.neighbors.verdict for it in circle.candidates] == ["agrees", "agrees", "refuted", "refuted"]
    assert circle.is_global is None


def test_what_has_no_minimum_gets_none() -> None:
    for objective, below in (("x", ["x <= 1"]), ("e^(-x)", ["x >= 0"]), ("x^3 - 3x", ["x <= 2"])):
        assert kkt(objective, below).minimum is None
    assert kkt("x^3 - 3x", ["x <= 2"]).lower is not None


@pytest.mark.parametrize(
    ("objective", "below", "value"),
    [
        ("x + y", ["x^2 + y^2 <= 2"], -2),
        ("e^x + y", ["x >= 0", "y >= x"], 1),
        ("x^2 + x y + y^2 - 3x", ["x + 2y >= 2", "x <= 2"], None),
    ],
)
def test_the_value_is_that_of_another_solver(objective: str, below: list[str], value: int | None) -> None:
    found = kkt(objective, below)
    assert found.minimum is not None
    assert found.is_global
    letters = found.problem.variables
    f = sp.lambdify(letters, found.problem.objective)
    sides = [sp.lambdify(letters, -g) for g in found.problem.inequalities]
    rows = [{"type": "ineq", "fun": lambda p, side=side: side(*p)} for side in sides]
    other = minimize(lambda p: f(*p), np.full(len(letters), 0.5), constraints=rows, method="SLSQP", tol=1e-12)
    assert float(found.minimum.value) == pytest.approx(other.fun, abs=1e-7)
    assert value is None or found.minimum.value == value


@pytest.mark.parametrize(
    ("objective", "below", "zero", "said"),
    [
        ("x^2", ["x >= 1", "x <= 0"], [], "no point fulfills"),
        ("x^2 + y^2", [], ["x + y = 1", "x + y = 2"], "no point fulfills"),
        ("x", ["x < 1"], [], "write <="),
        ("x", ["x = 1"], [], "an inequality has one sign"),
        ("x", [], ["x <= 1"], "an equality has one sign"),
        ("x", ["0 <= x <= 1"], [], "an inequality has one sign"),
        ("3", [], [], "no variable"),
    ],
)
def test_what_is_no_problem_is_refused(objective: str, below: list[str], zero: list[str], said: str) -> None:
    with pytest.raises(CalcrefError, match=said):
        kkt(objective, below, zero)


def test_letters_and_sizes_are_checked() -> None:
    with pytest.raises(CalcrefError, match="a is no variable"):
        kkt("a x^2", ["x >= 1"], variables=["x"])
    with pytest.raises(BudgetExceeded, match="5 inequalities"):
        kkt("x", [f"x <= {k}" for k in range(6)])
    assert kkt("x^2", [sp.Ge(x, 1)], variables=["x"]).minimum is not None


def test_a_system_that_sympy_cannot_solve_is_said_to_be_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calcref.convex.kkt.solutions", lambda equations, unknowns: None)
    found = kkt("x^2 - sin(x) e^x/9")
    assert not found.complete
    assert found.minimum is None
    assert "not solved completely" in found.to_text()
