"""A function with kinks as it is written on one side of a place, close to it, where it has none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.expr import add, apply, negative, nodes, rebuild, tree_size, varies
from calcref.core.functions import elu, leaky_relu, relu, selu, step
from calcref.reals.germs import NoValues, Side, Undecidable, germ

MADE_OF_KINKS = (leaky_relu, elu, selu)
ROUNDED = (sp.floor, sp.ceiling)
KINKED = (sp.Abs, sp.sign, relu, step, sp.Max, sp.Min, sp.Piecewise, sp.acot, *ROUNDED, *MADE_OF_KINKS)


Sign = Callable[[sp.Expr], int]
Limit = Callable[[sp.Expr], sp.Expr]


def smooth(expr: sp.Expr, var: sp.Symbol, place: sp.Expr, side: Side) -> sp.Expr:
    """`expr` as it is written on one side of `place`, close to it: |u| is u or -u there, a maximum is its largest.

    Raises:
        NoValues, Undecidable: as `germ`.

    >>> x = sp.Symbol("x", real=True)
    >>> smooth(sp.Abs(x) * sp.Max(x, sp.exp(x) - 1), x, sp.S.Zero, -1)
    -x*(exp(x) - 1)
    """
    if tree_size(expr) > WALKABLE:
        raise Undecidable("a formula of that size")
    done: dict[int, Any] = {}

    def sign(part: sp.Expr) -> int:
        return germ(part, var, place, side).sign()

    def limit(part: sp.Expr) -> sp.Expr:
        return germ(part, var, place, side).limit()

    for node in nodes(expr):
        args = tuple(done[id(arg)] for arg in node.args)
        if not (varies(node, var) and isinstance(node, KINKED)):
            same = all(new is old for new, old in zip(args, node.args, strict=True))
            done[id(node)] = node if same else rebuild(node, args) if isinstance(node, sp.Expr) else node.func(*args)
        else:
            done[id(node)] = _branch(node, args, sign, limit)
    return done[id(expr)]


def _branch(node: Any, args: tuple[Any, ...], sign: Sign, limit: Limit) -> sp.Expr:
    match node:
        case sp.Abs():
            return args[0] if sign(args[0]) >= 0 else negative(args[0])
        case relu():
            return args[0] if sign(args[0]) > 0 else sp.S.Zero
        case sp.sign():
            return sp.Integer(sign(args[0]))
        case step():
            found = sign(args[0])
            if not found:
                raise NoValues
            return sp.Integer(found > 0)
        case sp.acot():
            quarter = sp.pi / 2 if sign(args[0]) > 0 else -sp.pi / 2
            return add(quarter, negative(apply(sp.atan, args[0])))
        case sp.floor() | sp.ceiling():
            return _rounded(node, args[0], sign, limit)
        case leaky_relu() | elu() | selu():
            right = sign(args[0]) > 0
            return (
                node.in_sympy(*args)
                .replace(sp.Max, lambda *both: args[0] if right else sp.S.Zero)
                .replace(sp.Min, lambda *both: sp.S.Zero if right else args[0])
            )
        case sp.Max() | sp.Min():
            chosen = args[0]
            for other in args[1:]:
                ahead = sign(add(other, negative(chosen)))
                chosen = other if ahead == (1 if isinstance(node, sp.Max) else -1) else chosen
            return chosen
        case _:
            return next((value for value, condition in args if _holds(condition, sign)), sp.nan)


def _rounded(node: Any, inner: sp.Expr, sign: Sign, limit: Limit) -> sp.Expr:
    """What a way of rounding gives on one side of the place."""
    to = limit(inner)
    if not to.is_number or to.is_finite is not True:
        raise Undecidable(f"the whole number that {inner} comes to")
    if not to.is_integer:
        return node.func(to)
    ahead = sign(add(inner, negative(to)))
    outward = ahead < 0 if isinstance(node, sp.floor) else ahead > 0
    return to + (0 if not outward else ahead)


def _holds(condition: Any, sign: Sign) -> bool:
    match condition:
        case sp.true | sp.false:
            return bool(condition)
        case sp.And():
            return all(_holds(part, sign) for part in condition.args)
        case sp.Or():
            return any(_holds(part, sign) for part in condition.args)
        case sp.Not():
            return not _holds(condition.args[0], sign)
        case sp.Rel():
            found = sign(add(condition.lhs, negative(condition.rhs)))
            return bool(condition.func(sp.Integer(found), sp.S.Zero))
    raise Undecidable(f"whether {condition}")


def has_kinks(expr: sp.Expr, var: sp.Symbol) -> bool:
    """Whether something in `expr` may have a kink or a jump in `var`."""
    return any(isinstance(node, KINKED) and varies(node, var) for node in nodes(expr))
