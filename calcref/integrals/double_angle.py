"""A function of sin² x, sin x cos x and cos² x is one of the wave of twice the angle."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import fresh, mul, raw
from calcref.core.letters import u, x
from calcref.core.proofs import Argument
from calcref.core.questions import Antideriv, At, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import dlmf
from calcref.integrals.integrand import integrand, read_at
from calcref.integrals.waves import CIRCLE, C, S, in_pair

_s, _c = sp.Dummy("s2", real=True), sp.Dummy("c2", real=True)


def doubled(expr: sp.Expr) -> sp.Expr | None:
    """A quotient of polynomials in S and C in terms of the sine and cosine of twice the angle, where none of its
    terms is of odd degree.

    >>> str(doubled(1 / (1 + S**2))).replace("_", "")
    '-2/(c2 - 3)'
    """
    parts = [sp.Poly(part, S, C) for part in sp.fraction(sp.cancel(expr))]
    degrees = {(i + j) % 2 for part in parts for i, j in part.monoms()}
    if len(degrees) != 1:
        return None
    if degrees == {1}:
        parts = [part * sp.Poly(C, S, C) for part in parts]
    above, below = (
        sum(
            number * ((1 - _c) / 2) ** (i // 2) * ((1 + _c) / 2) ** (j // 2) * (_s / 2) ** (i % 2)
            for (i, j), number in part.terms()
        )
        for part in parts
    )
    return sp.cancel(above / below)


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits what becomes a quotient of waves of the first degree."""
    expr, var = integrand(question), question.var
    read = None if expr is None else in_pair(expr, var)
    if read is None or read[0] is not CIRCLE or not read[1].is_rational_function(S, C):
        return
    found = doubled(read[1])
    if found is None:
        return
    below = sp.fraction(found)[1]
    if below.is_polynomial(_s, _c) and sp.Poly(below, _s, _c).total_degree() <= 1:
        own = fresh(expr)
        inner = found.xreplace({_s: sp.sin(own), _c: sp.cos(own)}) / 2
        answer = read_at(inner, own, mul(sp.Integer(2), var))
        yield Rewriting(answer, {"u": own, "f": inner})


RULE = Rule(
    id="double-angle",
    name="Double angle",
    statement=Statement(
        raw(Antideriv, 1 / (1 + sp.sin(x) ** 2), x),
        raw(At, raw(Antideriv, 1 / (3 - sp.cos(u)), u), u, mul(sp.Integer(2), x)),
    ),
    rewrite=rewrite,
    page="integrals/trigonometric-integrals/#double-angle",
    asks=(Antideriv,),
    shrinks=True,
    source=dlmf("section 4.21"),
    proof=Argument(
        "$2\\sin^2 x = 1 - \\cos 2x$, $2\\cos^2 x = 1 + \\cos 2x$ and $2\\sin x\\cos x = \\sin 2x$; then $u = 2x$.",
        dlmf("section 4.21"),
    ),
    ml_use="Axial data, directions without a sign, are doubled to make them angles.",
)
