"""Muon, natural gradients, coordinate descent and linear conjugate gradients: what each is known for."""

import numpy as np
import pytest

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.optimization import (
    CoordinateDescent,
    GradientDescent,
    LinearConjugateGradient,
    Muon,
    NaturalGradient,
    minimize,
    normal_fisher,
    softmax_fisher,
)

RNG = np.random.default_rng(11)
ROOT = RNG.normal(size=(6, 6))
A, B = ROOT @ ROOT.T + np.eye(6), RNG.normal(size=6)


def parabola(x):
    return x @ A @ x / 2 - B @ x


def slope(x):
    return A @ x - B


def test_linear_conjugate_gradients_are_done_after_as_many_steps_as_there_are_variables():
    trace = minimize(parabola, np.zeros(6), LinearConjugateGradient(), grad=slope)
    assert trace.steps <= 6
    assert np.allclose(A @ trace.x, B, atol=1e-8)
    gradients = np.array([slope(x) for x in trace.iterates])
    products = gradients @ gradients.T
    assert np.max(np.abs(products - np.diag(np.diag(products)))) < 1e-8 * products[0, 0]


def test_two_curvatures_take_two_steps():
    d = np.array([1.0, 1.0, 1.0, 50.0, 50.0])
    trace = minimize(lambda x: d @ x**2 / 2, np.ones(5), LinearConjugateGradient(), grad=lambda x: d * x)
    assert trace.steps == 2


@pytest.mark.parametrize("f", [lambda x: np.sum(np.cosh(x)) - x[0], lambda x: x[0] ** 2 - x[1] ** 2])
def test_what_is_no_bowl_is_refused(f):
    with pytest.raises(OutsideDomain, match="need a"):
        minimize(f, np.array([1.0, 1.5]), LinearConjugateGradient(), grad="autodiff")


@pytest.mark.parametrize("order", ["cyclic", "greedy"])
def test_coordinate_descent_moves_one_variable_a_step_and_arrives(order):
    trace = minimize(parabola, np.zeros(6), CoordinateDescent(order), 5000, slope, gradient_tolerance=1e-6)
    assert np.allclose(trace.x, np.linalg.solve(A, B), atol=1e-5)
    moved = [np.flatnonzero(b - a) for a, b in zip(trace.iterates, trace.iterates[1:], strict=False)]
    assert all(len(it) == 1 for it in moved)
    if order == "cyclic":
        assert [int(it[0]) for it in moved[:8]] == [0, 1, 2, 3, 4, 5, 0, 1]


def test_coordinate_descent_is_caught_at_a_kink_that_no_axis_leaves():
    f = lambda x: abs(x[0] + x[1]) + 3 * abs(x[0] - x[1])  # noqa: E731
    grad = lambda x: np.sign(x[0] + x[1]) + 3 * np.sign(x[0] - x[1] + 1e-300) * np.array([1, -1])  # noqa: E731
    trace = minimize(f, np.array([1.0, 1.0]), CoordinateDescent(), steps=9, grad=grad)
    assert trace.value == pytest.approx(2.0)
    with pytest.raises(OutsideDomain, match="greedy"):
        CoordinateDescent("random")


def test_a_natural_step_does_not_depend_on_the_parameters():
    """The mean and ln sigma of a normal density, or the mean and sigma: short steps move the density alike."""

    def loss(mean, sigma):
        return (mean - 1) ** 2 + (sigma - 3) ** 2

    rate, start = 1e-4, (0.0, 2.0)
    by_log = minimize(
        lambda p: loss(p[0], np.exp(p[1])),
        np.array([start[0], np.log(start[1])]),
        NaturalGradient(rate, normal_fisher),
        steps=1,
        grad="autodiff",
    ).x
    fisher = lambda p: np.diag([1.0, 2.0]) / p[1] ** 2  # noqa: E731
    plain = minimize(lambda p: loss(*p), np.array(start), NaturalGradient(rate, fisher), steps=1, grad="autodiff").x
    assert [by_log[0], np.exp(by_log[1])] == pytest.approx(list(plain), abs=1e-7)


def test_fisher_informations_are_means_of_outer_products_of_the_score():
    z = RNG.normal(size=4)
    p = np.exp(z) / np.sum(np.exp(z))
    scores = np.eye(4) - p  # of each class
    assert np.allclose(softmax_fisher(z), np.einsum("k,ki,kj->ij", p, scores, scores))
    mean, log_sigma = 0.3, -0.4
    nodes, weights = np.polynomial.hermite_e.hermegauss(20)
    x = mean + np.exp(log_sigma) * nodes
    score = np.stack([(x - mean) * np.exp(-2 * log_sigma), nodes**2 - 1])
    found = np.einsum("k,ik,jk->ij", weights, score, score) / np.sum(weights)
    assert np.allclose(normal_fisher([mean, log_sigma]), found)
    with pytest.raises(ShapeMismatch, match="two parameters"):
        normal_fisher([1.0])


def test_directions_that_change_nothing_are_left_alone():
    target = np.array([0.7, 0.2, 0.1])

    def cross_entropy(z):
        return np.log(np.sum(np.exp(z))) - target @ z

    start = np.array([5.0, 5.0, 5.5])
    natural = minimize(cross_entropy, start, NaturalGradient(1.0, softmax_fisher), grad="autodiff", steps=30)
    assert natural.x.sum() == pytest.approx(start.sum())
    p = np.exp(natural.x) / np.sum(np.exp(natural.x))
    assert np.allclose(p, target, atol=1e-8)
    plain = minimize(cross_entropy, start, GradientDescent(1.0), grad="autodiff", steps=30)
    assert natural.gradient_norms[-1] < 1e-8 < plain.gradient_norms[-1]


def test_muon_moves_all_directions_alike():
    start = RNG.normal(size=(4, 6)) @ np.diag([100, 10, 1, 0.1, 0.1, 0.1])
    method = Muon(1.0, weight_decay=0.0)
    step = minimize(lambda x: np.sum(x**2) / 2, start, method, steps=1, grad=lambda x: x)
    sizes = np.linalg.svd(step.iterates[0] - step.x, compute_uv=False)
    assert np.linalg.cond(start) > 100
    assert np.all((sizes > 0.1) & (sizes < 1.3))


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: minimize(lambda x: 0.0, np.ones(3), Muon(), grad=lambda x: x), ShapeMismatch, r"matrices.*\(3,\)"),
        (lambda: Muon(scale="none"), OutsideDomain, "match_rms_adamw"),
        (lambda: Muon(iterations=0), OutsideDomain, "iterations"),
        (lambda: Muon(coefficients=(1.0, 2.0)), OutsideDomain, "three"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()
