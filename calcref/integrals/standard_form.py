"""The first step of an integral: the integrand in standard form, where what was typed is not."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import power, raw
from calcref.core.letters import x
from calcref.core.proofs import Argument
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand, rearranged


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an integrand whose standard form differs from it by more than order."""
    expr = integrand(question)
    if expr is not None and rearranged(expr) != rearranged(question.expr):
        yield Rewriting(raw(Antideriv, expr, question.var), {"f": question.expr, "g": expr})


RULE = Rule(
    id="write-in-standard-form",
    name="Write in standard form",
    statement=Statement(raw(Antideriv, raw(sp.Mul, x, x), x), raw(Antideriv, power(x, sp.Integer(2)), x)),
    rewrite=rewrite,
    page="integrals/what-an-integral-is/#write-in-standard-form",
    asks=(Antideriv,),
    source=spivak("chapter 13"),
    proof=Argument(
        "Like terms and like factors are collected; both forms are the same function wherever both are defined.",
        spivak("chapter 13"),
    ),
)
