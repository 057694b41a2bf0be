"""A bounded factor times what tends to 0 tends to 0."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import apply, mul, power, varies
from calcref.core.functions import sigmoid
from calcref.core.letters import x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import LimitOf, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.limits.asking import fits, limit, of

BOUNDED = (sp.sin, sp.cos, sp.atan, sp.tanh, sp.erf, sigmoid)


def is_bounded(expr: sp.Expr, var: sp.Symbol) -> bool:
    """Whether `expr` is a bounded function, or a sum, a product or a whole power of such."""
    match expr:
        case _ if not varies(expr, var):
            return True
        case sp.Add() | sp.Mul():
            return all(is_bounded(arg, var) for arg in expr.args)
        case sp.Pow() if expr.exp.is_Integer and expr.exp.is_positive:
            return is_bounded(expr.base, var)
    return isinstance(expr, BOUNDED)


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a product of bounded factors with a rest that tends to 0."""
    expr, var = question.expr, question.var
    if not fits(question):
        return
    bounded = [it for it in expr.args if varies(it, var) and is_bounded(it, var)]
    rest = mul(*(it for it in expr.args if it not in bounded))
    if bounded and varies(rest, var) and limit(question, rest, ask)[0] == 0:
        yield Rewriting(of(question, rest), {"f": mul(*bounded), "g": rest})


RULE = Rule(
    id="squeeze",
    name="Squeeze",
    statement=Statement(
        LimitOf(mul(x, apply(sp.sin, power(x, sp.S.NegativeOne))), x, sp.S.Zero), LimitOf(x, x, sp.S.Zero)
    ),
    rewrite=rewrite,
    page="derivatives/limits/#squeeze",
    heads=(sp.Mul,),
    asks=(LimitOf,),
    shrinks=True,
    hypotheses=("a bounded factor, and a rest that tends to $0$",),
    source=spivak("chapter 5, problem 12"),
    proof=Argument(
        "If $|f| \\le M$, then $f g$ lies between $-M|g|$ and $M|g|$, and both tend to $0$.",
        spivak("chapter 5, problem 12"),
    ),
    counterexample=Counterexample(
        "sin(1/x)",
        "0",
        "a bounded factor, and a rest that tends to $0$",
        "the values go on swinging between $-1$ and $1$",
    ),
    ml_use="Clipped gradients times a learning rate that tends to $0$ make steps that tend to $0$.",
)
