"""Any quotient of polynomials in sin x and cos x is one of polynomials in t = tan(x/2)."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import where_named, within
from calcref.core.expr import apply, divide, fresh, raw
from calcref.core.letters import u, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Antideriv, At, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand
from calcref.integrals.waves import CIRCLE, C, S, in_pair


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a quotient of polynomials in sine and cosine whose antiderivative has no angle in it, which would jump."""
    expr, var = integrand(question), question.var
    read = None if expr is None else in_pair(expr, var)
    if read is None or read[0] is not CIRCLE or not read[1].is_rational_function(S, C):
        return
    own = fresh(expr, "tuvws")
    whole = read[1].xreplace({S: 2 * own / (1 + own**2), C: (1 - own**2) / (1 + own**2)}) * 2 / (1 + own**2)
    inner = raw(Antideriv, sp.factor_terms(sp.cancel(whole)), own)
    known = ask(inner)
    if known is not None and not known.answer.has(sp.atan):
        half = apply(sp.tan, divide(var, sp.Integer(2)))
        yield Rewriting(raw(At, inner, own, half), {"t": own, "f": inner.expr}, ())


RULE = Rule(
    id="tangent-half-angle",
    name="Tangent of half the angle",
    statement=Statement(
        raw(Antideriv, 1 / (1 + sp.cos(x)) ** 2, x),
        raw(At, raw(Antideriv, (1 + u**2) / 2, u), u, apply(sp.tan, x / 2)),
    ),
    rewrite=rewrite,
    page="integrals/trigonometric-integrals/#tangent-half-angle",
    asks=(Antideriv,),
    conditions=(
        where_named(within("x", lambda value: (sp.pi - sp.Abs(value)).is_positive, "$\\lvert x \\rvert < \\pi$"), "x"),
    ),
    source=spivak("chapter 19"),
    proof=Argument(
        "With $t = \\tan\\frac x2$, $\\sin x = \\frac{2t}{1+t^2}$, $\\cos x = \\frac{1-t^2}{1+t^2}$ and "
        "$dx = \\frac{2\\,dt}{1+t^2}$.",
        spivak("chapter 19"),
    ),
    counterexample=Counterexample(
        "1/(2+cos(x))",
        "pi",
        "$\\lvert x \\rvert < \\pi$",
        "the integrand is smooth, and the antiderivative in $\\tan\\frac{x}{2}$ jumps",
    ),
    ml_use="Stereographic projection: a circle becomes a line, but for one point.",
)
