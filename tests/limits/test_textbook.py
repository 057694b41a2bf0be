"""Limits that textbooks ask: every answer is right, is confirmed by numbers, and comes from steps of ours."""

import pytest
import sympy as sp

from calcref import Divergent, limit, limits
from calcref.verbs.reading import bound
from tests.limits.textbook import LIMITS, WITHOUT
from tests.round_trip import comes_back

KNOWN = [row for row in LIMITS if row not in WITHOUT]


def variable(formula):
    return "h" if "h" in formula.replace("tanh", "") else "x"


@pytest.mark.parametrize(("formula", "to", "side", "expected"), KNOWN, ids=lambda it: str(it))
def test_a_limit_is_found_in_steps_of_our_own(formula, to, side, expected):
    found = limit(formula, variable(formula), to, side)
    wanted = bound(expected, "expected")
    assert found.answer == wanted or sp.simplify(found.answer - wanted) == 0
    assert found.check().verdict == "agrees"
    assert comes_back(found).answer == found.answer
    assert limits.LAST not in [step.rule for step in found.steps]


@pytest.mark.parametrize(("formula", "to", "side", "_"), WITHOUT, ids=lambda it: str(it))
def test_what_has_no_limit_is_refused_with_two_values(formula, to, side, _):
    with pytest.raises(Divergent, match=r"has no limit as x tends to .*: it tends to .* and to "):
        limit(formula, "x", to, side)
