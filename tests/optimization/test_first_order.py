"""Every first-order method: pure, frozen, and on its way down a bowl."""

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from calcref.optimization import METHODS, SGD, Adam, GradientDescent, minimize

EXAMPLES = (GradientDescent(0.1), SGD(0.05, 0.9), SGD(0.05, 0.9, nesterov=True), Adam(0.1))


@pytest.mark.parametrize("method", EXAMPLES, ids=str)
def test_a_step_changes_nothing_but_what_it_returns(method):
    x, gradient = {"w": np.ones(3)}, {"w": np.arange(3.0)}
    memory = method.start(x)
    first = method.move(x, gradient, memory)
    second = method.move(x, gradient, memory)
    assert np.array_equal(first[0]["w"], second[0]["w"])
    assert x["w"].tolist() == [1.0] * 3
    assert gradient["w"].tolist() == [0.0, 1.0, 2.0]


@pytest.mark.parametrize("method", EXAMPLES, ids=str)
def test_hyper_parameters_are_frozen_and_methods_compare_by_them(method):
    with pytest.raises(FrozenInstanceError):
        method.learning_rate = 1.0
    assert method == replace(method)
    assert method != replace(method, learning_rate=0.7)


@pytest.mark.parametrize("method", EXAMPLES, ids=str)
def test_single_precision_stays_single(method):
    start = np.array([1.0, -2.0], dtype=np.float32)
    trace = minimize(lambda x: np.sum(x**2), start, method, steps=3, grad=lambda x: 2 * x)
    assert all(x.dtype == np.float32 for x in trace.iterates)


@pytest.mark.parametrize("method", EXAMPLES, ids=str)
def test_every_method_reaches_the_bottom_of_a_bowl(method):
    center = np.array([1.0, -2.0])
    trace = minimize(
        lambda x: np.sum((x - center) ** 2),
        np.zeros(2),
        method,
        steps=3000,
        grad=lambda x: 2 * (x - center),
        gradient_tolerance=1e-6,
    )
    assert trace.reason == "gradient"
    assert np.allclose(trace.x, center, rtol=0, atol=1e-6)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.about.id)
def test_every_method_says_what_it_is(method):
    assert all((method.about.statement, method.about.statement_latex, method.about.ml_use, method.about.source))
    assert method.about.page.startswith("optimization/")
