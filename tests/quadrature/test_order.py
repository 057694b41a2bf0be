"""Measured orders: what each rule promises, where its condition fails, and wrong rules that are refuted."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.quadrature import RULES, left, measured_order, midpoint, simpson, trapezoid


@pytest.mark.parametrize("known", [True, False], ids=["exact value known", "unknown"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@given(st.floats(0.5, 2))
def test_the_order_is_what_the_rule_promises(rule, known, rate):
    exact = (np.exp(rate) - 1) / rate if known else None
    found = measured_order(rule, lambda x: np.exp(rate * x), 0, 1, exact)
    assert found.evidence.verdict == "agrees"
    assert found.order == pytest.approx(rule.order, abs=0.1)
    assert len(found.panels) == len(found.errors)
    assert all(later < earlier for earlier, later in zip(found.errors, found.errors[1:], strict=False))


@pytest.mark.parametrize("rule", [trapezoid, simpson], ids=lambda rule: rule.id)
def test_where_the_condition_fails_the_order_is_lost(rule):
    found = measured_order(rule, np.sqrt, 0, 1, exact=2 / 3)
    assert found.evidence.verdict == "refuted"
    assert found.order == pytest.approx(1.5, abs=0.05)


def test_a_periodic_integrand_does_better_than_promised():
    found = measured_order(trapezoid, lambda x: np.exp(np.cos(x)), 0, 2 * np.pi, panels=2)
    assert found.evidence.verdict == "agrees"
    assert found.order > 4


@pytest.mark.parametrize(
    "wrong",
    [
        replace(simpson, weights=(1 / 4, 2 / 4, 1 / 4)),  # a wrong constant: the weights of two trapezoids
        replace(simpson, nodes=(0.0, 0.4, 1.0)),  # a node out of place
        replace(midpoint, nodes=(0.25,)),
        replace(trapezoid, weights=(0.6, 0.4)),
        replace(trapezoid, weights=(0.5, 0.4)),  # weights that do not add up to 1: no convergence at all
        replace(left, weights=(-1.0,)),  # a wrong sign
    ],
)
def test_wrong_rules_are_refuted(wrong):
    assert measured_order(wrong, np.exp, 0, 1, exact=np.e - 1).evidence.verdict == "refuted"


def test_an_exact_rule_has_no_order_to_measure():
    found = measured_order(simpson, lambda x: x**3, 0, 1, exact=1 / 4)
    assert found.evidence.verdict == "unknown"
    assert found.order is None
    assert found.orders == ()
