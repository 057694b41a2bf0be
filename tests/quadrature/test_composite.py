"""Every rule of the family: what it integrates exactly, how its values follow each other, and how it refuses."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.quadrature import RULES, left, midpoint, refine, right, simpson, trapezoid

EXACT_UP_TO = {left.id: 0, right.id: 0, midpoint.id: 1, trapezoid.id: 1, simpson.id: 3}

bounds = st.floats(-10, 10)
rules = st.sampled_from(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@given(st.lists(st.integers(-5, 5), min_size=4, max_size=4), bounds, bounds, st.integers(1, 9))
def test_polynomials_up_to_its_degree_are_exact(rule, coefficients, a, b, panels):
    polynomial = np.polynomial.Polynomial(coefficients[: EXACT_UP_TO[rule.id] + 1])
    antiderivative = polynomial.integ()
    size = np.max(np.abs([antiderivative(a), antiderivative(b)])) + 1e3
    assert rule(polynomial, a, b, panels) == pytest.approx(antiderivative(b) - antiderivative(a), abs=1e-13 * size)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_next_degree_is_not(rule):
    degree = EXACT_UP_TO[rule.id] + 1
    assert abs(rule(lambda x: x**degree, 0, 1, 1) - 1 / (degree + 1)) > 1e-3


@given(rules, bounds, bounds, st.integers(1, 20))
def test_turning_the_interval_turns_the_sign(rule, a, b, panels):
    turned = {left.id: right, right.id: left}.get(rule.id, rule)
    assert rule(np.cos, a, b, panels) == pytest.approx(-turned(np.cos, b, a, panels), abs=1e-12)


@given(rules, bounds, st.integers(1, 20))
def test_an_empty_interval_has_no_area(rule, a, panels):
    assert rule(np.exp, a, a, panels) == 0.0


@given(bounds, bounds, st.integers(1, 20))
def test_what_the_sums_have_to_do_with_each_other(a, b, panels):
    sums = {rule.id: rule(np.sin, a, b, panels) for rule in RULES}
    assert sums[trapezoid.id] == pytest.approx((sums[left.id] + sums[right.id]) / 2, abs=1e-12)
    assert sums[simpson.id] == pytest.approx((2 * sums[midpoint.id] + sums[trapezoid.id]) / 3, abs=1e-12)
    assert trapezoid(np.sin, a, b, 2 * panels) == pytest.approx((sums[trapezoid.id] + sums[midpoint.id]) / 2, abs=1e-12)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_weights_add_up_to_one_and_nodes_stay_in_the_panel(rule):
    assert sum(rule.weights) == pytest.approx(1, abs=1e-15)
    assert all(0 <= node <= 1 for node in rule.nodes)
    points = rule.points(0.1, 0.7, 7)
    assert points.shape == (len(rule.nodes), 7)
    assert np.min(points) >= 0.1
    assert np.max(points) <= 0.7


def test_a_constant_may_return_one_number():
    assert simpson(lambda x: 3, 0, 2, 5) == pytest.approx(6, abs=1e-14)


def test_refine_halves_until_the_estimate_settles():
    trace = refine(simpson, np.exp, 0, 1, tolerance=1e-9)
    assert trace.reason == "tolerance"
    assert trace.value == pytest.approx(np.e - 1, rel=1e-9)
    assert trace.iterates == tuple(2**k for k in range(len(trace.states)))
    assert refine(left, np.exp, 0, 1, panels=3, steps=4, tolerance=1e-9).reason == "steps"
    assert refine(left, np.exp, 0, 1, panels=3, steps=4).iterates == (3, 6, 12, 24, 48)


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: simpson(np.exp, 0, np.inf, 4), OutsideDomain, "upper bound must be a finite"),
        (lambda: simpson(np.exp, "0", 1, 4), OutsideDomain, "lower bound.*'0'"),
        (lambda: simpson(np.exp, np.nan, 1, 4), OutsideDomain, "nan"),
        (lambda: simpson(np.exp, 0, 1j, 4), OutsideDomain, "1j"),
        (lambda: simpson(np.exp, 0, 1, 0), OutsideDomain, "from 1 to 100,000,000; found 0"),
        (lambda: simpson(np.exp, 0, 1, 2.5), OutsideDomain, "whole number"),
        (lambda: left(np.log, 0, 1, 4), OutsideDomain, "found -inf at x = 0.0"),
        (lambda: midpoint(np.sqrt, -1, 1, 2), OutsideDomain, "found nan at x = -0.5"),
        (lambda: left(lambda x: x + 1j, 0, 1, 4), OutsideDomain, "complex"),
        (lambda: left(lambda x: np.zeros(3), 0, 1, 4), ShapeMismatch, "vectorize"),
        (lambda: left(math.sin, 0, 1, 4), ShapeMismatch, "vectorize"),
        (lambda: left(None, 0, 1, 4), ShapeMismatch, "a function of an array"),
        (lambda: left(np.exp, 0, 1, 10**9), OutsideDomain, "from 1 to 100,000,000"),
        (lambda: left(lambda x: "one", 0, 1, 4), OutsideDomain, "real numbers"),
        (lambda: left(np.cos, -1.5e308, 1.5e308, 4), OutsideDomain, "too far"),
        (lambda: refine(left, np.exp, 0, 1, steps=2.5), OutsideDomain, "whole number"),
        (lambda: refine(left, np.exp, 0, np.inf), OutsideDomain, "cut an infinite interval"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("waves", [4, 8, 16])
def test_an_integrand_in_step_with_the_panels_does_not_look_converged(rule, waves):
    trace = refine(rule, lambda x: np.cos(waves * x) ** 2, 0.0, np.pi, steps=12, tolerance=1e-6)
    assert trace.value == pytest.approx(np.pi / 2, rel=1e-3)


def test_an_integrand_with_an_if_is_told_what_to_write():
    with pytest.raises(ShapeMismatch, match=r"np\.where for an if"):
        RULES[0](lambda x: x if x < 1 else 2 - x, 0.0, 2.0, 10)
