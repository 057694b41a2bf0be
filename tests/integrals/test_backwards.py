"""Integrals built backwards: the slope of a random expression is integrated, and no answer is wrong."""

from itertools import islice

import pytest
import sympy as sp

from benchmarks.backwards import answered, is_wrong, questions, x
from calcref.verbs.integrate import integrate

SAMPLE = dict(islice(questions(), 24))
OWN = (0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12)


@pytest.mark.parametrize("number", [number for number in OWN if number in SAMPLE])
def test_a_slope_is_integrated_back(number):
    assert answered(number, SAMPLE[number]) == "own"


def test_a_wrong_answer_is_seen():
    found = integrate("x cos(x)").answer
    assert not is_wrong(x * sp.cos(x), found, 0)
    for spoiled in (-found, found + x / 100, found * (1 + sp.Rational(1, 10**6))):
        assert is_wrong(x * sp.cos(x), spoiled, 0)
