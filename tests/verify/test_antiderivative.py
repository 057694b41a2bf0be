"""An antiderivative is checked on each of its intervals, not only where points happen to fall."""

import pytest
import sympy as sp

from calcref.core.letters import a, x
from calcref.core.questions import Antideriv, DefiniteIntegral
from calcref.core.records import Derivation, Step
from calcref.integrals import RULES
from calcref.verify.antiderivative import check_intervals


def verdicts(question, answer):
    derivation = Derivation(Step(RULES[0], question, answer), (), answer)
    return [evidence.verdict for evidence in check_intervals(derivation)]


@pytest.mark.parametrize(
    ("expr", "answer", "expected"),
    [
        (1 / x, sp.log(sp.Abs(x)), ["agrees", "agrees"]),
        (1 / x, sp.log(x), ["refuted", "agrees"]),
        (1 / x, sp.log(-x), ["agrees", "refuted"]),
        (1 / x, sp.log(sp.Abs(x)) + sp.sign(x), ["agrees", "agrees"]),
        (1 / x, -sp.log(sp.Abs(x)), ["refuted", "refuted"]),
        (x**2, x**3 / 3 + 7, ["agrees"]),
        (x**2, x**3 / 3 + x / 1000, ["refuted"]),
        (sp.tan(x), -sp.log(sp.Abs(sp.cos(x))), ["agrees"]),
        (1 / (x - a), sp.log(sp.Abs(x - a)), ["agrees", "agrees"]),
        (1 / (x - a), sp.log(sp.Abs(x + a)), ["refuted", "refuted"]),
        (sp.gamma(x), sp.S.Zero, []),
    ],
    ids=str,
)
def test_each_interval_is_judged(expr, answer, expected):
    assert verdicts(Antideriv(expr, x), answer) == expected


def test_a_jump_inside_an_interval_is_refuted():
    jumping = 2 * sp.atan(sp.tan(x / 2) / sp.sqrt(3)) / sp.sqrt(3)  # right in slope, but it falls at pi
    assert verdicts(Antideriv(1 / (2 + sp.cos(x)), x), jumping + 5 * sp.sign(x)) == ["refuted"]


def test_other_questions_have_no_intervals():
    assert verdicts(DefiniteIntegral(x, x, 0, 1), sp.S.Half) == []
