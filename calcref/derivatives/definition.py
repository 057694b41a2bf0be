"""The derivative as the limit of the difference quotient: how rules are proved, and points that no rule reaches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.engine import derive
from calcref.core.expr import add, divide, fresh, negative, raw, substitute, tree_size
from calcref.core.letters import f, h, x
from calcref.core.questions import Diff, LimitOf, Question
from calcref.core.records import Argument, Ask, Derivation, FromDefinition, Rewriting, Rule, Statement
from calcref.derivatives.sources import spivak


def difference_quotient(expr: sp.Expr, var: sp.Symbol, at: sp.Expr) -> Any:
    """The limit that is the derivative of `expr` in `var` at `at`.

    >>> difference_quotient(x**2, x, x).expr
    (-x**2 + (h + x)**2)/h
    """
    step = fresh(raw(sp.Tuple, expr, var, at), "hkst")
    ahead, here = substitute(expr, {var: add(at, step)}), substitute(expr, {var: at})
    return LimitOf(divide(add(ahead, negative(here)), step), step, sp.S.Zero)


def by_definition(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits every derivative."""
    if type(question) is Diff:
        yield Rewriting(difference_quotient(question.expr, question.var, question.var), {"f": question.expr})


def by_sympy(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a limit that SymPy finds, the same from both sides, finite and real."""
    if type(question) is not LimitOf or tree_size(question) > WALKABLE:
        return
    expr = question.expr.doit()
    both = question.side == "+-" and not question.to.is_infinite  # infinity has one side only
    sides = ("+", "-") if both else (question.side.replace("+-", "+"),)
    try:
        found = [sp.limit(expr, question.var, question.to, side) for side in sides]
    except (NotImplementedError, ValueError, TypeError, sp.PoleError):
        return
    first = found[0]
    if first.is_finite is False or first.is_real is False or first.has(sp.Limit, sp.AccumBounds, sp.oo, sp.zoo, sp.nan):
        return
    if all(sp.simplify(first - other) == 0 for other in found[1:]):
        yield Rewriting(first)


DEFINITION = Rule(
    id="definition",
    name="Definition of the derivative",
    statement=Statement(Diff(f, x), LimitOf(divide(add(substitute(f, {x: add(x, h)}), negative(f)), h), h, sp.S.Zero)),
    rewrite=by_definition,
    page="derivatives/what-a-derivative-is/",
    source=spivak("chapter 9"),
    proof=Argument("This is what the derivative means.", spivak("chapter 9")),
    ml_use="Finite differences: the check that every hand-written gradient should pass.",
)
LIMIT = Rule(
    id="limit-by-sympy",
    name="Limit (found by SymPy)",
    statement=Statement(LimitOf(f, x, sp.Symbol("a", real=True)), sp.Symbol("L", real=True)),
    rewrite=by_sympy,
    page="derivatives/what-a-derivative-is/#limit-by-sympy",
    source=spivak("chapter 5"),
    proof=Argument(
        "SymPy's limit, handed over to openly and checked by numbers that come closer and closer.", spivak("chapter 5")
    ),
)

RULES = (LIMIT, DEFINITION)


def from_definition(proof: FromDefinition) -> Derivation:
    """The derivation that `proof` stands for, from the limit of the difference quotient.

    >>> from_definition(FromDefinition(sp.sin(x), x)).answer
    cos(x)
    """
    return derive(Diff(proof.expr, proof.var), RULES)
