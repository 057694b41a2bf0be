"""Eigenvectors and singular vectors where values coincide, of complex matrices, and at any scale."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from calcref.autodiff import grad, hessian, jacobian, jvp
from calcref.core.errors import OutsideDomain

WEIGHTS = np.arange(25.0).reshape(5, 5)


def first_term(a: Any) -> Any:
    u, s, vh = np.linalg.svd(a, full_matrices=False)
    rows, columns = a.shape
    return np.sum(u[:, :1] * s[:1] @ vh[:1] * WEIGHTS[:rows, :columns])


@pytest.mark.parametrize("shape", [(5, 5), (5, 3), (3, 5)])
def test_vectors_that_are_not_read_do_no_harm(shape: tuple[int, int]) -> None:
    """The first singular value of a matrix of ones is simple, and all others are 0."""
    a = np.ones(shape)
    found = grad(first_term)(a)
    h = 1e-4
    for k in range(a.size):
        e = np.zeros(a.size)
        e[k] = h
        moved = e.reshape(shape)
        central = (first_term(a + moved) - first_term(a - moved)) / (2 * h)
        assert found.flat[k] == pytest.approx(central, abs=1e-6)


@pytest.mark.parametrize("pick", [lambda v: v[:, -1], lambda v: v.T[-1], lambda v: v[:, 2:][:, 0], lambda v: v[..., 2]])
def test_the_vector_of_a_simple_eigenvalue_beside_a_double_one(pick: Any) -> None:
    a = np.diag([1.0, 1.0, 3.0]) + 0.25 * np.outer([1, 1, 2], [1, 1, 2])
    low = np.linalg.eigvalsh(a)
    a = a - np.outer(v := np.linalg.eigh(a)[1][:, 1], v) * (low[1] - low[0])  # now the first two coincide
    f = lambda a: np.sum(np.outer(p := pick(np.linalg.eigh(a)[1]), p) * WEIGHTS[:3, :3])  # noqa: E731
    found = grad(f)(a)
    rng = np.random.default_rng(0)
    d = rng.normal(size=(3, 3))
    d = d + d.T
    central = (f(a + 1e-5 * d) - f(a - 1e-5 * d)) / 2e-5
    assert np.sum(found * d) == pytest.approx(central, rel=1e-6)
    assert jvp(f)(a, d)[1] == pytest.approx(central, rel=1e-6)


def test_a_slope_that_vanishes_is_not_taken_for_a_vector_that_is_not_read() -> None:
    """The logarithm of a matrix at 1: what goes back to the vectors is 0, and the gradient is not."""
    logarithm = lambda a: np.sum(WEIGHTS[:2, :2] * ((d := np.linalg.eigh(a))[1] * np.log(d[0]) @ d[1].T))  # noqa: E731
    with pytest.raises(OutsideDomain, match="values coincide"):
        grad(logarithm)(np.eye(2))


def test_a_choice_among_the_parts_of_a_tuple_keeps_the_others() -> None:
    a = np.diag([1.0, 2.0, -3.0]) + 0.1
    for f in (
        lambda a: np.sum(np.maximum(np.linalg.eigh(a)[0], 0)),
        lambda a: np.sum(np.where(np.linalg.qr(a).R > 0, np.linalg.qr(a).R, 0)),
        lambda a: np.sum(np.clip(np.linalg.svd(a)[1], 2, 9)),
    ):
        assert np.any(grad(f)(a))
        np.testing.assert_allclose(grad(f)(a), jacobian(f, mode="forward")(a), atol=1e-12)


@pytest.mark.parametrize("scale", [1e-160, 1.0, 1e160])
def test_the_hessian_of_the_singular_values_at_any_scale(scale: float) -> None:
    a = np.array([[4.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 2.0]])
    nuclear = lambda a: np.sum(np.linalg.svdvals(a))  # noqa: E731
    found = hessian(nuclear)(a * scale) * scale
    h = 1e-5
    for i in range(3):
        for j in range(3):
            e = np.zeros((3, 3))
            e[i, j] = h
            central = (grad(nuclear)(a + e) - grad(nuclear)(a - e)) / (2 * h)
            np.testing.assert_allclose(found[i, j], central, atol=1e-8)


def test_small_singular_values_that_differ_do_not_coincide() -> None:
    a = np.diag([1.0, 2e-9, 1e-9])
    found = grad(lambda a: np.sum(np.linalg.svd(a)[0] * WEIGHTS[:3, :3]))(a)
    assert np.all(np.isfinite(found))


@pytest.mark.parametrize(
    ("f", "message"),
    [
        (lambda a: np.sum(np.real(np.linalg.eigh(a)[1]) * WEIGHTS[:2, :2]), "phase"),
        (lambda a: np.sum(np.real((1 - 2j) * np.linalg.svd(a)[0]) * WEIGHTS[:2, :2]), "phase"),
        (lambda a: np.linalg.eigvalsh(a + np.array([[0, 1], [0, 0]]))[0], "Hermitian"),
        (lambda a: np.real(np.linalg.cholesky(a + np.array([[0, 1], [0, 0]])))[0, 0], "Hermitian"),
    ],
)
def test_what_a_complex_matrix_leaves_open_is_refused(f: Any, message: str) -> None:
    a = np.array([[2, 1j], [-1j, 3]])
    with pytest.raises(OutsideDomain, match=message):
        grad(lambda t: f(a * t))(1.0)


def test_the_vectors_of_a_rank_that_is_not_full_are_refused() -> None:
    with pytest.raises(OutsideDomain, match="singular value"):
        grad(lambda a: np.sum(np.linalg.svd(a, full_matrices=False)[0]))(np.diag([2.0, 1.0, 0.0])[:, 1:])
