"""lim f(x) = f(a), where f is continuous at a: the place is put in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from calcref.core.decide import sign_of
from calcref.core.elementary import RECORD_OF
from calcref.core.expr import nodes, substitute, varies
from calcref.core.foreign import SYMPY_RAISES
from calcref.core.functions import RealPower
from calcref.core.letters import a, f, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import At, LimitOf, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.limits.asking import fits


def is_continuous(expr: sp.Expr, var: sp.Symbol, to: sp.Expr) -> bool:
    """Whether every function in `expr` is known to be continuous at what it is given where `var` is at `to`."""
    return all(_is_continuous(node, {var: to}) for node in nodes(expr) if varies(node, var))


def _is_continuous(node: Any, there: dict[sp.Symbol, sp.Expr]) -> bool:
    def value(part: sp.Expr) -> sp.Expr:
        return substitute(part, there).doit()

    try:
        match node:
            case sp.Symbol() | sp.Add() | sp.Mul():
                return True
            case sp.Pow() if node.exp.is_Integer:
                return bool(node.exp.is_positive or sign_of(value(node.base)) in (1, -1))
            case sp.Pow():
                return sign_of(value(node.base)) == 1
            case RealPower():
                return bool(node.args[1].is_positive or sign_of(value(node.args[0])) in (1, -1))
        record = RECORD_OF.get(type(node))
        gaps = record.gaps(*node.args) if record is not None else None
        apart = gaps is not None and all(sign_of(value(gap)) in (1, -1) for gap in gaps)
        return apart and value(node).is_real is True
    except SYMPY_RAISES:
        return False


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a limit at a place where all functions are continuous, and a limit of what does not vary."""
    expr, var, to = question.expr, question.var, question.to
    if not fits(question):
        return
    if not varies(expr, var):
        yield Rewriting(expr, {"f": expr})
    elif to.is_finite and is_continuous(expr, var, to):
        yield Rewriting(substitute(expr, {var: to}), {"f": expr, "a": to})


RULE = Rule(
    id="limit-of-a-continuous-function",
    name="Continuous function",
    statement=Statement(LimitOf(f, x, a), At(f, x, a)),
    rewrite=rewrite,
    page="derivatives/limits/#continuity",
    asks=(LimitOf,),
    shrinks=True,
    hypotheses=("$f$ continuous at $a$",),
    source=spivak("chapter 6, theorems 1 and 2"),
    proof=Argument(
        "This is what continuous means. Sums, products, quotients with a denominator that is not $0$, and compositions "
        "of continuous functions are continuous.",
        spivak("chapter 6, theorems 1 and 2"),
    ),
    counterexample=Counterexample(
        "sign(x)", "0", "$f$ continuous at $a$", "the limits from the two sides are $-1$ and $1$"
    ),
    ml_use="A loss that is continuous cannot jump under a small step.",
)
