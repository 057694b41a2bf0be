"""Powers of sine and cosine that are a function of the tangent, times its slope."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import apply, fresh, raw, varies
from calcref.core.letters import u, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Antideriv, At, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand, read_at
from calcref.integrals.waves import BETWEEN_RIGHT_ANGLES, monomial


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a product of powers of sine and cosine whose exponents add up to −2, −4 and so on."""
    expr, var = integrand(question), question.var
    read = None if expr is None else monomial(expr, var)
    if read is None:
        yield from _times_squared_secant(expr, var)
        return
    pair, m, n = read
    excess = -(m + n) / 2 - 1
    if not (excess.is_Integer and excess >= 0):
        return
    own = fresh(expr)
    if n.is_negative:
        head, inner = pair.tangent, own**m * (1 + pair.sign * own**2) ** excess
    else:
        head, inner = pair.cotangent, -(own**n) * (own**2 + pair.sign) ** excess
    yield Rewriting(read_at(inner, own, apply(head, var)), {"u": own, "f": inner})


def _times_squared_secant(expr: sp.Expr | None, var: sp.Symbol) -> Iterator[Rewriting]:
    """Whatever is made of tangents, times an even power of a secant."""
    for factor in () if expr is None else sp.Mul.make_args(expr):
        if factor.is_Pow and factor.base == sp.sec(var) and factor.exp.is_even and factor.exp.is_positive:
            own = fresh(expr)
            inner = (expr / factor).xreplace({sp.tan(var): own}) * (1 + own**2) ** (factor.exp / 2 - 1)
            if not varies(inner, var):
                yield Rewriting(read_at(inner, own, apply(sp.tan, var)), {"u": own, "f": inner})


RULE = Rule(
    id="substitution-of-a-tangent",
    name="Substitution of a tangent",
    statement=Statement(
        raw(Antideriv, sp.tan(x) ** 2 * sp.sec(x) ** 4, x),
        raw(At, raw(Antideriv, u**2 * (1 + u**2), u), u, sp.tan(x)),
    ),
    rewrite=rewrite,
    page="integrals/trigonometric-integrals/#substitution-of-a-tangent",
    asks=(Antideriv,),
    shrinks=True,
    conditions=(BETWEEN_RIGHT_ANGLES,),
    hypotheses=("an even power of the secant, at least the second",),
    source=spivak("chapter 19"),
    proof=Argument(
        "Two secants are kept: $\\sec^2 x = \\tan' x$. The others come in squares, and $\\sec^2 x = 1 + \\tan^2 x$. "
        "For cotangents and cosecants the slope is $-\\csc^2 x$.",
        spivak("chapter 19"),
    ),
    counterexample=Counterexample(
        "sec(x)",
        "0",
        "an even power of the secant, at least the second",
        "no $\\sec^2 x$ can be kept, and in $u = \\tan x$ the rest has a root with a sign that changes",
    ),
    ml_use="The tangent of a uniform angle is Cauchy distributed: its density is one over $\\sec^2$.",
)
