"""∫ₐᵇ f dx = lim of ∫ₐᵗ f dx as t tends to b, where b is infinite or f has no value there."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import apply, fresh, negative, power, raw
from calcref.core.letters import a, f, t, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import DefiniteIntegral, LimitOf, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.definite import Definite, antiderivative, definite, is_missing


def side(asked: Definite, end: sp.Expr) -> str | None:
    """From which side the integral reaches `end`, one of its bounds; None where that cannot be told."""
    if end.is_infinite:
        return "+-"
    if asked.ends is not None:
        return "+" if asked.ends[0] == end else "-"
    sides = {
        "+" if interval.start == end else "-"
        for interval in asked.found.intervals
        if end in (interval.start, interval.end)
    }
    return sides.pop() if len(sides) == 1 else None


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an integral with one end at which the integrand, or its antiderivative, has no value."""
    asked = definite(question)
    if asked is None or (asked.ends is not None and asked.between(asked.found) != ()):
        return
    known = antiderivative(asked, ask)
    functions = (asked.found,) if known is None else (asked.found, known[1])
    missing = [end for end in (asked.lower, asked.upper) if is_missing(end, *functions)]
    if len(missing) != 1:
        return
    end, own = missing[0], fresh(raw(sp.Tuple, asked.expr, asked.var, asked.lower, asked.upper), "tsruvw")
    towards = side(asked, end)
    if towards is None:
        return
    inner = asked.over(own, asked.upper) if end == asked.lower else asked.over(asked.lower, own)
    yield Rewriting(LimitOf(inner, own, end, towards), {"f": asked.expr, "t": own, "b": end}, ())


RULE = Rule(
    id="improper-integral",
    name="Improper integral",
    statement=Statement(
        raw(DefiniteIntegral, f, x, a, sp.oo),
        LimitOf(raw(DefiniteIntegral, f, x, a, t), t, sp.oo),
        (("f", apply(sp.exp, negative(power(x, sp.Integer(2))))),),
    ),
    rewrite=rewrite,
    page="integrals/fundamental-theorem/#improper-integral",
    asks=(DefiniteIntegral,),
    shrinks=True,
    hypotheses=("a finite limit",),
    source=spivak("chapter 14, problems 26 to 30"),
    proof=Argument(
        "This is what an integral up to infinity, or up to a pole, means; it exists if the limit is a number.",
        spivak("chapter 14"),
    ),
    counterexample=Counterexample(
        "1/x^2", "0", "a finite limit", "from $0$ to $1$ the limit is infinite: the integral diverges"
    ),
    ml_use="Every expectation under a normal density runs over the whole line.",
)
