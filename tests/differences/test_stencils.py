"""Finite differences of any order: Fornberg's weights, measured orders, the best step, and Richardson's table."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.differences import (
    central_difference,
    derivative,
    forward_difference,
    richardson,
    second_difference,
    weights,
)
from calcref.differences.stencil import best_step

STENCILS = (forward_difference, central_difference, second_difference)


@given(st.lists(st.integers(-8, 8), min_size=1, max_size=7, unique=True), st.integers(-3, 3), st.data())
def test_weights_are_exact_for_every_polynomial_through_the_nodes(nodes, at, data):
    order = data.draw(st.integers(0, len(nodes) - 1))
    w = weights(nodes, order, at)
    for degree in range(len(nodes)):
        power = np.polynomial.Polynomial.basis(degree)
        exact = power.deriv(order)(at) if order else power(at)
        size = np.sum(np.abs(w) * np.abs(np.array(nodes, dtype=float)) ** degree) + 1
        assert w @ np.array(nodes, dtype=float) ** degree == pytest.approx(exact, abs=1e-12 * size)


def test_weights_of_the_tables():
    assert weights([-2, -1, 0, 1, 2], 1) == pytest.approx(np.array([1, -8, 0, 8, -1]) / 12)
    assert weights([0, 1, 2, 3], 3) == pytest.approx([-1, 3, -3, 1])
    assert weights([-2, -1, 0, 1, 2], 4) == pytest.approx([1, -4, 6, -4, 1])


@pytest.mark.parametrize("rule", STENCILS, ids=lambda rule: rule.id)
def test_the_measured_order_is_the_promised_one(rule):
    exact = np.exp(0.3)
    few, many = (abs(rule(np.exp, 0.3, h) - exact) for h in (0.02, 0.01))
    assert np.log2(few / many) == pytest.approx(rule.accuracy, abs=0.02)


@pytest.mark.parametrize(("order", "accuracy"), [(1, 2), (1, 8), (2, 4), (3, 2), (4, 6), (6, 4)])
def test_derivatives_of_any_order_have_their_order(order, accuracy):
    f, exact = np.sin, np.sin(0.7 + order * np.pi / 2)
    few, many = (abs(derivative(f, 0.7, order, accuracy, h) - exact) for h in (0.4, 0.2))
    assert np.log2(few / many) == pytest.approx(accuracy, abs=0.2)
    assert derivative(f, np.array([0.7, 1.1]), order, accuracy).shape == (2,)


@pytest.mark.parametrize("rule", STENCILS, ids=lambda rule: rule.id)
def test_the_best_step_is_where_the_error_turns(rule):
    def error(h):
        return np.mean([abs(rule(np.exp, x, h) - np.exp(x)) / np.exp(x) for x in np.linspace(-0.3, 0.3, 41)])

    least = min(error(h) for h in rule.best_step * 2.0 ** np.arange(-12, 13))
    assert error(rule.best_step) < 4 * least
    assert error(rule.best_step * 300) > 10 * least
    assert error(rule.best_step / 300) > 10 * least
    assert best_step((0.0, 1.0), 1, 1) == pytest.approx(2 * np.sqrt(np.finfo(float).eps))


def test_a_higher_accuracy_gains_digits():
    errors = [abs(derivative(np.exp, 0.0, 1, accuracy) - 1) for accuracy in (2, 4, 8)]
    assert errors[0] > 5 * errors[1] > 5 * errors[2]
    assert errors[2] < 1e-13


def test_richardson_knows_its_error():
    for f, x, order, exact in (
        (np.exp, 0.0, 1, 1.0),
        (np.sin, 0.7, 2, -np.sin(0.7)),
        (np.log, np.array([1.0, 4.0]), 1, np.array([1.0, 0.25])),
    ):
        found = richardson(f, x, order)
        assert np.all(np.abs(found.value - exact) < 1e-9)
        assert np.all(np.abs(found.value - exact) <= 2 * found.error)
    table = richardson.table(np.exp, 0.0, halvings=3)
    errors = [abs(row[min(1, len(row) - 1)] - 1) for row in table]
    assert np.log2(errors[1] / errors[2]) == pytest.approx(4, abs=0.05)


def test_a_kink_has_no_order_to_gain():
    assert richardson(np.abs, 0.1, halvings=3).error > 1e-3


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: weights([0, 1], 2), OutsideDomain, "needs 3 to 100 nodes; found 2"),
        (lambda: weights([0, 0, 1], 1), OutsideDomain, "different"),
        (lambda: weights([0, np.nan], 1), OutsideDomain, "finite"),
        (lambda: weights([0, 1], 0.5), OutsideDomain, "whole number"),
        (lambda: weights([[0, 1]], 1), ShapeMismatch, "vector"),
        (lambda: derivative(np.exp, 0.0, 1.5), OutsideDomain, "whole number, at least 0; found 1.5"),
        (lambda: derivative(np.exp, 0.0, 0), OutsideDomain, "from 1 to 12"),
        (lambda: derivative(np.exp, 0.0, 13), OutsideDomain, "from 1 to 12; found 13"),
        (lambda: derivative(np.exp, 0.0, 1, 3), OutsideDomain, "even number"),
        (lambda: derivative(np.exp, 0.0, step=0), OutsideDomain, "positive finite number; found 0"),
        (lambda: derivative(np.exp, 0.0, step=-1e-3), OutsideDomain, "positive"),
        (lambda: derivative(np.exp, 1e9, step=1e-9), OutsideDomain, "lost at x = 1e[+]09 by rounding"),
        (lambda: derivative(np.tanh, 1.79769e308), OutsideDomain, "overflow"),
        (lambda: derivative(np.exp, np.inf), OutsideDomain, "finite points"),
        (lambda: derivative(np.log, 0.0), OutsideDomain, "finite around x"),
        (lambda: derivative(np.sum, np.ones(3)), ShapeMismatch, "shape"),
        (lambda: derivative(None, 0.0), ShapeMismatch, "must take an array"),
        (lambda: central_difference(np.exp, 0.0, "h"), OutsideDomain, "positive finite"),
        (lambda: richardson(np.exp, 0.0, 3), OutsideDomain, "use derivative"),
        (lambda: richardson(np.exp, 0.0, step=-1), OutsideDomain, "positive"),
        (lambda: richardson(np.exp, 0.0, halvings=0), OutsideDomain, "from 1 to 20"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()
