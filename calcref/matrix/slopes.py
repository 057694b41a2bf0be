"""Slopes of functions of each entry, from the table of elementary functions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.arrays import is_scalar, shape_of
from calcref.core.elementary import ELEMENTARY, RECORD_OF
from calcref.core.errors import NoRuleApplies
from calcref.core.letters import x
from calcref.core.row import ONE, Elementary
from calcref.core.walk import post_order
from calcref.matrix.basics import number, ones
from calcref.matrix.build import each, hadamard, minus, plus, power, times

ROW_OF: Mapping[str, Elementary] = {
    name: row for row in ELEMENTARY if row.takes is ONE and row.head is not sp.Pow for name in row.names
}
SMOOTH = ("exp", "sin", "cos", "sinh", "cosh", "tanh", "atan", "asinh", "sigmoid", "softplus", "silu", "gelu", "erf")


def usual(name: str) -> str | None:
    """The name under which the function is known here; None where it is not.

    >>> usual("arctan"), usual("ln"), usual("wavelet")
    ('atan', 'log', None)
    """
    row = ROW_OF.get(name)
    return None if row is None else "log" if row.names[0] == "ln" else row.names[0]


@cache
def _slope(name: str) -> sp.Expr:
    return ROW_OF[name].slope(x)


def slope(name: str, node: sp.Expr) -> sp.Expr:
    """The slope of the function with this name, at each entry of `node`.

    Raises:
        NoRuleApplies: the slope needs a function of several arguments.
    """
    if name == "f":
        return each("f'", node)
    done: dict[int, sp.Expr] = {}
    expr = _slope(name)
    for part, args in post_order(expr, lambda it: it.args, done):
        done[id(part)] = _placed(part, [done[id(arg)] for arg in args], node)
    return _spread(done[id(expr)], node)


def _spread(value: sp.Expr, node: sp.Expr) -> sp.Expr:
    return times(value, ones(*shape_of(node))) if is_scalar(value) and not is_scalar(node) else value


def _placed(part: Basic, args: list[sp.Expr], node: sp.Expr) -> sp.Expr:
    if part == x:
        return node
    if not args:
        return part
    if isinstance(part, sp.Add):
        spread = [_spread(arg, node) for arg in args] if not all(map(is_scalar, args)) else args
        return plus(*spread)
    if isinstance(part, sp.Mul):
        return hadamard(*args)
    if isinstance(part, sp.Pow) and args[1].is_Number:
        return power(*args)
    if isinstance(part, sp.Piecewise):
        above, below = (_spread(pair, node) for pair in args)
        positive = each("step", node)
        return plus(hadamard(positive, above), hadamard(minus(_spread(number(1), node), positive), below))
    if isinstance(part, sp.Tuple) or type(part).__name__ == "ExprCondPair":
        return args[0]
    if isinstance(part, sp.Rel) or part in (sp.true, sp.false):
        return number(0)
    record = RECORD_OF.get(type(part))
    name = usual(record.names[0]) if record and record.names else None
    if name is None or len(args) != 1:
        raise NoRuleApplies(f"the slope needs {type(part).__name__}, which is not known entry by entry")
    return each(name, args[0])
