"""The limit of a sum, a product and a quotient, where the limits of the parts say what it is."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.decide import sign_of
from calcref.core.expr import add, divide, mul, raw, varies
from calcref.core.letters import a, f, g, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import LimitOf, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.limits.asking import INFINITE, fits, is_determinate, limit, of, quotient

THEOREM = spivak("chapter 5, theorem 2")


def _of_each(question: LimitOf, ask: Ask, product: bool) -> Iterator[sp.Expr]:
    """The limits of all terms or factors, where these say what that of the whole is."""
    values = []
    for part in question.expr.args:
        values.append(limit(question, part, ask)[0])
        if values[-1] is None:
            return
    if is_determinate(values, product):
        yield from (of(question, part) for part in question.expr.args)


def of_a_sum(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a sum of terms that have limits, not infinite ones of both signs."""
    if fits(question) and (parts := list(_of_each(question, ask, product=False))):
        yield Rewriting(raw(sp.Add, *parts), {"f": question.expr.args[0]})


def of_a_product(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a product of factors that have limits, not 0 and an infinite one; constants are taken out first."""
    expr, var = question.expr, question.var
    if not fits(question):
        return
    fixed = [part for part in expr.args if not varies(part, var)]
    moving = [part for part in expr.args if varies(part, var)]
    if fixed and sign_of(mul(*fixed)) != 0:
        inner = of(question, mul(*moving))
        found = ask(inner)
        known = limit(question, inner.expr, ask)[0] if found is not None else None
        if is_determinate([known, mul(*fixed)], product=True):
            yield Rewriting(raw(sp.Mul, *fixed, inner), {"f": mul(*fixed), "g": inner.expr})
    elif parts := list(_of_each(question, ask, product=True)):
        yield Rewriting(raw(sp.Mul, *parts), {"f": expr.args[0]})


def of_a_quotient(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a quotient of what has limits, both finite, that below the line not 0."""
    pair = quotient(question.expr) if fits(question) else None
    if pair is None or not varies(pair[1], question.var):
        return
    above = limit(question, pair[0], ask)[0]
    below = limit(question, pair[1], ask)[0] if above is not None and above not in INFINITE else None
    if below is not None and below not in INFINITE and sign_of(below) in (1, -1):
        yield Rewriting(divide(of(question, pair[0]), of(question, pair[1])), {"f": pair[0], "g": pair[1]})


_F, _G = LimitOf(f, x, a), LimitOf(g, x, a)

SUM = Rule(
    id="limit-of-a-sum",
    name="Limit of a sum",
    statement=Statement(LimitOf(add(f, g), x, a), add(_F, _G)),
    rewrite=of_a_sum,
    page="derivatives/limits/#limit-of-a-sum",
    heads=(sp.Add,),
    asks=(LimitOf,),
    shrinks=True,
    hypotheses=("limits of $f$ and $g$ that are no infinities of opposite signs",),
    source=THEOREM,
    proof=Argument(
        "If $f$ is within $\\varepsilon/2$ of its limit and $g$ within $\\varepsilon/2$ of its own, their sum is "
        "within "
        "$\\varepsilon$ of the sum.",
        THEOREM,
    ),
    counterexample=Counterexample(
        "1/x - 1/x",
        "0",
        "limits of $f$ and $g$ that are no infinities of opposite signs",
        "neither term has a limit, and the sum is $0$",
    ),
    ml_use="The mean of many losses tends to the mean of their limits.",
)

PRODUCT = Rule(
    id="limit-of-a-product",
    name="Limit of a product",
    statement=Statement(LimitOf(mul(f, g), x, a), mul(_F, _G)),
    rewrite=of_a_product,
    page="derivatives/limits/#limit-of-a-product",
    heads=(sp.Mul,),
    asks=(LimitOf,),
    shrinks=True,
    hypotheses=("limits of $f$ and $g$ that are not $0$ and infinite",),
    source=THEOREM,
    proof=Argument(
        "Close to the place $g$ is bounded. A small error of $f$ times a bounded factor, and a small error of $g$ "
        "times a "
        "number, are small.",
        THEOREM,
    ),
    counterexample=Counterexample(
        "x*(1/x)", "0", "limits of $f$ and $g$ that are not $0$ and infinite", "the product is $1$, and not $0$"
    ),
    ml_use="A learning rate that tends to $0$ times a bounded gradient makes steps that tend to $0$.",
)

QUOTIENT = Rule(
    id="limit-of-a-quotient",
    name="Limit of a quotient",
    statement=Statement(LimitOf(divide(f, g), x, a), divide(_F, _G)),
    rewrite=of_a_quotient,
    page="derivatives/limits/#limit-of-a-quotient",
    heads=(sp.Mul, sp.Pow),
    asks=(LimitOf,),
    shrinks=True,
    hypotheses=("limits of $f$ and $g$ that are numbers, that of $g$ not $0$",),
    source=THEOREM,
    proof=Argument(
        "Close to the place $|g|$ is at least half the size of its limit, so $1/g$ is bounded and tends to the inverse "
        "of that limit; the rest is the limit of a product.",
        THEOREM,
    ),
    counterexample=Counterexample(
        "sin(x)/x",
        "0",
        "limits of $f$ and $g$ that are numbers, that of $g$ not $0$",
        "both limits are $0$, and that of the quotient is $1$",
    ),
    ml_use="A ratio of likelihoods has the limit of its parts as long as that below is not $0$.",
)
