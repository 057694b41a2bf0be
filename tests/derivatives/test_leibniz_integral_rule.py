"""The slope of an integral whose bounds and integrand move: right where it fits, and careful where it may not."""

import pytest
import sympy as sp

from calcref import NoRuleApplies, Undecided, check_answer, differentiate
from calcref.core.expr import raw
from calcref.core.letters import t, x
from calcref.core.questions import Accumulation, Diff
from calcref.core.records import Derivation, Step
from calcref.derivatives.leibniz_integral_rule import RULE
from calcref.verify import check

RIGHT = {
    "int_0^x sin(x t) dt": sp.sin(x**2) + Accumulation(t * sp.cos(t * x), t, 0, x),
    "int_0^1 x^2 t dt": Accumulation(2 * t * x, t, 0, 1),
    r"\int_{x}^{x^2} e^{-t x}\,dt": 2 * x * sp.exp(-(x**3))
    - sp.exp(-(x**2))
    - Accumulation(t * sp.exp(-t * x), t, x, x**2),
}


@pytest.mark.parametrize("text", RIGHT)
def test_bounds_and_integrand_move(text):
    derivation = differentiate(text, "x")
    assert derivation.step.rule is RULE or derivation.parts[0].step.rule is RULE
    assert derivation.check().verdict in ("proved", "agrees")
    assert sp.simplify((derivation.answer - RIGHT[text]).doit()) == 0


@pytest.mark.parametrize(
    "text", ["int_0^oo e^(-x t^2) dt", "int_0^1 sin(x t)/t dt", "int_0^1 |x - t| dt", "int_0^x ln(1 + x t) dt"]
)
def test_what_is_improper_or_has_a_kink_is_confirmed(text):
    assert differentiate(text, "x").check().verdict in ("proved", "agrees")


def claim(question, answer):
    return Derivation(Step(RULE, question, answer), (), answer)


AREA = Accumulation(sp.sin(t * x), t, 0, x)


@pytest.mark.parametrize(
    "wrong",
    [
        sp.sin(x**2) - Accumulation(t * sp.cos(t * x), t, 0, x),
        sp.sin(x**2),
        Accumulation(t * sp.cos(t * x), t, 0, x),
        sp.sin(x**2) + Accumulation(x * sp.cos(t * x), t, 0, x),
    ],
    ids=str,
)
def test_a_wrong_slope_is_refuted(wrong):
    assert check(claim(Diff(AREA, x), wrong)).verdict == "refuted"


def test_the_slope_of_a_sharp_edge_far_out_is_not_refuted():
    area = Accumulation(sp.exp(-(t**2)), t, 0, x**2)
    assert differentiate(area, x).check().verdict in ("proved", "agrees")


def test_a_jump_that_moves_takes_the_slope_away():
    jumping = raw(Diff, Accumulation(sp.sign(x - t), t, 0, 1), x)
    assert not list(RULE.rewrite(jumping, lambda question: None))
    with pytest.raises(NoRuleApplies):
        differentiate(jumping.expr, x)
    assert check(claim(jumping, sp.S.Zero)).verdict == "refuted"


@pytest.mark.parametrize("at", [0, 1])
def test_where_domination_is_not_known_the_value_is_undecided(at):
    with pytest.raises(Undecided, match="dominated"):
        differentiate("int_0^1 (x^3/t^2) e^(-x^2/t) dt", "x", at=at)


def test_it_says_what_it_needs_unless_nothing_breaks():
    assert "dominated" not in differentiate("int_0^1 sin(x t) dt", "x").to_text()
    assert "dominated" in differentiate("int_0^oo e^(-x t) dt", "x").to_text()


def test_the_value_at_a_point_keeps_the_integral():
    found = differentiate("int_0^x sin(x t) dt", "x", at=2)
    assert found.answer == sp.sin(4) + Accumulation(t * sp.cos(2 * t), t, 0, 2)


def test_a_wrong_answer_to_it_is_told():
    assert check_answer("d/dx int_0^x sin(x t) dt", "sin(x^2)").verdict == "wrong"
