"""Whatever is asked of `integrate`, it answers with a derivation or with an error of the project's own."""

from unittest.mock import patch

import sympy as sp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calcref.core.errors import CalcrefError
from calcref.core.functions import relu, sigmoid, step
from calcref.core.letters import a, x
from calcref.core.records import Derivation
from calcref.integrals import asking
from calcref.verbs.integrate import integrate

INNER = st.sampled_from((x, x**3, a * x, 2 * x + 1, x / (1 + x), 1 / x, 1 - x**2, sp.sqrt(x)))
HEADS = (sp.sin, sp.cos, sp.tan, sp.sec, sp.exp, sp.log, sp.asin, sp.acos, sp.atan, sp.sinh, sp.tanh)
HEADS += (sp.Abs, sp.sign, sp.sqrt, sp.floor, relu, step, sigmoid)
POWERS = st.sampled_from((-3, -2, -1, sp.Rational(-1, 2), sp.Rational(1, 2), 2, 3, a))
FACTORS = st.builds(lambda head, inner, power: head(inner) ** power, st.sampled_from(HEADS), INNER, POWERS)
FORMULAS = st.one_of(FACTORS, st.builds(sp.Mul, FACTORS, INNER), st.builds(sp.Add, FACTORS, FACTORS))
BOUNDS = st.sampled_from((None, -sp.oo, -1, 0, 1, sp.pi, sp.oo, a, -a, a + sp.pi, "2", 0.5, sp.nan))


@given(FORMULAS, BOUNDS, BOUNDS, st.booleans())
@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_nothing_but_errors_of_our_own_leaves_the_verb(formula, lower, upper, check):
    with patch.object(asking, "can_ask", lambda: False):  # its processor time is bounded elsewhere
        try:
            derivation = integrate(formula, x, lower, upper, check)
        except CalcrefError:
            return
    assert isinstance(derivation, Derivation)
    assert not derivation.answer.has(sp.I, sp.nan, sp.zoo, sp.oo)
