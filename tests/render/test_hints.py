"""Hints: the rule before the step, in the order of the reading, and the answer last."""

import sympy as sp

from calcref import differentiate, limit
from calcref.render import text


def test_a_rule_is_named_before_its_step():
    derivation = differentiate("x^2 sin(x)")
    found = derivation.hints()
    assert found[0] == "Product rule"
    assert found[1].startswith("d/dx[x^2*sin(x)] = ")
    assert len(found) == 2 * len(derivation.steps) + 1
    assert found[-1] == f"The answer is {text(derivation.answer)}."


def test_each_kind_of_question_has_some():
    assert limit("sin(3x)/x", "x", 0).hints()[0] == "By a standard limit"


def test_what_is_large_stays_short():
    x = sp.Symbol("x", real=True)
    chain = x
    for _ in range(300):
        chain = sp.sin(chain, evaluate=False)
    assert max(map(len, differentiate(chain).hints())) < 3_000
