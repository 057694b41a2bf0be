"""A sum is replaced by its dominant term."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import add, divide, mul, power, varies
from calcref.core.letters import x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import LimitOf, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.limits.asking import fits, limit, of
from calcref.limits.standard import parts

MOST = 6  # terms


def dominant(total: sp.Expr, question: Question, ask: Ask) -> sp.Expr | None:
    """The term of a sum to which all others are small, beside the place; None where there is none."""
    moving = [term for term in total.args if varies(term, question.var)]
    for term in moving if len(moving) <= MOST else ():
        others = [other for other in total.args if other is not term]
        if all(limit(question, divide(other, term), ask)[0] == 0 for other in others):
            return term
    return None


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits, far out, a sum with a dominant term, or a product with such a sum to a power as a factor."""
    if not fits(question) or question.to.is_finite:
        return
    for base, exponent, rest in parts(question.expr):
        if isinstance(base, sp.Add):
            term = dominant(base, question, ask)
            if term is not None:
                small = add(*(it for it in base.args if it is not term))
                yield Rewriting(of(question, mul(rest, power(term, exponent))), {"f": term, "g": small})


_f, _g = power(x, sp.Integer(2)), x

RULE = Rule(
    id="dominant-term",
    name="Dominant term",
    statement=Statement(
        LimitOf(divide(add(_f, _g), power(x, sp.Integer(2))), x, sp.oo),
        LimitOf(divide(_f, power(x, sp.Integer(2))), x, sp.oo),
    ),
    rewrite=rewrite,
    page="derivatives/limits/#dominant-term",
    heads=(sp.Add, sp.Mul, sp.Pow),
    asks=(LimitOf,),
    shrinks=True,
    hypotheses=("a quotient $g/f$ that tends to $0$",),
    source=spivak("chapter 5, problem 32"),
    proof=Argument(
        "$f + g = (1 + g/f) \\cdot f$, and where the quotient $g/f$ tends to $0$ the bracket tends to $1$. So in a "
        "product the sum can be "
        "replaced by $f$.",
        spivak("chapter 5, problem 32"),
    ),
    counterexample=Counterexample(
        "(x - sin(x))/x^3",
        "0",
        "a quotient $g/f$ that tends to $0$",
        "both terms shrink alike, and what is left, $1/6$, is in neither",
    ),
    ml_use="The cost of attention is that of its longest sum: $n^2 d$ for long texts.",
)
