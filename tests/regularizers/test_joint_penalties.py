"""Penalties that join weights, and every proximal map with its conjugate: wrong ones are refuted."""

from dataclasses import replace

import numpy as np
import pytest

from calcref.autodiff import grad
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.regularizers import (
    check_penalty,
    check_prox,
    elastic_net,
    entropy,
    gradient_penalty,
    group_lasso,
    l1,
    l2,
    nuclear_norm,
    smooth,
    smoothing,
    sobolev,
    taut_string,
    total_variation,
)

GRID = (0.0, 0.5, 2.0, 2.5, 4.0)
JOINT = (group_lasso((2, 3), 0.4), total_variation(0.6), sobolev(GRID, 0.7), smoothing(GRID, 0.7), nuclear_norm(0.7))
ALL = (*JOINT, entropy(0.6), l1(0.7), l2(0.7), l2(0.0), elastic_net(0.7, 0.4), elastic_net(0.7, 0.0))
by_id = {"ids": lambda penalty: f"{penalty.id} {penalty.parameters}"}


def weights(penalty, seed=0):
    shape = (3, 4) if penalty.id == "nuclear-norm" else (5,)
    found = np.random.default_rng(seed).normal(size=shape) * 2
    return np.abs(found) + 0.1 if penalty.id == "entropy-penalty" else found


@pytest.mark.parametrize("penalty", [*JOINT, entropy(0.6)], **by_id)
def test_the_gradient_agrees_and_a_wrong_one_is_refuted(penalty):
    w = weights(penalty)
    assert check_penalty(penalty, w).verdict == "agrees"
    assert np.allclose(grad(penalty.value)(w), penalty.gradient(w), rtol=1e-12, atol=1e-13)
    for wrong in (lambda g: -g, lambda g: 2 * g, lambda g: g + 1e-5, lambda g: 0 * g):
        of = replace(penalty, gradient=lambda at, wrong=wrong: wrong(penalty.gradient(at)))
        assert check_penalty(of, w).verdict == "refuted"


@pytest.mark.parametrize("penalty", ALL, **by_id)
def test_prox_and_conjugate_meet_fenchel_and_young(penalty):
    for seed, step in enumerate((0.1, 0.5, 1.0, 3.0)):
        evidence = check_prox(penalty, weights(penalty, seed), step)
        assert evidence.verdict == "agrees", str(evidence)


@pytest.mark.parametrize("penalty", [it for it in ALL if it.id != "l2-penalty"], **by_id)
def test_a_wrong_prox_or_conjugate_is_refuted(penalty):
    w = weights(penalty)
    late = replace(penalty, prox=lambda at, step: penalty.prox(at, 1.1 * step))
    none = replace(penalty, prox=lambda at, step: at)
    more = replace(penalty, conjugate=lambda g: penalty.conjugate(g) + 0.01)
    assert [check_prox(wrong, w).verdict for wrong in (late, none, more)] == ["refuted"] * 3


@pytest.mark.parametrize("penalty", [group_lasso((2, 3), 0.4), total_variation(0.6), nuclear_norm(0.7)], **by_id)
def test_nothing_near_the_proximal_point_is_better(penalty):
    rng, w = np.random.default_rng(5), weights(penalty)
    u = penalty.prox(w, 0.8)
    best = 0.8 * penalty.value(u) + np.sum((u - w) ** 2) / 2
    for size in (1e-3, 1e-1, 1.0):
        near = u + size * rng.normal(size=w.shape)
        assert 0.8 * penalty.value(near) + np.sum((near - w) ** 2) / 2 > best


def test_groups_go_as_a_whole():
    u = group_lasso((2, 3), 1.0).prox(np.array([3.0, 4.0, 0.5, 0.5, 0.5]), 1.0)
    assert np.all(u[:2] > 0)
    assert u[2:].tolist() == [0.0, 0.0, 0.0]
    assert group_lasso((2, 3)).gradient(np.zeros(5)).tolist() == [0.0] * 5
    assert np.allclose(group_lasso((1,) * 5).value(np.arange(5.0) - 2), l1().value(np.arange(5.0) - 2))


def test_the_taut_string_at_its_two_ends():
    y = np.array([0.0, 4.0, 1.0, 5.0, 2.0])
    assert np.array_equal(taut_string(y, 0.0), y)
    assert np.allclose(taut_string(y, 100.0), np.mean(y))
    assert np.sum(taut_string(y, 0.7)) == pytest.approx(np.sum(y))


def test_a_broken_line_has_the_sum_as_its_integral_and_its_prox_solves_a_system():
    f = np.array([0.0, 2.0, 1.0, 1.5, -1.0])
    assert sobolev(GRID).value(f) == pytest.approx(np.sum(np.diff(f) ** 2 / np.diff(GRID)))
    u = sobolev(GRID, 0.7).prox(f, 1.3)
    assert np.allclose(u + 1.3 * sobolev(GRID, 0.7).gradient(u), f)
    assert np.allclose(smoothing(GRID, 0.7).prox(f, 1.3), smooth(GRID, f, 2 * 1.3 * 0.7))
    assert smoothing(GRID).conjugate(np.array([1.0, 0, 0, 0, 0])) == np.inf  # a line costs nothing, and gains by it


def test_the_best_answer_under_an_entropy_is_an_exponential():
    g = np.array([0.3, -1.0, 2.0])
    w = np.exp(g / 0.6 - 1)
    assert np.allclose(entropy(0.6).gradient(w), g)
    far = np.array([-5.0, 0.0, 1e6])
    u = entropy(0.6).prox(far, 0.5)
    assert np.allclose(u + 0.3 * (1 + np.log(u)), far, rtol=1e-12)
    assert np.all(entropy().prox(np.array([-30.0, 3.0]), 1.0) > 0)
    assert entropy().gradient(np.array([0.0]))[0] == -np.inf


def test_the_nuclear_norm_lowers_the_rank():
    rng = np.random.default_rng(1)
    table = rng.normal(size=(6, 2)) @ rng.normal(size=(2, 5)) + 0.01 * rng.normal(size=(6, 5))
    assert np.linalg.matrix_rank(table) == 5
    assert np.linalg.matrix_rank(nuclear_norm().prox(table, 0.2), tol=1e-10) == 2


def test_a_gradient_penalty_is_differentiated_twice():
    """For the straight line w.x the gradient is w everywhere, so the penalty is (|w| - 1)^2."""
    x, w = np.random.default_rng(2).normal(size=(7, 3)), np.array([1.0, -2.0, 0.5])

    def penalty(w):
        return gradient_penalty(lambda at: np.tanh(0.0 * at[:, 0]) + at @ w, x, strength=3.0, size=1.0)

    length = np.linalg.norm(w)
    assert penalty(w) == pytest.approx(3 * (length - 1) ** 2)
    assert np.allclose(grad(penalty)(w), 6 * (length - 1) * w / length)
    assert np.all(np.isfinite(grad(lambda w: gradient_penalty(lambda at: at @ w, x, size=1.0))(np.zeros(3))))


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda: group_lasso(()), OutsideDomain),
        (lambda: group_lasso((2, 0)), OutsideDomain),
        (lambda: group_lasso((2,)).value([1.0]), ShapeMismatch),
        (lambda: total_variation().value([1.0]), ShapeMismatch),
        (lambda: sobolev([0.0, 0.0]), OutsideDomain),
        (lambda: sobolev([1.0]), ShapeMismatch),
        (lambda: sobolev([0.0, 1.0]).value([1.0, 2.0, 3.0]), ShapeMismatch),
        (lambda: nuclear_norm().value([1.0]), ShapeMismatch),
        (lambda: nuclear_norm(-1.0), OutsideDomain),
        (lambda: entropy(0.0), OutsideDomain),
        (lambda: entropy().value([-1.0]), OutsideDomain),
        (lambda: gradient_penalty(np.sum, [1.0]), ShapeMismatch),
    ],
)
def test_bad_input(ask, error):
    with pytest.raises(error, match="found"):
        ask()
