"""Between two zeros of g the sign of g is constant, and is taken out of the integral of |g| f."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import nonzero, where_named
from calcref.core.expr import apply, mul, raw, varies
from calcref.core.letters import x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an odd power of an absolute value, or a sign, as one of the factors."""
    expr, var = integrand(question), question.var
    if expr is None:
        return
    for factor in sp.Mul.make_args(expr):
        base, exponent = factor.as_base_exp()
        if not (isinstance(base, (sp.Abs, sp.sign)) and exponent.is_Integer and exponent % 2 and varies(base, var)):
            continue
        inner = base.args[0]
        plain = inner**exponent if isinstance(base, sp.Abs) else sp.S.One
        rest = raw(Antideriv, expr / factor * plain, var)
        yield Rewriting(mul(apply(sp.sign, inner), rest), {"g": inner})


RULE = Rule(
    id="sign-on-an-interval",
    name="Sign on an interval",
    statement=Statement(
        raw(Antideriv, apply(sp.Abs, x), x),
        mul(apply(sp.sign, x), raw(Antideriv, x, x)),
    ),
    rewrite=rewrite,
    page="integrals/fundamental-theorem/#sign-on-an-interval",
    heads=(sp.Abs, sp.sign, sp.Mul, sp.Pow),
    asks=(Antideriv,),
    conditions=(where_named(nonzero("x"), "x"),),
    hypotheses=("an interval on which what stands between the bars is not $0$",),
    source=spivak("chapter 13"),
    proof=Argument(
        "An absolute value is what stands between the bars, times its sign. Between two neighboring zeros of a "
        "continuous function that sign is a constant, which is taken out of the integral.",
        spivak("chapter 7, theorem 1"),
    ),
    counterexample=Counterexample(
        "|x-1|",
        "1",
        "an interval on which what stands between the bars is not $0$",
        "$\\operatorname{sign}(x-1)\\,(\\frac{x^2}{2} - x)$ jumps by $-1$ at $1$: from $0$ to $2$ it gains $0 - 0$ "
        "and the area is $1$",
    ),
    ml_use="Losses of the size of a residual, over a region on one side of the fit.",
)
