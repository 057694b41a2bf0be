"""What NumPy's functions do, in expressions: the table by which a function is traced."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import sympy as sp

from calcref.core.array_functions import Cholesky, Eigenvalue, Peak
from calcref.core.array_heads import Ones
from calcref.core.array_parts import Masked
from calcref.core.arrays import is_scalar, is_vector, said_shape, shape_of
from calcref.core.errors import ShapeMismatch, Untraceable
from calcref.core.expr import brief, raw
from calcref.matrix import basics, functions
from calcref.matrix.basics import HALF, MINUS, TWO, ones
from calcref.matrix.build import each, power, times, transpose
from calcref.matrix.functions import inverse, lower, vec
from calcref.matrix.reading.broadcast import Seen, scalar, together
from calcref.matrix.reading.contraction import contracted
from calcref.matrix.reading.pieces import concatenated, reshaped, side_by_side, split
from calcref.matrix.reading.reductions import (
    add,
    deviation,
    divide,
    mapped,
    mean,
    minus,
    multiply,
    norm_of,
    only,
    raised,
    seen,
    summed,
    variance,
)
from calcref.matrix.slopes import ROW_OF, usual


class Spectrum:
    """The eigenvalues of a symmetric matrix, from the smallest to the largest: one is asked for by its place."""

    def __init__(self, node: sp.Expr, made: Callable[[Seen], Any] | None = None) -> None:
        self.node, self.made = node, made

    def opened(self, made: Callable[[Seen], Any]) -> Spectrum:
        """The same, for whoever traces."""
        return Spectrum(self.node, made)

    def __getitem__(self, place: Any) -> Any:
        if not isinstance(place, int) or self.made is None:
            raise Untraceable("eigenvalues are asked for one at a time, by a whole number")
        return self.made(scalar(raw(Eigenvalue, self.node, sp.Integer(place))))

    def __getattr__(self, name: str) -> Any:
        raise Untraceable("all eigenvalues together are not known here: their sum is np.trace, their product det")


def _power(base: Any, exponent: Any) -> Seen:
    one, other = seen(base), seen(exponent)
    if not is_scalar(other.node):
        raise Untraceable("a power needs one number as its exponent")
    if one.node.is_Number and not other.node.is_Number:
        return mapped("exp")(multiply(other, scalar(each("log", one.node))))
    return Seen(power(one.node, other.node), one.ndim)


def matmul(left: Any, right: Any) -> Seen:
    """The matrix product of NumPy."""
    one, other = seen(left), seen(right)
    if not one.ndim or not other.ndim:
        raise ShapeMismatch(f"@ needs arrays with a dimension on both sides; {brief(one.node)} @ {brief(other.node)}")
    first = transpose(one.node) if one.ndim == 1 else one.node
    if shape_of(first)[1] != shape_of(other.node)[0]:
        raise ShapeMismatch(
            f"{brief(one.node)} @ {brief(other.node)} does not fit: {brief(one.node)} is {said_shape(one.node)}, "
            f"{brief(other.node)} is {said_shape(other.node)}"
        )
    made = times(first, other.node)
    ndim = one.ndim + other.ndim - 2
    return Seen(transpose(made) if one.ndim == 1 and other.ndim == 2 else made, ndim)


def _maximum(left: Any, right: Any) -> Seen:
    one, other = seen(left), seen(right)
    if other.node == 0:
        return mapped("relu")(one)
    if one.node == 0:
        return mapped("relu")(other)
    return add(other, mapped("relu")(add(one, minus(other))))


def _minimum(left: Any, right: Any) -> Seen:
    return minus(_maximum(minus(left), minus(right)))


def _equal(left: Any, right: Any) -> Seen:
    """1 where both are equal; nothing that is traced is infinite."""
    for one, other in ((left, right), (right, left)):
        if type(one) is float and math.isinf(one):
            return _zeros_like(other)
    return mapped("zero")(add(left, minus(right)))


def _not(value: Any) -> Seen:
    return add(1.0, minus(value))


def _greater(left: Any, right: Any) -> Seen:
    return mapped("step")(add(left, minus(right)))


def _where(condition: Any, one: Any, other: Any) -> Seen:
    mask = seen(condition)
    for value, rest, kept in ((other, one, mask), (one, other, _not(mask))):
        if type(value) is float and value == -math.inf:
            whole, where, ndim = together(seen(rest), kept, "a mask")
            return Seen(whole if isinstance(where, Ones) else raw(Masked, whole, where), ndim)
    return add(multiply(mask, one), multiply(_not(mask), other))


def _log_add(left: Any, right: Any) -> Seen:
    for one, other in ((left, right), (right, left)):
        if seen(one).node == 0:
            return mapped("softplus")(other)
    return mapped("log")(add(mapped("exp")(left), mapped("exp")(right)))


def _diag(value: Any) -> Seen:
    it = seen(value)
    return Seen(functions.diag(it.node), 2) if it.ndim == 1 else Seen(functions.diagonal(it.node), 1)


def _outer(left: Any, right: Any) -> Seen:
    return Seen(times(seen(left).node, transpose(seen(right).node)), 2)


def _inner(left: Any, right: Any) -> Seen:
    one, other = seen(left), seen(right)
    return (
        multiply(one, other)
        if not one.ndim
        else matmul(one, Seen(transpose(other.node), 2) if other.ndim == 2 else other)
    )


def _vdot(left: Any, right: Any) -> Seen:
    return summed(multiply(left, right))


def _dot(left: Any, right: Any) -> Seen:
    return multiply(left, right) if not seen(left).ndim or not seen(right).ndim else matmul(left, right)


def _chained(factors: list[Any]) -> Seen:
    made = factors[0]
    for factor in factors[1:]:
        made = matmul(made, factor)
    return seen(made)


def _transpose(value: Any, axes: Any = None) -> Seen:
    it = seen(value)
    return it if it.ndim < 2 or axes in ((0, 1), [0, 1]) else Seen(transpose(it.node), 2)


def _solve(matrix: Any, right: Any) -> Seen:
    return matmul(Seen(inverse(seen(matrix).node), 2), right)


def _matrix_power(value: Any, count: Any) -> Seen:
    it = seen(value)
    if not isinstance(count, int) or abs(count) > 8:
        raise Untraceable("a matrix power needs a whole number between -8 and 8 as its exponent")
    base = it.node if count >= 0 else inverse(it.node)
    return Seen(times(*[base] * abs(count)) if count else basics.eye(shape_of(base)[0]), 2)


def _flat(value: Any, order: str = "C") -> Seen:
    it = seen(value)
    return it if it.ndim == 1 else Seen(vec(it.node if order == "F" else transpose(it.node)), 1)


def _reshape(value: Any, *shape: Any, order: str = "C") -> Any:
    if shape in ((-1,), ((-1,),)):
        return _flat(value, order)
    wanted = shape[0] if len(shape) == 1 and isinstance(shape[0], (tuple, list)) else shape
    found = reshaped(value, wanted) if order == "C" else None
    if found is None:
        raise Untraceable(
            "np.reshape is known for one dimension, as in x.reshape(-1), and from (l, h*d) to (l, h, d) for a whole "
            "number h"
        )
    return found


def _swapped(value: Any, one: int, other: int) -> Seen:
    it = seen(value)
    if it.ndim != 2 or {one % 2, other % 2} != {0, 1}:
        raise Untraceable("np.swapaxes is known for the two axes of a matrix, and of the parts of three dimensions")
    return Seen(transpose(it.node), 2)


def _lower(value: Any, k: int = 0) -> Seen:
    it = seen(value)
    if it.ndim != 2 or k:
        raise Untraceable("np.tril and np.triu are known of a matrix, with k=0")
    return Seen(lower(it.node), 2)


def _upper(value: Any, k: int = 0) -> Seen:
    return _transpose(_lower(_transpose(value), k))


def _ones_like(value: Any) -> Seen:
    it = seen(value)
    return Seen(ones(*shape_of(it.node)), it.ndim)


def _zeros_like(value: Any) -> Seen:
    it = seen(value)
    return Seen(basics.zeros(shape_of(it.node)), it.ndim)


def _clip(value: Any, low: Any = None, high: Any = None) -> Seen:
    made = value if low is None else _maximum(value, low)
    return seen(made if high is None else _minimum(made, high))


class SignAndLog(NamedTuple):
    """What `np.linalg.slogdet` gives."""

    sign: Any
    logabsdet: Any


def _slogdet(value: Any) -> SignAndLog:
    node = seen(value).node
    return SignAndLog(scalar(each("sign", functions.det(node))), scalar(functions.log_abs_det(node)))


def _trace(value: Any) -> Seen:
    return scalar(functions.trace(seen(value).node))


def _square(of: Callable[[sp.Expr], sp.Expr], ndim: int) -> Callable[[Any], Seen]:
    return lambda value: Seen(of(seen(value).node), ndim)


def _cholesky(value: Any) -> Seen:
    functions.must_be_square(seen(value).node, "a Cholesky factor")
    return Seen(raw(Cholesky, seen(value).node), 2)


def _eigenvalues(value: Any) -> Spectrum:
    functions.must_be_square(seen(value).node, "an eigenvalue")
    return Spectrum(seen(value).node)


def _expand(value: Any, axis: int) -> Seen:
    it = seen(value)
    if it.ndim == 1 and axis in (0, 1, -1):
        return Seen(it.node if axis in (1, -1) else transpose(it.node), 2)
    raise Untraceable("np.expand_dims is known for vectors")


def _peak(value: Any, axis: Any = None, keepdims: bool = False) -> Seen:
    it = seen(value)
    axis = only(axis)
    if it.ndim == 1 and axis in (None, 0, -1):
        return Seen(raw(Peak, it.node), int(keepdims))
    if it.ndim == 2 and axis in (1, -1):
        return Seen(raw(Peak, it.node), 2 if keepdims else 1)
    raise Untraceable("np.max is known of a vector, and of each row of a matrix (axis=1)")


def _squeeze(value: Any, axis: Any = None) -> Seen:
    it = seen(value)
    if axis is not None:
        return Seen(it.node, it.ndim - 1) if axis in (-1, it.ndim - 1) and shape_of(it.node)[it.ndim - 1] == 1 else it
    return Seen(it.node, 0) if is_scalar(it.node) else Seen(it.node, 1) if is_vector(it.node) else it


_EACH = {name: mapped(usual(name) or name) for name in ROW_OF if usual(name)}

UFUNCS: Mapping[str, Callable[..., Any]] = {
    **_EACH,
    "absolute": mapped("abs"),
    "fabs": mapped("abs"),
    "add": add,
    "subtract": lambda left, right: add(left, minus(right)),
    "negative": minus,
    "positive": seen,
    "multiply": multiply,
    "divide": divide,
    "true_divide": divide,
    "power": _power,
    "float_power": _power,
    "square": raised(TWO),
    "sqrt": raised(HALF),
    "cbrt": raised(sp.Rational(1, 3)),
    "reciprocal": raised(MINUS),
    "exp2": lambda value: _power(2.0, value),
    "expm1": lambda value: add(mapped("exp")(value), -1.0),
    "log1p": lambda value: mapped("log")(add(1.0, value)),
    "log2": lambda value: divide(mapped("log")(value), scalar(each("log", TWO))),
    "log10": lambda value: divide(mapped("log")(value), scalar(each("log", sp.Integer(10)))),
    "logaddexp": _log_add,
    "maximum": _maximum,
    "minimum": _minimum,
    "heaviside": lambda value, at: mapped("step")(value),
    "greater": _greater,
    "greater_equal": _greater,
    "less": lambda left, right: _greater(right, left),
    "less_equal": lambda left, right: _greater(right, left),
    "equal": _equal,
    "not_equal": lambda left, right: _not(_equal(left, right)),
    "logical_not": _not,
    "invert": _not,
    "logical_and": multiply,
    "bitwise_and": multiply,
    "logical_or": lambda left, right: _not(multiply(_not(left), _not(right))),
    "bitwise_or": lambda left, right: _not(multiply(_not(left), _not(right))),
    "isfinite": lambda value: _ones_like(value),
    "isinf": lambda value: _zeros_like(value),
    "isnan": lambda value: _zeros_like(value),
    "matmul": matmul,
    "expit": mapped("sigmoid"),
}

METHODS: Mapping[str, Callable[..., Any]] = {
    "sum": summed,
    "mean": mean,
    "var": variance,
    "std": deviation,
    "dot": _dot,
    "trace": _trace,
    "max": _peak,
    "transpose": lambda value, *axes: _transpose(value),
    "diagonal": _diag,
    "ravel": _flat,
    "flatten": _flat,
    "reshape": _reshape,
    "squeeze": _squeeze,
    "swapaxes": _swapped,
    "clip": _clip,
    "copy": seen,
    "astype": lambda value, kind: seen(value),
}

FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    **{name: METHODS[name] for name in ("sum", "mean", "var", "std", "dot", "trace", "diagonal", "ravel", "squeeze")},
    "reshape": _reshape,
    "swapaxes": _swapped,
    "concatenate": concatenated,
    "hstack": side_by_side,
    "vstack": lambda arrays: concatenated(arrays, 0),
    "split": split,
    "tril": _lower,
    "triu": _upper,
    "einsum": contracted,
    "clip": _clip,
    "copy": seen,
    "max": _peak,
    "amax": _peak,
    "transpose": _transpose,
    "diag": _diag,
    "outer": _outer,
    "inner": _inner,
    "vdot": _vdot,
    "vecdot": _vdot,
    "multi_dot": _chained,
    "kron": lambda left, right: Seen(functions.kron(seen(left).node, seen(right).node), 2),
    "where": _where,
    "norm": norm_of,
    "inv": _square(inverse, 2),
    "solve": _solve,
    "det": _square(functions.det, 0),
    "slogdet": _slogdet,
    "matrix_power": _matrix_power,
    "cholesky": _cholesky,
    "eigvalsh": _eigenvalues,
    "ones_like": _ones_like,
    "zeros_like": _zeros_like,
    "expand_dims": _expand,
    "matrix_transpose": _transpose,
    "square": raised(TWO),
    "real": seen,
}
