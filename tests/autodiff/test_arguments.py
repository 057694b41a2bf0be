"""What users hand over besides float arrays: lists, NumPy integers, built-in functions, caches, keywords."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
import pytest

from calcref.autodiff import check_grad, checkpoint, elementwise_grad, grad, hessian, hvp, jacobian, jvp, vjp
from calcref.core.errors import CalcrefError

X = np.array([0.7, 1.6])


@pytest.mark.parametrize(
    ("f", "right"),
    [
        (lambda x: np.sum([[1.0, 2.0], [3.0, 4.0]] @ x), [4.0, 6.0]),
        (lambda x: np.sum(x * [1, 2] + [3, 4]), [1.0, 2.0]),
        (lambda x: np.sum(x ** [2, 3]), [1.4, 3 * 1.6**2]),
        (lambda x: np.sum(np.expand_dims(x, np.int64(0))), [1.0, 1.0]),
        (lambda x: np.sum(np.fft.fftshift(x, axes=np.int64(0)) ** 2), [1.4, 3.2]),
        (lambda x: np.sum(np.tensordot(x, np.array([3.0, 5.0]), axes=np.int64(1))), [3.0, 5.0]),
        (lambda x: np.sum(np.tensordot(x, np.array([3.0, 5.0]), axes=(np.int64(0), np.int64(0)))), [3.0, 5.0]),
        (lambda x: np.sum(np.gradient(x, axis=np.int64(0))), [-2.0, 2.0]),
        (lambda x: np.sum(x.flatten("F") * x), [1.4, 3.2]),
        (lambda x: np.cross(x, np.array([3.0, 5.0])), [5.0, -3.0]),
        (lambda x: x[0] * math.floor(x[1]) + x[1] * math.ceil(x[0]) + x[0] * math.trunc(x[1]), [2.0, 1.0]),
        (lambda x: x[0] * round(x[1]), [2.0, 0.0]),
        (lambda x: divmod(x[1], x[0])[1], [-2.0, 1.0]),
    ],
)
def test_the_gradient_and_the_tangent_are_right(f: Any, right: list[float]) -> None:
    assert grad(f)(X) == pytest.approx(right)
    assert jvp(f)(X, np.array([1.0, 0.0]))[1] == pytest.approx(right[0])


def test_a_cached_function_of_a_traced_number_has_its_gradient() -> None:
    square = lru_cache(lambda x: x * x)
    assert grad(lambda x: square(x) + square(x))(3.0) == 12.0
    assert grad(square)(2.0) == 4.0


def test_checkpoint_hands_keywords_on_and_sees_them_traced() -> None:
    power = checkpoint(lambda x, scale=1.0, n=2: scale * np.sum(x**n))
    assert grad(lambda x: power(x, n=3))(X) == pytest.approx(3 * X**2)
    assert grad(lambda x: power(X, scale=x[0]))(X) == pytest.approx([np.sum(X**2), 0.0])


NO_NUMBERS = ["abc", b"a", None, {1.0}, abs, ..., 10**400, np.array(["a"]), np.array([None]), np.array([1, None]), 1j]


@pytest.mark.parametrize("junk", NO_NUMBERS, ids=repr)
def test_tangents_and_cotangents_that_are_no_real_numbers_are_refused(junk):
    for x in (1.0, np.ones(1), np.ones(2)):
        with pytest.raises(CalcrefError):
            jvp(np.tanh)(x, junk)
        with pytest.raises(CalcrefError):
            vjp(np.tanh)(x)[1](junk)
        with pytest.raises(CalcrefError):
            hvp(lambda x: np.sum(np.tanh(x)))(x, junk)


@pytest.mark.parametrize("junk", [None, 0.0, "a", (0, 0), (0, -2), (0.0,), np.ones(2), True, {}], ids=repr)
def test_numbers_of_arguments_that_are_none_are_refused(junk):
    for verb in (grad, vjp):
        with pytest.raises(CalcrefError, match=r"argnums|twice"):
            verb(lambda x, y: np.sum(x * y), argnums=junk)(np.ones(2), 2.0)


@pytest.mark.parametrize("junk", [None, 1.0, "abs", np.ones(2)], ids=repr)
def test_what_is_no_function_is_refused(junk):
    for verb in (grad, jvp, vjp, hvp, jacobian, hessian, elementwise_grad):
        with pytest.raises(CalcrefError, match="takes a function"):
            verb(junk)(np.ones(2), np.ones(2))
    with pytest.raises(CalcrefError, match="takes a function"):
        check_grad(junk, np.ones(2))


def test_a_value_that_is_a_number_of_python_has_a_jacobian():
    assert jacobian(lambda x: 1.0)(np.ones(2)).tolist() == [0.0, 0.0]
    with pytest.raises(CalcrefError):
        jacobian(lambda x: np.ones(2), mode=np.array(["auto", "forward"]))
    with pytest.raises(CalcrefError, match="seed"):
        check_grad(np.sin, 1.0, seed=0.5)


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")
@pytest.mark.parametrize("mode", ["forward", "reverse"])
def test_a_value_of_another_array_type_is_refused(mode):
    with pytest.raises(CalcrefError, match="array type matrix"):
        jacobian(lambda x: np.matrix([[1.0, 2.0]]), mode=mode)(np.ones(2))
