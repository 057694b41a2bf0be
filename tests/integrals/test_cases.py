"""Cells on a letter's line, divisors of an answer, and where these vanish."""

import sympy as sp

from calcref.core.cases import in_cases
from calcref.core.letters import a, b, n, x
from calcref.core.questions import Antideriv, At
from calcref.integrals.cases import breakpoints, cells, divisors, put, vanishing


def test_a_line_is_cut_at_its_places_in_order():
    found = cells(a, [sp.Integer(2), sp.S.NegativeOne], a * x)
    assert [cell.condition for cell in found] == [
        a > 2,
        sp.Eq(a, 2),
        sp.And(a > -1, a < 2),
        sp.Eq(a, -1),
        a < -1,
    ]


def test_what_is_put_in_lies_in_the_cell_and_is_undone():
    for cell in cells(a, [sp.Integer(2), sp.S.NegativeOne, sp.S.Zero], a * x):
        if cell.own is None:
            assert cell.condition.xreplace({a: cell.put}) == sp.true
            continue
        size = sp.Rational(3, 7) * (-1 if cell.own.is_negative else 1)
        value = cell.put.subs(cell.own, size)
        assert cell.condition.subs(a, value) == sp.true
        assert cell.back.subs(a, value) == size
        assert isinstance(cell.read(x * cell.own), At)


def test_places_without_an_order_give_no_cells():
    assert cells(n, [a, b], n) is None
    assert cells(n, [], n) == []


def test_what_an_answer_divides_by():
    assert set(divisors(x ** (n + 1) / (a * (n + 1)), x)) == {a, n + 1}
    assert list(divisors(1 / (x + a), x)) == []
    assert list(divisors(in_cases([(x / a, sp.Ne(a, 0)), (x, sp.Eq(a, 0))]), x)) == []


def test_where_it_vanishes():
    assert vanishing(sp.log(a)) == (a, (1,))
    assert vanishing(a**2 + 1) == (a, ())
    whole = sp.Symbol("m", integer=True)
    assert vanishing(2 * whole + 1) == (whole, ())
    assert breakpoints([a**2 - 4, a, b], a) == [-2, 2, 0]


def test_a_value_is_put_in_and_the_rest_collected():
    assert put(Antideriv(x**n * x, x), n, sp.S.NegativeOne) == Antideriv(sp.S.One, x)
