"""sin² x + cos² x = 1 inside of an integral of powers: squares of one kind are traded for the other."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import add, mul, raw
from calcref.core.letters import x
from calcref.core.proofs import Argument
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand
from calcref.integrals.waves import Pair, monomial

LARGEST = 12  # an exponent that is multiplied out


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits whole powers of sine and cosine with one of them, or both, below the line, and none above it odd."""
    expr, var = integrand(question), question.var
    read = None if expr is None else monomial(expr, var)
    if read is None:
        return
    pair, m, n = read
    if not (m.is_Integer and n.is_Integer and abs(m) <= LARGEST and abs(n) <= LARGEST):
        return
    if m.is_positive and m.is_even and n.is_negative:
        terms = _traded(m, n, [(pair.sign) ** (m // 2) * (-1) ** k for k in range(m // 2 + 1)])
    elif n.is_positive and n.is_even and m.is_negative:
        terms = [(c, b, a) for c, a, b in _traded(n, m, [(-pair.sign) ** k for k in range(n // 2 + 1)])]
    elif m.is_negative and n.is_negative:
        terms = [(sp.S.One, m, n + 2), (sp.Integer(pair.sign), m + 2, n)]
    else:
        return
    found = add(*(mul(number, written(pair, var, m, n)) for number, m, n in terms))
    yield Rewriting(raw(Antideriv, found, var), {"f": expr, "g": found})


def _traded(even: sp.Integer, other: sp.Integer, signs: list[sp.Expr]) -> list[tuple[sp.Expr, sp.Expr, sp.Expr]]:
    """The terms of (1 ± square)^(even/2) times the other to its power, each a coefficient and two exponents."""
    half = even // 2
    return [(sp.Integer(sign) * sp.binomial(half, k), sp.S.Zero, other + 2 * k) for k, sign in enumerate(signs)]


def written(pair: Pair, var: sp.Symbol, m: sp.Expr, n: sp.Expr) -> sp.Expr:
    """Sᵐ Cⁿ with secants and cosecants for what is below the line.

    >>> from calcref.integrals.waves import CIRCLE
    >>> written(CIRCLE, x, sp.Integer(0), sp.Integer(-3))
    sec(x)**3
    """
    sine = pair.sine(var) ** m if m >= 0 else pair.cosecant(var) ** -m
    cosine = pair.cosine(var) ** n if n >= 0 else pair.secant(var) ** -n
    return sine * cosine


RULE = Rule(
    id="pythagorean-identity",
    name="Pythagorean identity",
    statement=Statement(
        raw(Antideriv, sp.tan(x) ** 4, x),
        raw(Antideriv, sp.sec(x) ** 4 - 2 * sp.sec(x) ** 2 + 1, x),
    ),
    rewrite=rewrite,
    page="integrals/trigonometric-integrals/#pythagorean-identity",
    asks=(Antideriv,),
    shrinks=True,
    hypotheses=("whole exponents",),
    source=spivak("chapter 15"),
    proof=Argument(
        "$\\sin^2 x + \\cos^2 x = 1$; divided by a square, $\\tan^2 x + 1 = \\sec^2 x$. Hyperbolic functions have "
        "$\\cosh^2 x - \\sinh^2 x = 1$.",
        spivak("chapter 15"),
    ),
    ml_use="Pairs of a sine and a cosine in position encodings have length $1$.",
)
