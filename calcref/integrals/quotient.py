"""A quotient of waves, (p + q cos x + r sin x)/(a + b cos x + c sin x): a constant, a slope and 1 over a wave."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import add, apply, mul, power, raw
from calcref.core.letters import x
from calcref.core.proofs import Argument
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.by_cases import wave
from calcref.integrals.integrand import integrand
from calcref.integrals.waves import CIRCLE, C, S, in_pair


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a quotient of waves with a wave above the line."""
    expr, var = integrand(question), question.var
    read = None if expr is None else in_pair(expr, var)
    if expr is None or read is None or read[0] is not CIRCLE:
        return
    whole = expr if expr.has(sp.sin, sp.cos) else sp.cancel(read[1]).xreplace({S: sp.sin(var), C: sp.cos(var)})
    above, below = sp.fraction(sp.together(whole))
    upper, lower = wave(above, var), wave(below, var)
    if upper is None or lower is None or upper["b"] == upper["c"] == 0 or lower["b"] == lower["c"] == 0:
        return
    (p, q, r), (a, b, c) = ((part["a"], part["b"], part["c"]) for part in (upper, lower))
    size = b**2 + c**2
    same, slope = sp.cancel((q * b + r * c) / size), sp.cancel((q * c - r * b) / size)
    rest = sp.cancel(p - same * a)
    known = add(mul(same, var), mul(slope, apply(sp.log, apply(sp.Abs, below))))
    left = raw(Antideriv, power(below, sp.S.NegativeOne), var)
    yield Rewriting(known if rest == 0 else add(known, mul(rest, left)), {"f": expr})


_a = sp.Symbol("a", real=True)

RULE = Rule(
    id="quotient-of-waves",
    name="Quotient of waves",
    statement=Statement(
        raw(Antideriv, sp.cos(x) / (_a + sp.cos(x)), x),
        add(x, mul(sp.S.NegativeOne, _a, raw(Antideriv, 1 / (_a + sp.cos(x)), x))),
    ),
    rewrite=rewrite,
    page="integrals/table-of-integrals/#quotient-of-waves",
    heads=(sp.Mul, sp.Pow),
    asks=(Antideriv,),
    hypotheses=("$a + \\cos x \\neq 0$",),
    source=spivak("chapter 19"),
    proof=Argument(
        "The numerator is a multiple of the denominator, plus a multiple of its slope, plus a constant: three "
        "equations for three numbers.",
        spivak("chapter 19"),
    ),
    ml_use="The mean direction of a wrapped Cauchy density.",
)
