"""The principal value: a pole is left out by the same distance on both sides, which then goes to 0."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import positive, where_named
from calcref.core.expr import add, apply, divide, fresh, negative, power, raw, substitute
from calcref.core.letters import a, b, t, x
from calcref.core.principal_value import PrincipalValue
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import DefiniteIntegral, LimitOf, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import dlmf
from calcref.integrals.definite import Definite, antiderivative
from calcref.reals.breaks import breaks


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an integral whose poles between the bounds are known, if it reaches none of these at a bound."""
    found = breaks(question.expr, question.var)
    if found is None:
        return
    asked = Definite(question.expr, question.var, question.lower, question.upper, found)
    poles = None if asked.ends is None else asked.between(found)
    if poles is None or asked.ends is None or (asked.ends[0] != asked.lower):
        return
    known = antiderivative(asked, ask)
    if known is None or any(gap not in poles for gap in asked.between(known[1]) or ()):
        return
    own = sp.Symbol(fresh(raw(sp.Tuple, *question.args), "htrs").name, positive=True)
    tails = [end for end in asked.ends if end.is_infinite]
    if poles and tails:
        yield Rewriting(_with_tails(asked, poles), {"f": asked.expr})
    elif len(tails) == 1 or any(found.at(end) for end in asked.ends):
        return
    else:
        lows = [asked.lower, *(pole + own for pole in poles)] if poles or not tails else [-own]
        highs = [*(pole - own for pole in poles), asked.upper] if poles or not tails else [own]
        at = {end: substitute(known[0].answer, {asked.var: end}) for end in (*lows, *highs)}
        pieces = [add(at[high], negative(at[low])) for low, high in zip(lows, highs, strict=True)]
        to = sp.oo if tails else sp.S.Zero
        after = LimitOf(raw(sp.Add, *pieces) if poles else pieces[0], own, to, "+" if poles else "+-")
        yield Rewriting(after, {"f": asked.expr, "F": known[0].answer})


def _with_tails(asked: Definite, poles: tuple[sp.Expr, ...]) -> sp.Expr:
    """The poles between bounds that are finite, and plain integrals for what is outside of these."""
    low = poles[0] - 1 if asked.lower.is_infinite else asked.lower
    high = poles[-1] + 1 if asked.upper.is_infinite else asked.upper
    tails = [ends for ends in ((asked.lower, low), (high, asked.upper)) if ends[0] != ends[1]]
    inner = raw(PrincipalValue, asked.expr, asked.var, low, high)
    return raw(sp.Add, inner, *(asked.over(*ends) for ends in tails))


_f = power(x, sp.S.NegativeOne)
RULE = Rule(
    id="principal-value",
    name="Principal value",
    statement=Statement(
        LimitOf(
            add(raw(DefiniteIntegral, _f, x, negative(a), negative(t)), raw(DefiniteIntegral, _f, x, t, b)),
            t,
            sp.S.Zero,
            "+",
        ),
        apply(sp.log, divide(b, a)),
    ),
    rewrite=rewrite,
    page="integrals/fundamental-theorem/#principal-value",
    asks=(PrincipalValue,),
    conditions=(where_named(positive("a"), "a"), where_named(positive("b"), "b")),
    source=dlmf("section 1.4(v)"),
    proof=Argument(
        "Both parts have antiderivatives, and $\\ln t$ is added once and taken away once before $t$ goes to $0$.",
        dlmf("section 1.4(v)"),
    ),
    counterexample=Counterexample(
        "1/x^2", "0", "$b > 0$", "beside a pole that does not change its sign nothing cancels: the limit is infinite"
    ),
    ml_use="The Hilbert transform, which gives a signal its phase, is a principal value.",
)
