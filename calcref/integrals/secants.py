"""∫ secⁿ x dx from ∫ secⁿ⁻² x dx: by parts, solved for the integral; and the same for cosecants."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import where_named, within
from calcref.core.expr import add, apply, mul, raw
from calcref.core.letters import x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand
from calcref.integrals.waves import BETWEEN_RIGHT_ANGLES, monomial


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits the third or a higher power of a secant or a cosecant."""
    expr, var = integrand(question), question.var
    read = None if expr is None else monomial(expr, var)
    if read is None:
        return
    pair, sine, cosine = read
    if sine == 0 and cosine.is_Integer and cosine <= -3:
        count, head, other, sign, turn = -cosine, pair.secant, pair.tangent, 1, 1
    elif cosine == 0 and sine.is_Integer and sine <= -3:
        count, head, other, sign, turn = -sine, pair.cosecant, pair.cotangent, -1, pair.sign
    else:
        return
    wave = apply(head, var)
    done = sp.Rational(sign, count - 1) * wave ** (count - 2) * apply(other, var)
    rest = mul(turn * sp.Rational(count - 2, count - 1), raw(Antideriv, wave ** (count - 2), var))
    yield Rewriting(add(done, rest), {"n": count})


n = sp.Symbol("n", integer=True)

RULE = Rule(
    id="reduction-of-secants",
    name="Reduction of secants",
    statement=Statement(
        raw(Antideriv, sp.sec(x) ** n, x),
        sp.sec(x) ** (n - 2) * sp.tan(x) / (n - 1) + (n - 2) / (n - 1) * raw(Antideriv, sp.sec(x) ** (n - 2), x),
    ),
    rewrite=rewrite,
    page="integrals/trigonometric-integrals/#reduction-of-secants",
    heads=(sp.Pow,),
    asks=(Antideriv,),
    shrinks=True,
    conditions=(
        where_named(within("n", lambda value: (value - 1).is_nonzero, "$n \\neq 1$"), "n"),
        BETWEEN_RIGHT_ANGLES,
    ),
    source=spivak("chapter 19"),
    proof=Argument(
        "By parts with $f = \\sec^{n-2} x$ and $g' = \\sec^2 x$; the remaining $\\tan^2 x$ is $\\sec^2 x - 1$, so the "
        "integral comes back with the factor $-(n - 2)$, and the equation is solved for it.",
        spivak("chapter 19"),
    ),
    counterexample=Counterexample(
        "sec(x)", "0", "$n \\neq 1$", "the formula divides by zero; the integral is $\\ln|\\sec x + \\tan x|$"
    ),
    ml_use="The arc length of a parabola, and with it distances along a quadratic path of the weights.",
)
