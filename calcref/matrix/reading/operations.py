"""What NumPy's functions do, in expressions: the table by which a function is traced."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import sympy as sp

from calcref.core.array_functions import Cholesky, Peak
from calcref.core.arrays import is_scalar, is_vector, said_shape, shape_of
from calcref.core.errors import ShapeMismatch, Untraceable
from calcref.core.expr import brief, raw
from calcref.matrix import basics, functions
from calcref.matrix.basics import HALF, MINUS, TWO
from calcref.matrix.build import each, power, times, transpose
from calcref.matrix.functions import inverse, lower, vec
from calcref.matrix.reading.broadcast import Seen, scalar
from calcref.matrix.reading.choices import (
    clip,
    equal,
    greater,
    maximum,
    minimum,
    ones_like,
    opposite,
    where,
    zeros_like,
)
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
from calcref.matrix.reading.spectrum import Spectrum
from calcref.matrix.slopes import ROW_OF, usual


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
    "maximum": maximum,
    "minimum": minimum,
    "heaviside": lambda value, at: mapped("step")(value),
    "greater": greater,
    "greater_equal": greater,
    "less": lambda left, right: greater(right, left),
    "less_equal": lambda left, right: greater(right, left),
    "equal": equal,
    "not_equal": lambda left, right: opposite(equal(left, right)),
    "logical_not": opposite,
    "invert": opposite,
    "logical_and": multiply,
    "bitwise_and": multiply,
    "logical_or": lambda left, right: opposite(multiply(opposite(left), opposite(right))),
    "bitwise_or": lambda left, right: opposite(multiply(opposite(left), opposite(right))),
    "isfinite": lambda value: ones_like(value),
    "isinf": lambda value: zeros_like(value),
    "isnan": lambda value: zeros_like(value),
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
    "clip": clip,
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
    "clip": clip,
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
    "where": where,
    "norm": norm_of,
    "inv": _square(inverse, 2),
    "solve": _solve,
    "det": _square(functions.det, 0),
    "slogdet": _slogdet,
    "matrix_power": _matrix_power,
    "cholesky": _cholesky,
    "eigvalsh": _eigenvalues,
    "ones_like": ones_like,
    "zeros_like": zeros_like,
    "expand_dims": _expand,
    "matrix_transpose": _transpose,
    "square": raised(TWO),
    "real": seen,
}
