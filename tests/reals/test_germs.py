"""What a function does beside a place, and far out."""

import pytest
import sympy as sp

from calcref.core.functions import sigmoid
from calcref.core.letters import x
from calcref.reals.germs import NoValues, Undecidable, germ

ROOT = sp.sqrt(2) / 2
FAR = [
    (sp.atan(x), sp.pi / 2, -sp.pi / 2),
    (x * sp.atan(1 / x), 1, 1),
    (x - x**2 * sp.atan(1 / x), 0, 0),
    (sp.erf(x), 1, -1),
    (sp.erfc(2 * x), 0, 2),
    (sp.tanh(x), 1, -1),
    (sigmoid(x), 1, 0),
    (x**3 * sp.exp(-(x**2)), 0, 0),
    (sp.sqrt(x**2 + x) - sp.sqrt(x**2 - x), 1, -1),
    ((2 * x**2 - 1) / (x**2 + 3), 2, 2),
    (sp.log(x**2 + 1) - 2 * sp.log(sp.sqrt(4 * x**2 + 1)), -2 * sp.log(2), -2 * sp.log(2)),
    (sp.log(x**2) / x, 0, 0),
    (sp.sqrt(2) * (sp.log(x**2 + 1) / 2 + 1) / 4 - sp.sqrt(2) * (sp.log(x**2 + 2) / 2 - 1) / 4, ROOT, ROOT),
    (x, sp.oo, -sp.oo),
]


@pytest.mark.parametrize(("expr", "right", "left"), FAR, ids=str)
def test_far_out(expr, right, left):
    assert sp.simplify(germ(expr, x, sp.oo, 1).limit() - right) in (0, sp.nan)
    assert germ(expr, x, sp.oo, 1).limit().is_infinite is sp.sympify(right).is_infinite
    assert sp.simplify(germ(expr, x, -sp.oo, 1).limit() - left) in (0, sp.nan)


@pytest.mark.parametrize("expr", FAR[:-1], ids=lambda row: str(row[0]))
def test_far_out_values_come_close(expr):
    value, right, _ = expr
    there = sp.N(value.subs(x, 10**6), 30)
    assert abs(there - right) < 1e-4


@pytest.mark.parametrize("expr", [sp.log(x), sp.exp(x), sp.sin(x), sp.exp(sp.log(x) ** 2)], ids=str)
def test_what_has_no_powers_far_out_is_not_decided(expr):
    with pytest.raises(Undecidable):
        germ(expr, x, sp.oo, 1).limit()


@pytest.mark.parametrize("expr", [sp.log(-x), sp.sqrt(-x)], ids=str)
def test_far_out_there_may_be_no_values(expr):
    with pytest.raises(NoValues):
        germ(expr, x, sp.oo, 1)


@pytest.mark.parametrize(
    ("expr", "limit"), [(x * sp.log(x), 0), (sp.log(2 * x) - sp.log(sp.sin(x)), sp.log(2)), (x**x, 1)], ids=str
)
def test_a_logarithm_beside_zero(expr, limit):
    assert sp.simplify(germ(expr, x, sp.S.Zero, 1).limit() - limit) == 0


def test_roots_below_the_line_do_not_pile_up() -> None:
    found = germ(1 / (sp.cos(x) - 3 - 2 * sp.sqrt(2)), x, sp.pi / 2, 1)
    assert len(found.terms) > 5
    assert max(sp.count_ops(coefficient) for coefficient in found.terms.values()) < 20
