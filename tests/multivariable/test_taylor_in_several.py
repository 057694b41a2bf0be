"""Taylor polynomials in several variables: SymPy's, with a bound that is obeyed, and consistent with one variable."""

import itertools

import pytest
import sympy as sp

from calcref import CalcrefError, Derivation, OutsideDomain, Step, taylor

x, y = sp.symbols("x y", real=True)
ASKED = [
    ("e^x sin(y)", {"x": 0, "y": 0}, 2, {"x": (-1, 1), "y": (-1, 1)}),
    ("ln(1 + x y)", {"x": 1, "y": 2}, 1, {"x": ("1/2", "3/2"), "y": (1, 3)}),
    ("1/(2 + x - y)", {"x": 0, "y": 1}, 3, {"x": ("-1/4", "1/4"), "y": ("3/4", "5/4")}),
    ("x^3 y + x", {"x": 1, "y": 1}, 4, {"x": (0, 2), "y": (0, 2)}),
]


@pytest.mark.parametrize(("formula", "about", "order", "on"), ASKED)
def test_it_is_sympys_its_steps_hold_and_its_bound_is_obeyed(formula, about, order, on):
    found = taylor(formula, about, order=order, on=on)
    assert sp.expand(found.answer - found.question.doit()) == 0
    assert found.check().verdict in ("proved", "agrees")
    left = sp.lambdify((x, y), found.question.expr.doit() - found.answer, "mpmath")
    ends = [[float(sp.Rational(str(end))) for end in on[name]] for name in "xy"]
    grid = itertools.product(*([low + (high - low) * k / 12 for k in range(13)] for low, high in ends))
    worst = max(abs(left(*place)) for place in grid)
    assert worst <= found.remainder.bound + 1e-12
    assert found.remainder.bound <= 30 * worst + 1e-12


def test_the_remainder_is_exact_for_some_place_on_the_line():
    found = taylor("e^x sin(y)", {"x": 0, "y": 0}, order=2)
    left, theta = found.question.expr.doit() - found.answer, found.remainder.place
    at = {x: sp.Rational(1, 2), y: sp.Rational(2, 3)}
    gap = sp.lambdify(theta, (found.remainder.term.doit() - left).subs(at))
    assert gap(0.0) * gap(1.0) < 0


def test_along_one_variable_it_is_the_polynomial_of_one():
    several = taylor("e^(2 x) + 0 y", {"x": 0}, order=3).answer
    assert sp.expand(several - taylor("e^(2 x)", order=3).answer) == 0


def test_a_wrong_polynomial_is_refuted():
    right = taylor("e^x sin(y)", {"x": 0, "y": 0}, order=2)
    for wrong in (right.answer + x * y / 100, -right.answer, y):
        claim = Derivation(Step(right.step.rule, right.question, wrong), (), wrong)
        assert claim.check().verdict == "refuted"


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        (lambda: taylor("|x| y", {"x": 0, "y": 0}, order=1), OutsideDomain, "need not be continuous"),
        (lambda: taylor("x y", {"x": 0, "y": 0}, 2), CalcrefError, "each has its place"),
        (lambda: taylor("x y", {"x": 0, "y": 0}, order=5), CalcrefError, "from 0 to 4"),
        (lambda: taylor("x/y", {"x": 0, "y": 0}, order=1), OutsideDomain, "no real value"),
        (lambda: taylor("x/y", {"x": 1, "y": 1}, order=1, on={"x": (0, 2), "y": (-1, 2)}), OutsideDomain, "no bound"),
        (lambda: taylor("x y", {"x": 1, "y": 1}, order=1, on=(0, 2)), CalcrefError, "an interval for each"),
        (lambda: taylor("x y", {"x": 1, "y": 1}, order=1, on={"x": (2, 3), "y": (0, 2)}), CalcrefError, "must hold"),
    ],
)
def test_what_is_not_clear_is_an_error_of_ours(asked, error, said):
    with pytest.raises(error, match=said):
        asked()
