"""Every counter-example of the catalogue, decided at the point."""

import pytest
import sympy as sp

from calcref.core.errors import OutsideDomain
from calcref.derivatives import RULES
from calcref.derivatives.elementary import ELEMENTARY_RULES
from calcref.verbs.differentiate import differentiate

THIRD = sp.Rational(1, 3)
COUNTEREXAMPLES = [rule for rule in RULES if rule.counterexample]


@pytest.mark.parametrize("rule", COUNTEREXAMPLES, ids=lambda rule: rule.id)
def test_a_counterexample_is_one(rule):
    example = rule.counterexample
    with pytest.raises(OutsideDomain):
        differentiate(example.expr, at=example.at)


WORDS = (("$", ""), (r"\neq", "≠"), (r"\leq", "≤"), (r"\geq", "≥"), (r"\dots", "…"), ("-", "−"), ("\\", ""), (" ", ""))


def plain(text):
    for tex, written in WORDS:
        text = text.replace(tex, written)
    return text


@pytest.mark.parametrize("rule", [rule for rule in ELEMENTARY_RULES if rule.counterexample], ids=lambda rule: rule.id)
def test_what_a_counterexample_drops_is_a_condition(rule):
    assert plain(rule.counterexample.dropped) in " ".join(plain(condition.text) for condition in rule.conditions)
