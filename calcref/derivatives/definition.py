"""The derivative as the limit of the difference quotient: how rules are proved, and points that no rule reaches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from calcref.core.expr import add, divide, fresh, negative, raw, substitute
from calcref.core.letters import f, h, x
from calcref.core.proofs import Argument
from calcref.core.questions import Diff, LimitOf, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak


def difference_quotient(expr: sp.Expr, var: sp.Symbol, at: sp.Expr, here: sp.Expr | None = None) -> Any:
    """The limit that is the derivative of `expr` in `var` at `at`; `here` is the value there, if not that of `expr`.

    >>> difference_quotient(x**2, x, x).expr
    (-x**2 + (h + x)**2)/h
    """
    step = fresh(raw(sp.Tuple, expr, var, at), "hkst")
    ahead = substitute(expr, {var: add(at, step)})
    here = substitute(expr, {var: at}) if here is None else here
    return LimitOf(divide(add(ahead, negative(here)), step), step, sp.S.Zero)


def by_definition(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits every derivative."""
    yield Rewriting(difference_quotient(question.expr, question.var, question.var), {"f": question.expr})


DEFINITION = Rule(
    id="definition",
    name="Definition of the derivative",
    statement=Statement(Diff(f, x), LimitOf(divide(add(substitute(f, {x: add(x, h)}), negative(f)), h), h, sp.S.Zero)),
    rewrite=by_definition,
    page="derivatives/what-a-derivative-is/",
    asks=(Diff,),
    shrinks=True,
    hypotheses=("a limit that is a number",),
    source=spivak("chapter 9"),
    proof=Argument("This is what the derivative means.", spivak("chapter 9")),
    ml_use="Finite differences: the check that every hand-written gradient should pass.",
)
