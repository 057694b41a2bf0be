"""What records look like at a prompt: one bounded line."""

import calcref
from calcref import catalogue, differentiate


def test_a_derivation_says_question_answer_and_size():
    said = repr(differentiate("x^2 sin(x)"))
    assert said.startswith("Derivation(d/dx[x^2*sin(x)] = ")
    assert said.endswith(" steps)")


def test_no_line_grows_with_the_answer():
    derivation = differentiate("sin(x) cos(x) tan(x) ln(x) e^x arctan(x) x^9")
    assert len(repr(derivation)) < 200
    assert all(len(repr(step)) < 240 and "\n" not in repr(step) for step in derivation.steps)


def test_rules_and_evidence_are_short_and_typeset():
    for rule in catalogue.rules:
        assert repr(rule).startswith(f"{type(rule).__name__}({rule.name}: ")
        assert len(repr(rule)) < 240
        assert rule._repr_latex_().startswith("$")
    found = differentiate("x^2").check()
    assert repr(found).startswith("Evidence(proved: ")
    assert found._repr_markdown_().startswith("**proved**: ")
    assert isinstance(found, calcref.Evidence)
