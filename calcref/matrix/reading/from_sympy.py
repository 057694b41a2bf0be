"""Matrix expressions of SymPy, read once into nodes of our own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp
from sympy.matrices import expressions as mx
from sympy.matrices.expressions import special

from calcref.core.arrays import ONE, Array, is_scalar, shape_of
from calcref.core.elementary import RECORD_OF
from calcref.core.errors import CalcrefError, Untraceable
from calcref.core.walk import post_order
from calcref.matrix import basics, build, functions
from calcref.matrix.slopes import usual


def node_from_sympy(expr: Any, given: Mapping[str, Array]) -> tuple[sp.Expr, dict[str, Array]]:
    """`expr` as an expression of arrays, and its names; what is known of a name may be `given`.

    Raises:
        Untraceable: it holds an operation that is not known here.
    """
    done: dict[int, sp.Expr] = {}
    names: dict[str, Array] = {}

    def parts(node: Any) -> tuple[Any, ...]:
        return (
            ()
            if isinstance(node, (sp.MatrixSymbol, special.Identity, special.ZeroMatrix, special.OneMatrix))
            else node.args
        )

    for node, args in post_order(expr, parts, done):
        if isinstance(node, (sp.MatrixSymbol, sp.Symbol)):
            found = _named(node, given)
            names[found.name] = found
            done[id(node)] = found
        else:
            done[id(node)] = _read(node, [done[id(arg)] for arg in args])
    return done[id(expr)], {**given, **names}


def _dim(dim: Any) -> sp.Expr:
    if dim.is_Integer:
        return dim
    if dim.is_Symbol:
        return sp.Symbol(dim.name, integer=True, positive=True)
    raise CalcrefError(f"a dimension is a whole number or a name here; found {dim}")


def _named(node: Any, given: Mapping[str, Array]) -> Array:
    if node.name in given:
        return given[node.name]
    if isinstance(node, sp.Symbol):
        return Array(node.name)
    return Array(node.name, tuple(map(_dim, node.shape)))


def _read(node: Any, args: list[sp.Expr]) -> sp.Expr:
    if node.is_Number:
        return basics.number(node)
    if node.is_NumberSymbol:
        return node
    reader = _READERS.get(type(node))
    if reader is not None:
        return reader(node, args)
    record = RECORD_OF.get(type(node))
    name = usual(record.names[0]) if record is not None and record.names else None
    if name is not None and len(args) == 1:
        return build.each(name, args[0])
    raise Untraceable(f"SymPy's {type(node).__name__} is not known to matrix derivatives")


def _power(node: Any, args: list[sp.Expr]) -> sp.Expr:
    base, exponent = args
    if is_scalar(base):
        return build.power(base, exponent)
    if not exponent.is_Integer or abs(exponent) > 8:
        raise Untraceable("a matrix power needs a whole number between -8 and 8 as its exponent")
    factor = base if exponent > 0 else functions.inverse(base)
    return build.times(*[factor] * abs(int(exponent))) if exponent else basics.eye(shape_of(base)[0])


Reader = Callable[[Any, list[sp.Expr]], sp.Expr]
_READERS: Mapping[type[Any], Reader] = {
    mx.MatMul: lambda node, args: build.times(*args),
    sp.Mul: lambda node, args: build.times(*args),
    mx.MatAdd: lambda node, args: build.plus(*args),
    sp.Add: lambda node, args: build.plus(*args),
    mx.MatPow: _power,
    sp.Pow: _power,
    mx.Inverse: lambda node, args: functions.inverse(args[0]),
    mx.Transpose: lambda node, args: build.transpose(args[0]),
    mx.Trace: lambda node, args: functions.trace(args[0]),
    mx.Determinant: lambda node, args: functions.det(args[0]),
    mx.HadamardProduct: lambda node, args: build.hadamard(*args),
    mx.KroneckerProduct: lambda node, args: functions.kron(*args),
    mx.DiagMatrix: lambda node, args: functions.diag(args[0]),
    special.Identity: lambda node, args: basics.eye(_dim(node.shape[0])),
    special.ZeroMatrix: lambda node, args: basics.zeros((_dim(node.shape[0]), _dim(node.shape[1]))),
    special.OneMatrix: lambda node, args: basics.ones(_dim(node.shape[0]), _dim(node.shape[1])),
    sp.matrices.expressions.matexpr.MatrixElement: lambda node, args: _entry(node),
    sp.log: lambda node, args: _log(args[0]),
}


def _log(inside: sp.Expr) -> sp.Expr:
    from calcref.core.array_functions import Det

    return functions.log_abs_det(inside.args[0]) if isinstance(inside, Det) else build.each("log", inside)


def _entry(node: Any) -> sp.Expr:
    if shape_of(node.args[0]) == (ONE, ONE):
        return node.args[0]
    raise Untraceable("entries of a matrix are not known here; write the function with whole matrices")
