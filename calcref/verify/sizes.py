"""How large the numbers were that a value was put together from: the scale that rounding errors have.

The derivative of tanh far out is 1 − tanh², a difference of ones: its relative error says nothing, its error relative
to 1 does.
"""

from __future__ import annotations

import math
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.questions import At, Diff, LimitOf
from calcref.core.walk import post_order
from calcref.verify.calculus import RealEvaluator

LEAST = 1e-280
NOISE = 1e-18  # a difference quotient cannot resolve slopes below this part of its function
NEARBY = sp.Rational(1, 8)  # where a limit's expression is sized up: a limit of 0 has no scale of its own


def real(value: object) -> Any | None:
    """The real value that an evaluator gave, or None where it gave none."""
    if isinstance(value, complex):
        return value.real if math.isfinite(value.real) else None
    return value if isinstance(value, mp.mpf) and mp.isfinite(value) else None


def size(evaluate: RealEvaluator, expr: sp.Expr) -> Any:
    """`expr` with sums and products taken over magnitudes: at least the value itself, and never 0."""
    known = evaluate.sizes
    if id(expr) not in known:
        parts = _parts(expr)
        if not all(id(part) in known for part in parts):  # what is built from below needs no walk
            for node, inside in post_order(expr, _parts, known):
                known[id(node)] = _combined(evaluate, node, [known[id(part)] for part in inside])
        else:
            known[id(expr)] = _combined(evaluate, expr, [known[id(part)] for part in parts])
    least = mp.ldexp(1, -(10**6)) if isinstance(evaluate(expr), mp.mpf) else LEAST
    return max(known[id(expr)], least)


def _parts(node: sp.Expr) -> Any:
    if node.is_Add or node.is_Mul:
        return node.args
    if node.is_Pow and node.exp.is_Integer and node.exp.is_positive:
        return node.args[:1]
    return (node.expr,) if type(node) is Diff else ()


def _beside(node: LimitOf) -> tuple[sp.Expr, ...]:
    """Places from which a limit is sized up, on each of its sides."""
    if not node.to.is_finite:
        return (sp.sign(node.to) / NEARBY,)
    return tuple(node.to + sign * NEARBY for sign in (1, -1) if ("+" if sign == 1 else "-") in node.side)


def _combined(evaluate: RealEvaluator, node: sp.Expr, sizes: list[Any]) -> Any:
    if node.is_Add:
        return sum(sizes)
    if node.is_Mul:
        return math.prod(sizes)
    if node.is_Pow and sizes:
        return sizes[0] ** int(node.exp)
    own = abs(real(evaluate(node)) or 0)
    if type(node) is Diff:
        return max(own, NOISE * sizes[0])
    if isinstance(node, LimitOf):
        return max(own, *(abs(real(evaluate(At(node.expr, node.var, place))) or 0) for place in _beside(node)))
    return own
