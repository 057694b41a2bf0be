"""lim (1 + 1/x)ˣ = e, and lim f^g = exp(lim g ln f)."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import add, apply, mul, power, raw, varies
from calcref.core.letters import a, f, g, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import LimitOf, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.limits.asking import INFINITE, POSITIVE, fits, limit, of, sign


def of_e(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits (1 + 1/x)ˣ at infinity."""
    expr, var = question.expr, question.var
    if question.to == sp.oo and expr.is_Pow and expr.exp == var and expr.base.doit() == 1 + 1 / var:
        yield Rewriting(sp.E)


def of_a_power(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a power whose base and exponent both vary, the base positive beside the place."""
    expr, var = question.expr, question.var
    if not fits(question) or not (varies(expr.base, var) and varies(expr.exp, var)):
        return
    inner = mul(expr.exp, apply(sp.log, expr.base))
    found, used = limit(question, inner, ask)
    if found is None or sign(expr.base, question) != 1:
        return
    where = {"f": expr.base, "g": expr.exp}
    if found in INFINITE:
        yield Rewriting(sp.oo if found == sp.oo else sp.S.Zero, where, used)
    else:
        yield Rewriting(apply(sp.exp, of(question, inner)), where)


E = Rule(
    id="limit-of-compound-growth",
    name="Standard limit of compound growth",
    statement=Statement(LimitOf(power(add(sp.S.One, power(x, sp.S.NegativeOne)), x), x, sp.oo), sp.E),
    rewrite=of_e,
    page="derivatives/limits/#standard-limits",
    heads=(sp.Pow,),
    asks=(LimitOf,),
    shrinks=True,
    source=spivak("chapter 18"),
    proof=Argument(
        "Its logarithm is the quotient of $\\ln(1+u)$ and $u$ for $u = 1/x$, which tends to $1$.", spivak("chapter 18")
    ),
    ml_use="Weight decay by $1/n$ in each of $n$ steps leaves a factor close to $1/e$.",
)

POWER = Rule(
    id="limit-of-a-general-power",
    name="Limit of a power with a moving exponent",
    statement=Statement(LimitOf(raw(sp.Pow, f, g), x, a), apply(sp.exp, LimitOf(mul(g, apply(sp.log, f)), x, a))),
    rewrite=of_a_power,
    page="derivatives/limits/#limit-of-a-general-power",
    heads=(sp.Pow,),
    asks=(LimitOf,),
    shrinks=True,
    conditions=(POSITIVE,),
    source=spivak("chapter 18"),
    proof=Argument(
        "$f^g = e^{g \\ln f}$, and the exponential is continuous; where its argument tends to infinity it does, "
        "too, and where "
        "that tends to minus infinity it tends to $0$.",
        spivak("chapter 18"),
    ),
    counterexample=Counterexample(
        "(-1)^x", "0", "$f(x) > 0$ close to $a$", "there are no values at irrational numbers"
    ),
    ml_use="The geometric mean of $n$ likelihoods is such a power.",
)
