"""One node of an expression as an entry of a JSON table, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy.core.basic import Basic
from sympy.core.function import AppliedUndef
from sympy.core.symbol import Str
from sympy.functions.elementary.piecewise import ExprCondPair

from calcref.core import expansion, functions, questions
from calcref.core.errors import CalcrefError
from calcref.core.expr import raw

_OURS = {
    name: head
    for module in (questions, expansion, functions)
    for name, head in vars(module).items()
    if isinstance(head, type) and issubclass(head, (questions.Head, functions.RealFunction))
} | {"ExprCondPair": ExprCondPair}
_USUAL: tuple[dict[str, bool], ...] = ({"real": True}, {}, {"positive": True}, {"integer": True}, {"nonnegative": True})

Entry = dict[str, Any]


def write_node(node: Basic, numbers: Mapping[int, int]) -> Entry:
    """The entry of `node`; `numbers` has the places of its arguments by their identity."""
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
    entry: Entry = {"head": type(node).__name__, "args": [numbers[id(arg)] for arg in node.args]}
    return entry | {"unknown": True} if isinstance(node, AppliedUndef) else entry


def read_node(entry: Entry, args: list[Basic]) -> Any:
    """The node of `entry`, with its arguments as they are.

    Raises:
        CalcrefError: neither calcref nor SymPy has a head or constant of that name.
    """
    match entry:
        case {"symbol": name, "assumptions": assumptions}:
            return sp.Symbol(name, **assumptions)
        case {"integer": digits}:
            return sp.Integer(digits)
        case {"rational": [numerator, denominator]}:
            return sp.Rational(int(numerator), int(denominator))
        case {"float": digits, "precision": bits}:
            return sp.Float(digits, precision=bits)
        case {"string": characters}:
            return Str(characters)
        case {"constant": name} if isinstance(getattr(sp.S, name, None), Basic):
            return getattr(sp.S, name)
        case {"head": name, "unknown": True}:
            return sp.Function(name)(*args)
        case {"head": name} if name in _OURS:
            return raw(_OURS[name], *args)
        case {"head": name} if isinstance(head := getattr(sp, name, None), type) and issubclass(head, Basic):
            return raw(head, *args)
    raise CalcrefError(f"expected a node of the schema; found {entry}")


def _assumptions(symbol: sp.Symbol) -> dict[str, bool]:
    """The shortest usual assumptions that give the same symbol, else all of them."""
    for usual in _USUAL:
        if sp.Symbol(symbol.name, **usual) == symbol:
            return usual
    return dict(symbol.assumptions0)
