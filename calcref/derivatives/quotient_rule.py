"""d/dx (f/g) = (f' g − f g')/g², where g ≠ 0."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import nonzero
from calcref.core.expr import add, divide, mul, negative, power, raw, varies
from calcref.core.letters import f, g, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak


def _divides(factor: sp.Expr, var: sp.Symbol) -> bool:
    return type(factor) is sp.Pow and factor.exp.is_Rational and factor.exp.is_negative and varies(factor, var)


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a product in which some factor has a negative exponent: these are the denominator."""
    expr, var = question.expr, question.var
    below = [factor for factor in expr.args if _divides(factor, var)]
    if below:
        top = mul(*(factor for factor in expr.args if not _divides(factor, var)))
        bottom = mul(*(power(factor.base, -factor.exp) for factor in below))
        change = raw(sp.Add, mul(raw(Diff, top, var), bottom), negative(mul(top, raw(Diff, bottom, var))))
        yield Rewriting(raw(sp.Mul, change, power(bottom, sp.Integer(-2))), {"f": top, "g": bottom})


RULE = Rule(
    id="quotient-rule",
    name="Quotient rule",
    statement=Statement(
        raw(Diff, divide(f, g), x),
        divide(add(mul(Diff(f, x), g), negative(mul(f, Diff(g, x)))), power(g, sp.Integer(2))),
    ),
    rewrite=rewrite,
    page="derivatives/quotient-rule/",
    heads=(sp.Mul,),
    asks=(Diff,),
    shrinks=True,
    hypotheses=("$f$ and $g$ differentiable at $x$",),
    conditions=(nonzero("g", "$g(x) \\neq 0$"),),
    source=spivak("chapter 10, theorem 8"),
    proof=Argument(
        "Write the quotient as $f \\cdot g^{-1}$: the chain rule gives $(g^{-1})' = -g'/g^2$, "
        "and the product rule the rest.",
        spivak("chapter 10, theorems 7 and 8"),
    ),
    counterexample=Counterexample("1/x", "0", "$g(x) \\neq 0$", "the quotient has a pole there"),
    ml_use="Softmax is a quotient: raising one score lowers the probability of all others.",
)
