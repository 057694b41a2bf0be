"""Algebra that opens the way: products and powers of sums multiplied out."""

from __future__ import annotations

from collections.abc import Iterator
from math import comb, prod

import sympy as sp

from calcref.core.expr import add, mul, raw
from calcref.core.letters import a, b, x
from calcref.core.proofs import Argument
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand

MOST_TERMS = 200  # terms that a product may have when multiplied out


def terms(factor: sp.Expr) -> int:
    """How many terms `factor` has when multiplied out, at most.

    >>> terms((1 + x) ** 3), terms(1 / (1 + x))
    (4, 1)
    """
    if factor.is_Add:
        return len(factor.args)
    if factor.is_Pow and factor.base.is_Add and factor.exp.is_Integer and factor.exp.is_positive:
        members = len(factor.base.args)
        return comb(int(factor.exp) + members - 1, members - 1)
    return 1


def expanded(expr: sp.Expr) -> sp.Expr:
    """`expr` with its products and powers of sums multiplied out; what stands inside functions is left alone.

    >>> expanded((x + 1) ** 2 / x)
    x + 2 + 1/x
    """
    factors = (sp.expand_multinomial(factor, deep=False) for factor in sp.Mul.make_args(expr))
    return sp.expand_mul(sp.Mul(*factors), deep=False)


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a product, or a power, of sums."""
    expr = integrand(question)
    if expr is None or not 1 < prod(map(terms, sp.Mul.make_args(expr))) <= MOST_TERMS:
        return
    found = expanded(expr)
    if found != expr:
        yield Rewriting(raw(Antideriv, found, question.var), {"f": expr, "g": found})


RULE = Rule(
    id="multiply-out",
    name="Multiply out",
    statement=Statement(raw(Antideriv, mul(x, add(a, b)), x), raw(Antideriv, add(mul(a, x), mul(b, x)), x)),
    rewrite=rewrite,
    page="integrals/power-rule-for-integrals/#multiply-out",
    heads=(sp.Mul, sp.Pow),
    asks=(Antideriv,),
    source=spivak("chapter 1"),
    proof=Argument("The distributive law.", spivak("chapter 1, property 9")),
)
