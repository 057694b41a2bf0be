"""Formulas by cases: kept as written, plain where the case is known."""

import sympy as sp

from calcref.core.cases import in_cases, merged, under
from calcref.core.letters import a, x
from calcref.core.simplify import standard_form


def test_conditions_stay_as_they_are_written():
    made = in_cases([(x, sp.Ne(a, 1)), (a, sp.Eq(a, 1))])
    assert [pair.cond for pair in made.args] == [sp.Ne(a, 1), sp.Eq(a, 1)]
    assert standard_form(made) == made


def test_a_case_that_is_known_is_no_case():
    positive = sp.Symbol("a", positive=True)
    assert in_cases([(x, positive > 0), (a, positive < 0)]) == x
    assert in_cases([(x, positive < 0)]) is sp.nan


def test_cases_within_cases():
    inner = in_cases([(x, a > 1), (-x, a < 1)])
    assert under(sp.Ne(a, 2), inner)[0] == (x, sp.And(a > 1, sp.Ne(a, 2)))
    assert merged([(x, a > 1), (1 / x, sp.Eq(a, 1)), (x, a < 1)])[0] == (x, sp.Or(a > 1, a < 1))
