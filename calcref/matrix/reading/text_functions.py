"""The functions that text may name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import sympy as sp

from calcref.core.array_functions import Cholesky, Eigenvalue, LogSumExp, Softmax
from calcref.core.arrays import is_scalar, is_vector, shape_of
from calcref.core.errors import ShapeMismatch
from calcref.core.expr import raw
from calcref.matrix import basics, build, functions
from calcref.matrix.reading.sizes import node_of
from calcref.matrix.slopes import ROW_OF, usual


class TextFunction(NamedTuple):
    """What a name stands for, and of how many arguments."""

    of: Callable[..., sp.Expr]
    takes: int = 1


def _diag(node: sp.Expr) -> sp.Expr:
    return functions.diag(node) if is_vector(node) else functions.diagonal(node)


def _mean(node: sp.Expr) -> sp.Expr:
    count = build.times(*map(node_of, shape_of(node)))
    return build.times(build.power(count, basics.MINUS), build.total(node))


def _norm(node: sp.Expr) -> sp.Expr:
    return build.power(build.squared_norm(node), basics.HALF)


def _square(name: str, node: sp.Expr) -> sp.Expr:
    functions.must_be_square(node, name)
    return node


def _largest(node: sp.Expr) -> sp.Expr:
    return raw(Eigenvalue, _square("an eigenvalue", node), sp.S.NegativeOne)


def _maximum(left: sp.Expr, right: sp.Expr) -> sp.Expr:
    if is_scalar(left) != is_scalar(right):
        left, right = (build.times(it, basics.ones(*shape_of(other))) if is_scalar(it) else it
                       for it, other in ((left, right), (right, left)))  # fmt: skip
    if basics.is_zero(left) or basics.is_zero(right):
        return build.each("relu", right if basics.is_zero(left) else left)
    if shape_of(left) != shape_of(right):
        raise ShapeMismatch("a maximum entry by entry needs one shape")
    return build.plus(right, build.each("relu", build.minus(left, right)))


def _of_row(name: str) -> Callable[[sp.Expr], sp.Expr]:
    return lambda node: build.each(name, node)


FUNCTIONS: Mapping[str, TextFunction] = {
    **{name: TextFunction(_of_row(usual(name) or name)) for name in ROW_OF},
    "σ": TextFunction(_of_row("sigmoid")),
    "sqrt": TextFunction(lambda node: build.power(node, basics.HALF)),
    "tr": TextFunction(functions.trace),
    "trace": TextFunction(functions.trace),
    "det": TextFunction(functions.det),
    "logdet": TextFunction(functions.log_abs_det),
    "inv": TextFunction(functions.inverse),
    "sum": TextFunction(build.total),
    "mean": TextFunction(_mean),
    "norm": TextFunction(_norm),
    "diag": TextFunction(_diag),
    "Diag": TextFunction(_diag),
    "vec": TextFunction(functions.vec),
    "kron": TextFunction(functions.kron, 2),
    "softmax": TextFunction(lambda node: raw(Softmax, node)),
    "logsumexp": TextFunction(lambda node: raw(LogSumExp, node)),
    "lse": TextFunction(lambda node: raw(LogSumExp, node)),
    "max": TextFunction(_maximum, 2),
    "chol": TextFunction(lambda node: raw(Cholesky, _square("a Cholesky factor", node))),
    "cholesky": TextFunction(lambda node: raw(Cholesky, _square("a Cholesky factor", node))),
    "eigmin": TextFunction(lambda node: raw(Eigenvalue, _square("an eigenvalue", node), sp.S.Zero)),
    "eigmax": TextFunction(_largest),
    "outer": TextFunction(lambda left, right: build.times(left, build.transpose(right)), 2),
    "transpose": TextFunction(build.transpose),
}
