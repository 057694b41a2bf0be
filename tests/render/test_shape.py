"""Terms, factors and signs, in the order in which they are written."""

import sympy as sp

from calcref.core.expr import raw
from calcref.render.shape import Mark, is_product, members, negated, terms
from tests.render.strategies import x, y

ONE = sp.S.One


def nowhere(node):
    return False


def test_nested_sums_are_one_sum_unless_they_have_a_name():
    inner = raw(sp.Add, x, y)
    outer = raw(sp.Add, inner, ONE)
    assert list(members(outer, nowhere)) == [x, y, ONE]
    assert list(members(outer, lambda node: node is inner)) == [inner, ONE]


def test_numbers_come_last_or_save_a_leading_minus():
    assert terms(raw(sp.Add, ONE, x), nowhere) == [x, ONE]
    assert terms(raw(sp.Add, -x, ONE), nowhere) == [ONE, -x]
    assert terms(raw(sp.Add, -x, -ONE), nowhere) == [-x, -ONE]


def test_what_follows_a_minus_sign():
    assert negated(sp.Integer(-3), nowhere) == 3
    assert negated(raw(sp.Mul, x, sp.Integer(-1), y), nowhere) == raw(sp.Mul, x, y)
    assert negated(raw(Mark, -x), nowhere) == raw(Mark, x)
    assert negated(raw(sp.Mul, sp.S.NegativeOne), nowhere) == 1


def test_what_has_no_minus_sign():
    assert negated(x - y, nowhere) is None
    assert negated(raw(sp.Mul, x, y), nowhere) is None
    assert negated(-x, lambda node: True) is None


def test_fractions_are_products():
    assert [is_product(expr) for expr in (x * y, 1 / x, sp.S.Half, x**2, x + y, sp.Integer(2))] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
