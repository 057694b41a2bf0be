"""Sides that are vectors or matrices, compared entry by entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import sympy as sp

from calcref.core.errors import Undecided
from calcref.core.expr import add, mul, nodes, raw
from calcref.core.questions import Diff
from calcref.core.several import Gradient, Rows, Several, Vector
from calcref.judging.claims import Outcome

Shape = tuple[int, ...]
Entries = tuple[Shape, tuple[sp.Expr, ...]]


def entries(expr: sp.Expr) -> Entries:
    """The shape of `expr`, () of a number, and its entries row by row.

    >>> x = sp.Symbol("x", real=True)
    >>> entries(2 * Vector(x, 1))
    ((2,), (2*x, 2))

    Raises:
        Undecided: a vector stands where a number belongs, or vectors of different lengths are added.
    """
    if isinstance(expr, Vector):
        inside = [entries(it) for it in expr.args]
        if any(shape for shape, _ in inside):
            raise Undecided("a vector stands where a number belongs")
        return (len(expr.args),), tuple(expr.args)
    if isinstance(expr, Rows):
        rows = [entries(it)[1] for it in expr.args]
        return (len(rows), len(rows[0])), tuple(it for row in rows for it in row)
    if isinstance(expr, Several):
        asked = expr.entries
        shape = () if not asked else (len(asked), len(asked[0])) if len(asked) > 1 else (len(asked[0]),)
        return shape, tuple(it for row in asked for it in row) or (expr,)
    if not any(isinstance(node, (Vector, Rows, Gradient)) for node in nodes(expr)):
        return (), (expr,)
    inside = [entries(it) for it in expr.args[:1] if isinstance(expr, Diff)] or [entries(it) for it in expr.args]
    shapes = {shape for shape, _ in inside}
    wide = [shape for shape, _ in inside if shape]
    if isinstance(expr, sp.Add) and len(shapes) == 1:
        return wide[0] if wide else (), tuple(add(*it) for it in zip(*(found for _, found in inside), strict=True))
    if isinstance(expr, sp.Mul) and len(wide) <= 1:
        by = mul(*(found[0] for shape, found in inside if not shape))
        own = next((found for shape, found in inside if shape), (sp.S.One,))
        return wide[0] if wide else (), tuple(mul(by, it) for it in own)
    if isinstance(expr, Diff):
        return inside[0][0], tuple(raw(Diff, it, expr.var) for it in inside[0][1])
    if wide:
        raise Undecided("a vector stands where a number belongs; judge its entries by themselves")
    return (), (expr,)


def by_entries(left: Entries, right: Entries, decide: Callable[[sp.Expr, sp.Expr], Outcome]) -> Outcome:
    """What is found of two sides of which one is no number: that of their first wrong entry."""
    if left[0] != right[0] and not len(left[1]) == len(right[1]) == 1:
        return Outcome("undecided", f"the left side is {_said(left[0])}, and the right side {_said(right[0])}")
    found = [decide(one, other) for one, other in zip(left[1], right[1], strict=True)]
    for kind in ("wrong", "undecided", "condition"):
        for place, outcome in enumerate(found):
            if outcome.kind == kind:
                where = f"entry {place + 1}"
                if len(left[0]) == 2:
                    where = f"row {place // left[0][1] + 1}, column {place % left[0][1] + 1}"
                return replace(outcome, said=f"in {where}, {outcome.said}", entry=place)
    errors = [it.error for it in found if it.error is not None]
    least = min(it.points for it in found)
    said = f"{len(found)} entries agree" if len(found) > 1 else "one entry agrees"
    return Outcome("right", said, points=least, error=max(errors, default=None))


def _said(shape: Shape) -> str:
    """What has this shape, in words."""
    if not shape:
        return "a number"
    return f"a vector of {shape[0]}" if len(shape) == 1 else f"a matrix of {shape[0]} by {shape[1]}"
