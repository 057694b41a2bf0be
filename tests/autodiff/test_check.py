"""The check of derivatives, where rounding or a space of matrices makes it hard: right ones are never refuted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from calcref.autodiff import ArrayRule, check_grad

X = np.array([1.0, 2.0, -0.3])
SINGLE: dict[str, Callable[[Any], Any]] = {
    "sum": lambda x: np.sum(np.sin(x.astype(np.float32))),
    "vector": lambda x: np.exp(x.astype(np.float32)),
    "back to double": lambda x: np.sum(np.sin(x.astype(np.float32)).astype(float) * x),
    "beside double": lambda x: np.concatenate([np.sin(x), np.cos(x.astype(np.float32)).astype(float)]),
    "weights": lambda x: np.tanh(np.ones((4, 3), np.float32) @ x.astype(np.float32)),
}
CANCELLING: dict[str, Callable[[Any], Any]] = {
    "a large number": lambda x: (1e8 + x) - 1e8,
    "a larger number": lambda x: np.sum(np.sin((1e11 + x) - 1e11)),
    "1 - cos": lambda x: np.sum(1 - np.cos(x * 1e-3)),
    "exp - 1": lambda x: np.exp(x * 1e-9) - 1,
}
STEEP: dict[str, Callable[[Any], Any]] = {
    "softplus": lambda x: np.logaddexp(0, 50 * x),
    "a power": lambda x: np.sin(x**20),
    "a tower": lambda x: np.exp(np.exp(np.exp(x / 2))),
    "fast": lambda x: np.sin(1e5 * x),
}


@pytest.mark.parametrize("f", [*SINGLE.values(), *CANCELLING.values()], ids=[*SINGLE, *CANCELLING])
@pytest.mark.parametrize("seed", range(4))
def test_rounding_inside_is_no_error_of_the_derivative(f: Any, seed: int) -> None:
    assert check_grad(f, X, seed=seed).verdict == "agrees"


@pytest.mark.parametrize("f", STEEP.values(), ids=STEEP)
def test_steep_is_not_refuted(f: Any) -> None:
    assert check_grad(f, X).verdict == "agrees"


def test_half_precision_inside_is_not_refuted() -> None:
    for seed in range(10):
        assert check_grad(lambda x: np.sin(x.astype(np.float16)), X, seed=seed).verdict != "refuted"


def test_rounding_that_hides_most_of_the_movement_is_not_taken_for_an_error() -> None:
    for seed in range(10):
        assert check_grad(lambda x: np.sin((1e12 + x) - 1e12), X, seed=seed).verdict != "refuted"


def times(f: Any, slope: Any, factor: float) -> ArrayRule:
    """`f` with so many times its slope."""
    wrong = lambda v, y, x: factor * slope(x) * v  # noqa: E731
    return ArrayRule("wrong", f, wrong, wrong)


@pytest.mark.parametrize("factor", [-1.0, 0.0, 0.9, 1.1, 2.0])
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("f", "slope"),
    [
        (lambda x: np.sin(x.astype(np.float32)), np.cos),
        (lambda x: np.sin(x.astype(np.float32)).astype(float), np.cos),
        (lambda x: (1e8 + x) - 1e8, np.ones_like),
        (lambda x: np.sin(1e5 * x), lambda x: 1e5 * np.cos(1e5 * x)),
    ],
    ids=["single", "single and double", "cancelling", "fast"],
)
def test_rounding_inside_does_not_hide_a_wrong_derivative(f: Any, slope: Any, factor: float, seed: int) -> None:
    assert check_grad(times(f, slope, factor), X, seed=seed).verdict == "refuted"
    assert check_grad(times(f, slope, 1.0), X, seed=seed).verdict == "agrees"


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize(
    "wrong",
    [
        times(np.round, np.ones_like, 1.0),
        times(lambda x: np.maximum(x, 0), np.ones_like, 1.0),
        times(lambda x: np.maximum(x + 0.099999, 0), np.ones_like, 1.0),
    ],
    ids=["round", "a flat side", "beside a kink"],
)
def test_what_stands_still_has_no_slope(wrong: Any, seed: int) -> None:
    assert check_grad(wrong, -0.1, seed=seed).verdict == "refuted"


def test_a_map_that_is_not_linear_is_no_derivative() -> None:
    square = ArrayRule("square", np.sum, lambda v, y, x: np.sum(v**2), lambda v, y, x: v * np.ones_like(x))
    assert check_grad(square, X).verdict == "refuted"


SYMMETRIC = np.array([[2.0, 0.5, 0.1], [0.5, 1.0, -0.3], [0.1, -0.3, 3.0]])


@pytest.mark.parametrize(
    "f",
    [
        np.linalg.cholesky,
        np.linalg.eigvalsh,
        lambda a: np.linalg.eigvalsh(a, "U"),
        lambda a: np.linalg.eigh(a)[0],
        lambda a: np.linalg.eigh(a @ a)[1] ** 2,
        lambda a: np.sum(np.log(np.diag(np.linalg.cholesky(a + 0.1 * np.eye(3))))),
    ],
)
def test_functions_of_symmetric_matrices_are_checked_along_symmetric_directions(f: Any) -> None:
    found = check_grad(f, SYMMETRIC)
    assert found.verdict == "agrees"
    assert "symmetric directions" in found.how
    assert "symmetric directions" not in check_grad(lambda a: f((a + a.T) / 2), SYMMETRIC).how


def test_a_wrong_derivative_at_a_symmetric_matrix_is_refuted() -> None:
    half = lambda v, y, a: 0.5 * v @ np.ones((3, 3))  # noqa: E731
    wrong = ArrayRule("wrong", lambda a: a @ np.ones((3, 3)), half, lambda v, y, a: 0.5 * v @ np.ones((3, 3)))
    assert check_grad(lambda a: wrong(np.linalg.cholesky(a)), SYMMETRIC).verdict == "refuted"
    # a derivative that is right along symmetric directions only, of a function that knows no such space
    both = lambda v, y, a: (v[0, 1] + v[1, 0]) / 2  # noqa: E731
    back = lambda v, y, a: v * np.array([[0, 0.5, 0], [0.5, 0, 0], [0, 0, 0]])  # noqa: E731
    assert check_grad(ArrayRule("corner", lambda a: a[0, 1], both, back), SYMMETRIC).verdict == "refuted"
