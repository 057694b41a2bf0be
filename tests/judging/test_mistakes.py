"""Every mistake explains the line in which it was made, and no right line."""

import pytest

from calcref.judging.claims import Claim
from calcref.judging.deciding import decide, sides_of
from calcref.judging.formula import read_formula
from calcref.judging.known import Known
from calcref.judging.mistakes import CROSSED, MISTAKES, mistake


def claim_of(one):
    known = Known(is_latex=True)
    for name, formula in one.definitions:
        known = known.with_letter(name, next(iter(read_formula(formula, known))))
    return Claim(1, one.left, one.right, "equal", known)


@pytest.mark.parametrize("one", MISTAKES, ids=lambda one: one.id)
def test_a_mistake_explains_its_example(one):
    claim = claim_of(one)
    outcome = decide(claim)
    assert outcome.kind == "wrong"
    assert mistake(*sides_of(claim, outcome), claim.known) is one


def test_a_pole_between_the_bounds_is_a_condition():
    outcome = decide(claim_of(CROSSED))
    assert (outcome.kind, outcome.condition) == ("wrong", "no pole between the bounds (x = 0 is one)")


@pytest.mark.parametrize(("left", "right"), [("x + 1", "sin(x)"), ("d/dx x^2", "e^x"), ("∫ x dx", "sin(x) + C")])
def test_what_no_mistake_explains_has_none(left, right):
    claim = Claim(1, left, right, "equal", Known())
    outcome = decide(claim)
    assert outcome.kind == "wrong"
    assert mistake(*sides_of(claim, outcome), claim.known) is None


def test_ids_and_names_are_unique():
    for field in ("id", "name", "said"):
        values = [getattr(one, field) for one in (*MISTAKES, CROSSED)]
        assert len(set(values)) == len(values)
