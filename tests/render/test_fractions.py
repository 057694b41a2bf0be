"""One fraction for neighbors, and open questions beside it."""

import sympy as sp

from calcref.core.expr import raw
from calcref.core.questions import Diff
from calcref.render.fractions import runs
from tests.render.strategies import x, y

OPEN = Diff(x**2, x)


def shown(*factors):
    return [(run.above, run.below) for run in runs(raw(sp.Mul, *factors), lambda node: False)]


def test_factors_share_a_fraction():
    assert shown(x, 1 / y, sp.sin(x), y**-2) == [([x, sp.sin(x)], [y, y**2])]


def test_numbers_go_first():
    assert shown(x, sp.Integer(2), sp.Rational(3, 5)) == [([2, 3, x], [5])]


def test_an_open_question_stands_beside():
    assert shown(1 / y, OPEN, x) == [([], [y]), ([OPEN], []), ([x], [])]


def test_an_open_sum_may_have_a_denominator():
    change = raw(sp.Add, OPEN, x)
    assert shown(change, y**-2) == [([change], [y**2])]


def test_a_product_below_is_taken_apart():
    assert shown(x, raw(sp.Pow, raw(sp.Mul, sp.Integer(2), y), sp.S.NegativeOne)) == [([x], [2, y])]
