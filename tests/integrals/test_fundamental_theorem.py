"""The fundamental theorem is offered where its hypotheses hold, and nowhere else."""

import pytest
import sympy as sp

from calcref.core.engine import derive
from calcref.core.letters import x
from calcref.core.questions import Between, DefiniteIntegral
from calcref.integrals.fundamental_theorem import RULE
from calcref.verbs.integrate import RULES


def offered(expr, lower, upper):
    question = DefiniteIntegral(expr, x, lower, upper)
    return [it.after for it in RULE.rewrite(question, lambda asked: derive(asked, RULES))]


def test_it_fits_a_continuous_integrand():
    (after,) = offered(x**2, 0, 1)
    assert isinstance(after, Between)


@pytest.mark.parametrize(
    ("expr", "lower", "upper"), [(x**-2, -1, 1), (1 / x, -1, 1), (sp.sign(x), -1, 1), (sp.tan(x), 0, 2)]
)
def test_it_stands_aside_across_a_gap(expr, lower, upper):
    assert offered(expr, lower, upper) == []
