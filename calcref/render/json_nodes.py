"""One node of an expression as an entry of a JSON table, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy.core.basic import Basic
from sympy.core.function import AppliedUndef
from sympy.core.symbol import Str
from sympy.functions.elementary.piecewise import ExprCondPair
from sympy.logic.boolalg import Boolean

from calcref.core import (
    along_lines,
    array_functions,
    array_heads,
    array_parts,
    array_questions,
    double,
    expansion,
    fields,
    functions,
    implicit,
    implicit_system,
    indexed,
    inverse,
    nth,
    parametric,
    principal_value,
    questions,
    several,
)
from calcref.core.arrays import PROPERTIES, Array, ArrayHead, factors_of, shape_of
from calcref.core.errors import CalcrefError
from calcref.core.expr import raw


def _name_of(head: type[Basic]) -> str:
    """What a head is called: SymPy has a transpose of its own, for one."""
    return f"Array{head.__name__}" if issubclass(head, ArrayHead) else head.__name__


_OURS = {
    _name_of(head): head
    for module in (
        along_lines,
        questions,
        array_heads,
        array_functions,
        array_parts,
        array_questions,
        double,
        expansion,
        fields,
        implicit,
        implicit_system,
        indexed,
        inverse,
        nth,
        parametric,
        principal_value,
        several,
        functions,
    )
    for head in vars(module).values()
    if isinstance(head, type) and issubclass(head, (questions.Head, functions.RealFunction))
} | {"ExprCondPair": ExprCondPair}
_ARGUMENTS: Mapping[type[Basic], int] = {
    **{questions.Diff: 2, questions.Antideriv: 2, questions.At: 3, implicit.Prime: 2, expansion.Expansion: 4},
    **{questions.DefiniteIntegral: 4, questions.Accumulation: 4, questions.Between: 4, questions.LimitOf: 4},
    **{indexed.IndexedSum: 4, indexed.IndexedProduct: 4, nth.NthDiff: 3},
    **{inverse.InverseSlope: 2, parametric.ParametricSlope: 4, principal_value.PrincipalValue: 4},
    **{double.DoubleIntegral: 4, implicit.ImplicitSlope: 5, sp.Pow: 2, sp.exp: 1, ExprCondPair: 2},
}
_USUAL: tuple[dict[str, bool], ...] = (
    {"real": True},
    {},
    {"positive": True},
    {"integer": True},
    {"nonnegative": True},
    {"integer": True, "positive": True},
)
_BITS = 10_000  # of the longest decimal that is read

Entry = dict[str, Any]


def write_node(node: Basic, numbers: Mapping[int, int]) -> Entry:
    """The entry of `node`; `numbers` has the places of its arguments by their identity."""
    if isinstance(node, Array):
        known = {"properties": sorted(node.properties)} if node.properties else {}
        return {
            "symbol": node.name,
            "assumptions": {"commutative": False},
            "dims": list(map(factors_of, node.dims)),
            **known,
        }
    if isinstance(node, sp.Symbol):
        return {"symbol": node.name, "assumptions": _assumptions(node)}
    if isinstance(node, sp.Integer):
        return {"integer": str(node.p)}
    if isinstance(node, sp.Rational):
        return {"rational": [str(node.p), str(node.q)]}
    if isinstance(node, sp.Float):
        return {"float": str(node), "precision": node._prec}
    if isinstance(node, Str):
        return {"string": node.name}
    if not node.args:
        return {"constant": type(node).__name__}
    entry: Entry = {"head": _name_of(type(node)), "args": [numbers[id(arg)] for arg in node.args]}
    return entry | {"unknown": True} if isinstance(node, AppliedUndef) else entry


def read_node(entry: Entry, args: list[Basic]) -> Any:
    """The node of `entry`, with its arguments as they are: a name is looked up, and nothing is evaluated or run.

    Raises:
        CalcrefError: neither calcref nor SymPy has a head or constant of that name, or it takes other arguments.
    """
    match entry:
        case {"symbol": str(name), "dims": list(dims)} if _are_dims(dims):
            return Array(name, dims, [it for it in PROPERTIES if it in entry.get("properties", ())])
        case {"symbol": str(name), "assumptions": dict(assumptions)} if _are_truths(assumptions):
            return sp.Symbol(name, **assumptions)
        case {"integer": str(digits)}:
            return sp.Integer(int(digits))
        case {"rational": [str(numerator), str(denominator)]} if int(denominator) > 1:
            return sp.Rational(int(numerator), int(denominator))
        case {"float": str(digits), "precision": int(bits)} if 0 < bits <= _BITS:
            return sp.Float(digits, precision=bits)
        case {"string": str(characters)}:
            return Str(characters)
        case {"constant": str(name)} if isinstance(getattr(sp.S, name, None), Basic):
            return getattr(sp.S, name)
        case {"head": str(name), "unknown": True} if args and all(isinstance(arg, sp.Expr) for arg in args):
            return sp.Function(name)(*args)
        case {"head": str(name)} if (head := _head(name)) is not None and _takes(head, args):
            return raw(head, *args)
    raise CalcrefError(f"expected a node of the schema; found {str(entry)[:200]}")


def _are_truths(assumptions: Mapping[Any, Any]) -> bool:
    return all(isinstance(name, str) and isinstance(truth, bool) for name, truth in assumptions.items())


def _are_dims(dims: list[Any]) -> bool:
    """Whether these are dimensions: names, whole numbers, and sums of products of both."""
    parts = [part for dim in dims for part in (re.split(r"[*+]", dim) if isinstance(dim, str) else ("",))]
    return len(dims) <= 2 and all(part.isidentifier() or part.removeprefix("-").isdigit() for part in parts)


def _head(name: str) -> type[Basic] | None:
    head: Any = _OURS.get(name) or getattr(sp, name, None)
    formula = isinstance(head, type) and issubclass(head, (sp.Expr, Boolean, ExprCondPair, sp.Tuple))
    return head if formula and not issubclass(head, sp.Atom) else None


def _takes(head: type[Basic], args: list[Basic]) -> bool:
    """Whether `head` can stand before so many arguments of these kinds."""
    if head in _ARGUMENTS and len(args) != _ARGUMENTS[head]:
        return False
    if issubclass(head, ArrayHead):
        return _has_a_shape(head, args)
    if issubclass(head, (implicit_system.ImplicitSlopes, implicit_system.InverseJacobian)):
        return len(args) == 2 and isinstance(args[0], several.Vector) and isinstance(args[1], sp.Tuple)
    if issubclass(head, (implicit_system.InverseOf, implicit_system.SolutionOf)):
        return [type(arg) for arg in args] in ([several.Rows], [several.Rows, several.Vector])
    if issubclass(head, (several.Vector, several.Rows)):
        return bool(args) and (head is several.Vector or all(isinstance(arg, several.Vector) for arg in args))
    if issubclass(head, several.Several):
        return head.takes(args)
    if issubclass(head, questions.Head):
        return head in _ARGUMENTS and (head is implicit.Prime or isinstance(args[1], sp.Symbol))
    if head is sp.Piecewise:
        return bool(args) and all(isinstance(arg, ExprCondPair) for arg in args)
    if issubclass(head, sp.Rel):
        return len(args) == 2
    if issubclass(head, sp.Function):
        return len(args) in head.nargs and all(isinstance(arg, sp.Expr) for arg in args)
    return bool(args) and (head not in (sp.Add, sp.Mul, sp.Pow) or all(isinstance(arg, sp.Expr) for arg in args))


def _has_a_shape(head: type[ArrayHead], args: list[Basic]) -> bool:
    """Whether an operation on arrays can stand before these arguments."""
    if any(isinstance(arg, Str) for arg in args) != (head is array_heads.Each) or not args:
        return False
    try:
        shape_of(raw(head, *args))
    except (IndexError, ValueError, TypeError, AttributeError):
        return False
    return True


def _assumptions(symbol: sp.Symbol) -> dict[str, bool]:
    """The shortest usual assumptions that give the same symbol, else all of them."""
    for usual in _USUAL:
        if sp.Symbol(symbol.name, **usual) == symbol:
            return usual
    return dict(symbol.assumptions0)
