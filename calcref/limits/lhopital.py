"""lim f/g = lim f'/g', where f and g both tend to 0 or both to infinity."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import add, divide, mul, negative, power, raw, varies
from calcref.core.letters import a, f, g, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import At, Diff, LimitOf, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.limits.asking import INFINITE, fits, is_zero_free, limit, quotient


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a quotient of the form 0/0 or ∞/∞, and a product of the form 0·∞ written as one."""
    if not fits(question):
        return
    for above, below in _quotients(question):
        limits = [limit(question, part, ask)[0] for part in (above, below)]
        if not (limits == [0, 0] or all(it in INFINITE for it in limits)):
            continue
        slope = ask(raw(Diff, below, question.var))
        if slope is not None and is_zero_free(slope.answer, question):
            ratio = raw(sp.Mul, raw(Diff, above, question.var), power(raw(Diff, below, question.var), sp.S.NegativeOne))
            where = {"f": above, "g": below}
            yield Rewriting(raw(LimitOf, ratio, *question.args[1:]), where)


def _quotients(question: LimitOf) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    """The expression as a quotient; of a product without a denominator, each factor may go below the line."""
    expr, var = question.expr, question.var
    pair = quotient(expr)
    if pair is not None and varies(pair[0], var) and varies(pair[1], var):
        yield pair
    for k, factor in enumerate(expr.args):
        rest = mul(*expr.args[:k], *expr.args[k + 1 :])
        if varies(factor, var) and varies(rest, var) and not (pair and factor.is_Pow and factor.exp.is_negative):
            yield rest, power(factor, sp.S.NegativeOne)


_shifted_f, _shifted_g = (add(it, negative(At(it, x, a))) for it in (f, g))

RULE = Rule(
    id="lhopital",
    name="L'Hôpital's rule",
    statement=Statement(
        LimitOf(divide(f, g), x, a),
        LimitOf(divide(raw(Diff, f, x), raw(Diff, g, x)), x, a),
        (("f", _shifted_f), ("g", _shifted_g)),
    ),
    rewrite=rewrite,
    page="derivatives/limits/#lhopital",
    heads=(sp.Mul,),
    asks=(LimitOf,),
    hypotheses=(
        "limits of $f$ and $g$ that are both $0$ or both infinite",
        "$g'(x) \\neq 0$ beside $a$",
        "a limit of the quotient of slopes",
    ),
    source=spivak("chapter 11, theorem 9 and problems 55 and 56"),
    proof=Argument(
        "Where both tend to $0$, Cauchy's mean value theorem gives for each $x$ a $z$ between $a$ and $x$ at which "
        "the quotient of "
        "the slopes is the quotient of $f$ and $g$ at $x$. As $x$ tends to $a$, so does $z$. The other form takes "
        "one more step.",
        spivak("chapter 11, theorem 9 and problem 56"),
    ),
    counterexample=Counterexample(
        "x^2*sin(1/x)/sin(x)",
        "0",
        "a limit of the quotient of slopes",
        "the quotient of the slopes swings for ever, and the limit is $0$",
    ),
    ml_use="The softplus of $x$, divided by $x$, tends to $1$: far out it is a rectifier.",
)
