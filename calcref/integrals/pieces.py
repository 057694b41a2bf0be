"""On an interval without a kink, |u| is u or −u, relu(u) is u or 0, and max(u, v) is one of the two."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import apply, nodes, raw, substitute, varies
from calcref.core.functions import relu, step
from calcref.core.letters import a, b, x
from calcref.core.proofs import Argument
from calcref.core.questions import DefiniteIntegral, Question
from calcref.core.records import Ask, Condition, Point, Rewriting, Rule, Statement, Where
from calcref.core.simplify import standard_form
from calcref.core.sources import spivak
from calcref.integrals.definite import definite
from calcref.reals.breaks import generic

ROUNDED = (sp.floor, sp.ceiling)


def piece(node: sp.Expr, var: sp.Symbol, place: sp.Expr) -> sp.Expr | None:
    """What `node` is on the interval around `place`; None where it is not made of pieces, or that cannot be told.

    >>> piece(sp.Abs(x), x, sp.Integer(-1))
    -x
    """
    if isinstance(node, (sp.Max, sp.Min)):
        values = {arg: substitute(arg, {var: place}).doit() for arg in node.args}
        if not all(value.is_number for value in values.values()):
            return None
        choose = max if isinstance(node, sp.Max) else min
        return choose(node.args, key=lambda arg: sp.N(values[arg], 30))
    inner = node.args[0]
    value = substitute(inner, {var: place}).doit()
    if isinstance(node, ROUNDED):
        return node.func(value) if value.is_number else None
    positive, negative = value.is_positive, value.is_negative
    if not (positive or negative):
        return None
    return {sp.Abs: inner if positive else -inner, relu: inner if positive else sp.S.Zero}.get(
        type(node), sp.S.One if positive else sp.S.Zero if isinstance(node, step) else sp.S.NegativeOne
    )


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an integral between whose bounds nothing in its integrand changes its formula."""
    asked = definite(question)
    if asked is None or asked.ends is None or asked.between(asked.found, kinks=True) != ():
        return
    place = generic(*asked.ends)
    plain = standard_form(asked.expr)
    expr = between_kinks(plain, asked.var, place)
    if expr is not None and expr != plain:
        yield Rewriting(raw(DefiniteIntegral, expr, asked.var, asked.lower, asked.upper), {"f": asked.expr, "g": expr})


def pieced(node: sp.Basic) -> bool:
    """Whether `node` is a function that is made of pieces."""
    return isinstance(node, (sp.Abs, sp.sign, sp.Max, sp.Min, relu, step, *ROUNDED))


def between_kinks(expr: sp.Expr, var: sp.Symbol, place: sp.Expr) -> sp.Expr | None:
    """`expr`, in standard form, as it is written on the interval around `place`; None where that cannot be told.

    >>> between_kinks(sp.exp(-sp.Abs(x)), x, sp.Integer(-1))
    exp(x)
    """
    found = {node: piece(node, var, place) for node in nodes(expr) if pieced(node) and varies(node, var)}
    if None in found.values():
        return None
    for node, formula in sorted(found.items(), key=lambda item: sp.count_ops(item[0])):
        expr = expr.xreplace({node.xreplace(found): formula, node: formula})
    return expr


def _is_positive_between(where: Where, point: Point) -> bool | None:
    """Whether u, where that is known, is at least 0 from a to b: the first of the cases."""
    if not {"u", "x", "a", "b"} <= set(where):
        return None
    asked = definite(raw(DefiniteIntegral, apply(sp.Abs, where["u"]), where["x"], where["a"], where["b"]))
    if asked is None or asked.ends is None:
        return None
    kinks = asked.between(asked.found, kinks=True)
    if kinks is None:
        return None
    return not kinks and piece(apply(sp.Abs, where["u"]), where["x"], generic(*asked.ends)) == where["u"]


_u = sp.Function("u")(x)
RULE = Rule(
    id="formula-on-the-interval",
    name="Formula on the interval",
    statement=Statement(
        raw(DefiniteIntegral, apply(sp.Abs, _u), x, a, b),
        raw(DefiniteIntegral, _u, x, a, b),
    ),
    rewrite=rewrite,
    page="integrals/fundamental-theorem/#formula-on-the-interval",
    asks=(DefiniteIntegral,),
    shrinks=True,
    conditions=(
        Condition(
            "$u \\geq 0$ on the interval for $|u| = u$, $u \\leq 0$ for $|u| = -u$; likewise sign, ReLU, max and min",
            _is_positive_between,
        ),
    ),
    source=spivak("chapter 13"),
    proof=Argument("Between two neighboring zeros of a continuous $u$, its sign is constant.", spivak("chapter 7")),
)
