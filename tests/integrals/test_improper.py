"""An integral reaches a bound where its integrand has no value from the inside."""

import pytest
import sympy as sp

from calcref import integrate
from calcref.core.letters import x
from calcref.core.questions import DefiniteIntegral
from calcref.integrals.improper import RULE


@pytest.mark.parametrize(
    ("expr", "lower", "upper", "side"),
    [
        (1 / sp.sqrt(x), 0, 1, "+"),
        (1 / sp.sqrt(-x), -1, 0, "-"),
        (1 / sp.sqrt(1 - x), 0, 1, "-"),
        (sp.exp(-x), 0, sp.oo, "+-"),
    ],
    ids=str,
)
def test_the_side_of_the_limit(expr, lower, upper, side):
    (found,) = RULE.rewrite(DefiniteIntegral(expr, x, lower, upper), lambda asked: None)
    assert found.after.side == side


@pytest.mark.parametrize(
    ("expr", "lower", "upper"),
    [
        ("1/sqrt(1 - x^2)", -1, 1),
        ("e^(-x) sin(x)", 0, "oo"),
        ("1/(e^x + 1)", 0, "oo"),
        ("sech(x)", "-oo", "oo"),
        ("1/(x ln(x)^2)", 2, "oo"),
        ("1/(x sqrt(x^2 - 1))", 1, "oo"),
        ("x^(-a) where a < 1", 0, 1),
        ("e^(-a x) cos(b x) where a > 0", 0, "oo"),
    ],
)
def test_its_limits_are_found_in_steps_of_our_own(expr, lower, upper):
    found = integrate(expr, "x", lower, upper)
    assert not [node for node in found.nodes if "sympy" in node.step.rule.id]
    assert found.check().verdict in ("proved", "agrees")
