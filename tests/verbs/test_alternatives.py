"""Other derivations of the same integral: each by another first step, each right up to a constant."""

import pytest
import sympy as sp

from calcref import differentiate, integrate
from calcref.core.letters import x
from calcref.core.simplify import standard_form


@pytest.mark.parametrize(
    ("text", "techniques"),
    [
        ("sin(x) cos(x)", {"odd-power-of-a-wave", "double-angle", "tangent-half-angle"}),
        ("x * sqrt(x + 1)", {"substitution", "substitution-of-a-root"}),
        ("1/(x*x - 1)", {"integral-of-a-reciprocal-quadratic", "partial-fractions"}),
    ],
)
def test_techniques_differ_and_answers_differ_by_a_constant(text, techniques):
    found = integrate(text)
    every = [found, *found.alternatives()]
    assert techniques <= {step.rule.id for one in every for step in one.steps}
    assert len({tuple(step.after for step in one.steps) for one in every}) == len(every)
    for one in every:
        assert standard_form(one.question.expr) == standard_form(found.question.expr)
        assert one.check().verdict in ("proved", "agrees")
        apart = sp.diff(one.answer - found.answer, x)
        assert all(abs(apart.subs(x, place).evalf()) < 1e-12 for place in (0.3, 0.7, 2.9))


def test_a_definite_integral_keeps_its_value():
    found = integrate("sin(x) cos(x)", lower=0, upper=1)
    others = list(found.alternatives())
    assert len(others) > 1
    assert all(abs((other.answer - found.answer).evalf()) < 1e-12 for other in others)


def test_they_are_found_when_asked_for_and_for_integrals_alone():
    others = integrate("sin(x) cos(x)").alternatives()
    assert next(others).answer == -(sp.cos(x) ** 2) / 2
    assert list(differentiate("x^2").alternatives()) == []
