"""Determinants of singular matrices, and axes of 1 that einsum broadcasts."""

import numpy as np
import pytest

from calcref.autodiff import grad, hessian
from calcref.core.errors import OutsideDomain


@pytest.mark.parametrize("a", [np.zeros((2, 2)), np.ones((2, 2)), np.array([[1.0, 2.0], [2.0, 4.0]])], ids=str)
def test_the_hessian_of_a_determinant_is_constant_for_two_rows(a):
    wanted = np.zeros((2, 2, 2, 2))
    wanted[0, 0, 1, 1] = wanted[1, 1, 0, 0] = 1
    wanted[0, 1, 1, 0] = wanted[1, 0, 0, 1] = -1
    assert np.allclose(hessian(np.linalg.det)(a), wanted)


@pytest.mark.parametrize("a", [np.ones((3, 3)), np.diag([1.0, 2.0, 0.0]), np.zeros((3, 3))], ids=str)
def test_the_hessian_at_a_singular_matrix_is_the_limit_of_those_beside_it(a):
    beside = a + 1e-5 * np.random.default_rng(0).normal(size=a.shape)
    assert np.allclose(hessian(np.linalg.det)(a), hessian(np.linalg.det)(beside), atol=1e-3)


def test_the_logarithm_of_a_singular_determinant_has_no_slope():
    with pytest.raises(OutsideDomain, match="singular"), np.errstate(divide="ignore"):
        grad(lambda a: np.linalg.slogdet(a)[1])(np.ones((2, 2)))


def test_einsum_broadcasts_an_axis_of_1():
    x, one = np.array([1.0, 2.0, 4.0]), np.array([3.0])
    assert grad(lambda x: np.einsum("i,i", x, one))(x).tolist() == [3.0, 3.0, 3.0]
    assert grad(lambda c: np.einsum("i,i->", x, c))(one).tolist() == [7.0]
    assert grad(lambda c: np.sum(np.einsum("ij,jk->ik", np.ones((2, 3)), c)))(np.ones((1, 2))).tolist() == [[6.0, 6.0]]


def test_least_squares_of_a_rank_that_is_not_full_are_refused():
    with pytest.raises(OutsideDomain, match="rank of the matrix, here 1"):
        grad(lambda a: np.sum(np.linalg.lstsq(a, np.arange(3.0))[0]))(np.ones((3, 2)))


@pytest.mark.parametrize("option", ["L", "U"])
def test_either_triangle_of_a_symmetric_matrix_may_be_read(option):
    a = np.array([[2.0, 1.0], [1.0, 3.0]])
    found = grad(lambda a: np.sum(np.arange(1.0, 3.0) * np.linalg.eigvalsh(a, UPLO=option)))(a)
    assert np.allclose(found, grad(lambda a: np.sum(np.arange(1.0, 3.0) * np.linalg.eigh(a, option)[0]))(a))
    with pytest.raises(OutsideDomain, match="not symmetric"):
        grad(lambda a: np.sum(np.linalg.eigvalsh(a, UPLO=option)))(np.triu(a))
