"""The equation of Euler and Lagrange: classical ones, checked by bumps; wrong ones refuted."""

from dataclasses import replace

import pytest
import sympy as sp

from calcref import euler_lagrange
from calcref.core.errors import OutsideDomain, ParseError
from calcref.core.implicit import Prime

X = sp.Symbol("x", real=True)
F = sp.Function("f", real=True)(X)
F1, F2, F4 = (Prime(F, k) for k in (1, 2, 4))


@pytest.mark.parametrize(
    ("lagrangian", "left"),
    [
        ("p^2/2 + y^2/2", F - F2),
        ("q^2/2", F4),
        ("sqrt(1 + p^2)", -F2 / (F1**2 + 1) ** sp.Rational(3, 2)),
        ("(y - x^2)^2 + lambda q^2", 2 * F - 2 * X**2 + 2 * sp.Symbol("lambda", real=True) * F4),
    ],
)
def test_classical_ones(lagrangian, left):
    found = euler_lagrange(lagrangian)
    assert sp.simplify(found.left - left) == 0
    assert found.check().verdict == "agrees"
    assert all(part.check().verdict in ("proved", "agrees") for part in found.parts)


def test_a_wrong_sign_or_a_lost_term_is_refuted():
    found = euler_lagrange("p^2/2 + y^2/2")
    for wrong in (F + F2, F, -F2, F - 2 * F2):
        assert replace(found, left=wrong).check().verdict == "refuted"


def test_across_a_kink_it_is_refuted():
    assert euler_lagrange("|p|").check().verdict == "refuted"
    assert euler_lagrange("sqrt(p)").check().verdict == "agrees"  # on curves that rise


def test_bad_input():
    with pytest.raises(OutsideDomain, match="holds the curve"):
        euler_lagrange("x^2 + 1")
    with pytest.raises(ParseError):
        euler_lagrange("p^2 +")
