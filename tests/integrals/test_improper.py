"""An integral reaches a bound where its integrand has no value from the inside."""

import pytest
import sympy as sp

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
