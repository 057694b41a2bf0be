"""Whole matrices of derivatives, put together from products."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

import numpy as np

from calcref.autodiff.mechanism.box import Box, shape, unboxed
from calcref.autodiff.mechanism.structure import differentiable
from calcref.autodiff.verbs.arguments import chosen, function, name_of, replaced
from calcref.autodiff.verbs.grad import grad
from calcref.autodiff.verbs.products import jvp, vjp
from calcref.core.errors import CalcrefError

Function = Callable[..., Any]
Mode = Literal["auto", "forward", "reverse"]


def jacobian(f: Function, argnums: int = 0, mode: Mode = "auto") -> Function:
    """Return a function that gives the Jacobian of `f`: element [i, j] is the derivative of f(x)[i] in x[j].

    Its shape is that of f(x) followed by that of x: (m, n) for a function from n numbers to m. Forward mode takes a
    run of `f` for each element of x, reverse mode a sweep for each element of f(x); "auto" takes the fewer.

    Raises (when it is called):
        CalcrefError: the argument or the value is a structure of arrays, or the mode is unknown.
        OutsideDomain, NoRuleApplies: as `grad`.

    >>> jacobian(lambda x: np.array([[1.0, 2.0], [3.0, 4.0]]) @ x)(np.array([1.0, 1.0]))
    array([[1., 2.],
           [3., 4.]])
    """
    function(f, "jacobian")
    if not isinstance(mode, str) or mode not in ("auto", "forward", "reverse"):
        raise CalcrefError(f"jacobian has no mode {mode!r}; try 'auto', 'forward' or 'reverse'")

    def matrix(*args: Any, **options: Any) -> Any:
        x = _array(chosen(args, argnums, "jacobian"), "its argument")
        of_x = lambda at: f(*replaced(args, argnums, at), **options)  # noqa: E731
        if mode == "forward":
            return _by_columns(of_x, x, f)
        y, pullback = vjp(of_x)(x)
        y = _array(y, f"the value of {name_of(f)}")
        if mode == "auto" and np.size(unboxed(y)) > np.size(unboxed(x)):
            return _by_columns(of_x, x, f)
        rows = [pullback(e) for e in _basis(y)]
        return np.reshape(np.stack(rows), shape(y) + shape(x)) if rows else np.zeros(shape(y) + shape(x))

    return matrix


def hessian(f: Function, argnums: int = 0) -> Function:
    """Return a function that gives the Hessian of the number `f(x)`, of the shape of x twice.

    It is the Jacobian of the gradient, a Hessian-vector product for each element of x.

    Raises (when it is called):
        ShapeMismatch: `f` returns an array.
        CalcrefError: the argument is a structure of arrays.

    >>> hessian(lambda x: x[0] ** 2 * x[1])(np.array([1.0, 3.0]))
    array([[6., 2.],
           [2., 0.]])
    """
    return jacobian(grad(f, argnums), argnums, mode="forward")


def _by_columns(f: Function, x: Any, named: Function) -> Any:
    """The Jacobian by forward mode."""
    pushed = jvp(f)
    columns = [pushed(x, e)[1] for e in _basis(x)]
    if not columns:
        y = _array(unboxed(f(x)), f"the value of {name_of(named)}")
        return np.zeros(shape(y) + shape(x))
    _array(columns[0], f"the value of {name_of(named)}")
    return np.reshape(np.stack(columns, axis=-1), shape(columns[0]) + shape(x))


def _basis(x: Any) -> Iterator[Any]:
    """Arrays of the shape of `x` with one element 1, in order."""
    for k in range(np.size(unboxed(x))):
        e = np.zeros(np.size(unboxed(x)), unboxed(x).dtype)
        e[k] = 1  # before the shape: reshaping an array of another order than C's would give a copy
        yield e.reshape(shape(x))[()]


def _array(x: Any, what: str) -> Any:
    """`x`, where it is one array or number."""
    if isinstance(x, dict | list | tuple):
        raise CalcrefError(
            f"jacobian and hessian take and give one array; {what} is a {type(x).__name__}: join its arrays with "
            "np.concatenate, choose one with argnums, or use jvp and vjp, which take structures"
        )
    return x if type(x) in (Box, np.ndarray) else differentiable(x, "jacobian")
