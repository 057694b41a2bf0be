"""Every row of the table is true, by numbers that know no table; a new row is tested on arrival."""

import pytest
import sympy as sp

from calcref.core.elementary import ELEMENTARY, find
from calcref.core.evidence import weakest
from calcref.core.expr import negative, raw
from calcref.core.letters import x
from calcref.core.questions import Diff
from calcref.core.records import Derivation, Step
from calcref.derivatives.elementary import rule_of
from calcref.verify import check_numbers

PARAMETERS = {"a": sp.Rational(3, 2), "b": sp.Integer(3), "n": sp.Integer(2)}


def claim(row, answer):
    function = row.of(x, **{letter: PARAMETERS[letter] for letter in row.parameters})
    return Derivation(Step(rule_of(row), raw(Diff, function, x), answer), (), answer)


def slope(row):
    return row.slope(x, **{letter: PARAMETERS[letter] for letter in row.parameters})


@pytest.mark.parametrize("row", ELEMENTARY, ids=lambda row: row.id)
def test_the_slope_is_right(row):
    assert weakest(check_numbers(claim(row, slope(row)))).verdict == "agrees"


@pytest.mark.parametrize("row", ELEMENTARY, ids=lambda row: row.id)
def test_a_wrong_slope_is_refuted(row):
    right = slope(row)
    wrong = [right + sp.Rational(1, 1000), sp.Rational(1001, 1000) * right + sp.Rational(1, 10**5)]
    if right != 0:
        wrong.append(negative(right))
    for answer in wrong:
        assert weakest(check_numbers(claim(row, answer))).verdict == "refuted"


@pytest.mark.parametrize("row", ELEMENTARY, ids=lambda row: row.id)
def test_a_row_recognizes_itself(row):
    function = row.of(3 * x, **{letter: PARAMETERS[letter] for letter in row.parameters})
    found, argument, parameters = find(function, x)
    assert found.id == row.id
    assert argument == 3 * x
    assert set(parameters) == set(row.parameters)


def test_ids_are_unique():
    assert len({row.id for row in ELEMENTARY}) == len(ELEMENTARY)


@pytest.mark.parametrize("expr", [x, x**2, sp.Integer(3), sp.zeta(x), x ** sp.Symbol("n", real=True)], ids=str)
def test_others_belong_to_no_row(expr):
    assert find(expr, x) is None
