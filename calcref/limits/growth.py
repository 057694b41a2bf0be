"""Logarithms grow slower than powers, and powers slower than exponentials."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.decide import sign_of
from calcref.core.expr import apply, mul, negative, power, substitute
from calcref.core.foreign import SYMPY_RAISES
from calcref.core.letters import n, x
from calcref.core.proofs import Argument
from calcref.core.questions import LimitOf, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.limits.asking import fits

Rates = tuple[dict[sp.Rational, sp.Expr], sp.Expr, sp.Expr, sp.Expr]  # exponent by power, power, of the log, front


def rates(expr: sp.Expr, var: sp.Symbol) -> Rates | None:
    """How `expr`, a product, grows as `var` does: c·e^(Σ aₖ tᵏ)·t^p·(ln t)^q; None where it is no such product."""
    t = sp.Dummy("t", positive=True)
    exponents: dict[sp.Rational, sp.Expr] = {}
    degree = logarithm = sp.S.Zero
    front = sp.S.One
    for factor in sp.Mul.make_args(sp.powsimp(sp.expand_log(expr.doit().subs(var, t)))):
        base, exponent = factor.as_base_exp()
        if not factor.has(t):
            front *= factor
        elif exponent.has(t):
            if base.has(t) or sign_of(base) != 1:
                return None
            for term in sp.Add.make_args(sp.expand(exponent * sp.log(base))):
                size, rest = term.as_independent(t, as_Add=False)
                power_, of = rest.as_base_exp()[::-1]
                if of != t or not power_.is_Rational or power_ < 0:
                    return None
                exponents[power_] = exponents.get(power_, sp.S.Zero) + size
        elif base == t:
            degree += exponent
        elif base == sp.log(t):
            logarithm += exponent
        else:
            return None
    return exponents, degree, logarithm, front


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a product of powers, logarithms and exponentials, at infinity or right of 0."""
    to, var = question.to, question.var
    if not fits(question) or not (to == sp.oo or (to.is_zero and question.side == "+")):
        return
    expr = question.expr if to == sp.oo else substitute(question.expr, {var: power(var, sp.S.NegativeOne)})
    try:
        found = rates(expr, var)
    except SYMPY_RAISES:
        return
    if found is None:
        return
    exponents, degree, logarithm, front = found
    for rate in (*(exponents[k] for k in sorted(exponents, reverse=True)), degree, logarithm):
        grows = sign_of(rate)
        if grows is None:
            return
        if grows:
            size = sign_of(front)
            if size is not None:
                yield Rewriting(sp.S.Zero if grows < 0 else size * sp.oo)
            return
    yield Rewriting(front)


RULE = Rule(
    id="order-of-growth",
    name="Order of growth",
    statement=Statement(LimitOf(mul(power(x, n), apply(sp.exp, negative(x))), x, sp.oo), sp.S.Zero),
    rewrite=rewrite,
    page="derivatives/limits/#order-of-growth",
    asks=(LimitOf,),
    shrinks=True,
    source=spivak("chapter 18, theorem 6"),
    proof=Argument(
        "The series of $e^x$ has the term $x^m/m!$ for every $m$, so $e^x$ is larger than a multiple of $x^{m}$ "
        "with $m > n$. "
        "With $\\ln x$ in place of $x$ this says that powers grow faster than powers of logarithms.",
        spivak("chapter 18, theorem 6"),
    ),
    ml_use="Entropy has no gap at probability $0$: $p \\ln p$ tends to $0$.",
)
