"""An expression of arrays with other arguments, in normal form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp

from calcref.core import array_functions as kinds
from calcref.core import array_heads as heads
from calcref.core.array_parts import Beside, Columns
from calcref.core.expr import raw
from calcref.core.walk import post_order
from calcref.matrix import build, functions, parts

_BUILT: Mapping[type[Any], Callable[..., sp.Expr]] = {
    heads.Plus: build.plus,
    heads.Times: build.times,
    heads.Hadamard: build.hadamard,
    heads.Power: build.power,
    heads.Each: lambda name, node: build.each(name.name, node),
    heads.Transpose: build.transpose,
    heads.Inverse: functions.inverse,
    kinds.Det: functions.det,
    kinds.LogAbsDet: functions.log_abs_det,
    kinds.Trace: functions.trace,
    kinds.Total: build.total,
    heads.SquaredNorm: build.squared_norm,
    kinds.Diag: functions.diag,
    kinds.Diagonal: functions.diagonal,
    kinds.Vec: functions.vec,
    kinds.Kron: functions.kron,
    Columns: parts.columns,
    Beside: parts.beside,
}


def rebuilt(node: sp.Expr, args: tuple[sp.Expr, ...]) -> sp.Expr:
    """`node` with other arguments, in normal form."""
    made = _BUILT.get(type(node))
    return made(*args) if made is not None else raw(type(node), *args)


def bottom_up(expr: sp.Expr, change: Callable[[sp.Expr], sp.Expr]) -> sp.Expr:
    """`expr` with `change` made to every node, arguments first."""
    done: dict[int, sp.Expr] = {}
    for node, args in post_order(expr, lambda it: it.args, done):
        new = tuple(done[id(arg)] for arg in args)
        same = all(a is b for a, b in zip(new, args, strict=True))
        done[id(node)] = change(node if same else rebuilt(node, new)) if args else node
    return done[id(expr)]
