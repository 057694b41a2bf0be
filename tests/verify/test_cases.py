"""Cases in the check: which of them holds at a point, points on their edges, and every case compared."""

import pytest
import sympy as sp

from calcref.core.cases import in_cases
from calcref.core.letters import a, b, n, x
from calcref.core.questions import Antideriv
from calcref.core.records import Derivation, Step
from calcref.integrals import RULES
from calcref.verify import check
from calcref.verify.cases import compared_by, edges
from calcref.verify.fast import FastEvaluator
from calcref.verify.precise import PreciseEvaluator

CASES = in_cases([(x, sp.And(a > 1, sp.Ne(a, 3))), (2 * x, sp.Eq(a, 3)), (-x, sp.Or(a < -1, sp.Eq(a, 0)))])


@pytest.mark.parametrize(("place", "value"), [(2, 5), (3, 10), (-2, -5), (0, -5), (0.5, None)])
def test_the_case_that_holds_is_evaluated(place, value):
    fast = FastEvaluator({a: complex(place), x: 5 + 0j})(CASES)
    precise = PreciseEvaluator.at_point({a: float(place), x: 5.0}, CASES)
    if value is None:
        assert fast != fast
        assert precise is None
    else:
        assert fast == value
        assert float(precise) == value


def test_a_slope_is_that_of_the_case_that_holds():
    assert FastEvaluator({a: 3 + 0j, x: complex(5, 1e-30)})(CASES).imag == pytest.approx(2e-30)


def test_every_edge_is_met_exactly():
    conditions = (sp.Eq(n, -1), sp.Eq(a**2, 4), sp.Eq(a**2 - 4 * b, 0), sp.Eq(a, b))
    for condition in conditions:
        points = list(edges(in_cases([(x, condition)]), condition.free_symbols))
        assert points
        for point in points:
            exact = {letter: sp.Rational(value) for letter, value in point.items()}
            assert condition.xreplace(exact) == sp.true
    assert compared_by(in_cases([(x, a > b)])) == [a - b]


RIGHT = [(x ** (n + 1) / (n + 1), sp.Ne(n, -1)), (sp.log(sp.Abs(x)), sp.Eq(n, -1))]


def claim(question, cases):
    answer = in_cases(cases)
    return Derivation(Step(RULES[0], question, answer), (), answer)


def test_right_cases_agree():
    assert check(claim(Antideriv(x**n, x), RIGHT)).verdict == "agrees"


@pytest.mark.parametrize(
    ("question", "cases"),
    [
        pytest.param(x**n, [RIGHT[0], (sp.log(sp.Abs(x)) * 2, sp.Eq(n, -1))], id="a wrong special case"),
        pytest.param(x**n, [(RIGHT[0][0] + x / 9, sp.Ne(n, -1)), RIGHT[1]], id="a wrong general case"),
        pytest.param(1 / (a + x**2), [(sp.atan(x / sp.sqrt(a)) / sp.sqrt(a), sp.Ne(a, 0))], id="too much is claimed"),
        pytest.param(sp.exp(a * x), [(sp.exp(a * x) / a, sp.Ne(a, 0)), (x + 1 / x, sp.Eq(a, 0))], id="at 0"),
    ],
)
def test_a_wrong_case_is_refuted(question, cases):
    assert check(claim(Antideriv(question, x), cases)).verdict == "refuted"


def test_a_case_that_no_point_belongs_to_is_not_taken_on_trust():
    never = (x**2, sp.And(a > 10**9, a < 10**9 + 1))
    found = check(claim(Antideriv(x**n, x), [*RIGHT, never]))
    assert found.verdict == "unknown"
    assert "no point was found to compare the case" in str(found)
