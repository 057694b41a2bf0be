"""A proper quotient of polynomials as a sum of simpler ones, over the reals."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import raw
from calcref.core.letters import x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.rational import has_slope_above, quadratics, quotient

LETTERS = 2  # any two roots may be one: with more letters there are too many cases to tell apart


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a quotient whose denominator has several factors, or powers of one that the numerator reaches."""
    read = quotient(question)
    if read is None:
        return
    expr, above, below = read
    var = question.var
    if above.degree() >= below.degree() or has_slope_above(above, below) or len(below.free_symbols_in_domain) > LETTERS:
        return
    found = sp.apart(above.as_expr() / below.as_expr(), var)
    if not _is_sum(found, var):
        found = _of_quadratics(above, below) or found
    if _is_sum(found, var) and found != expr:
        yield Rewriting(raw(Antideriv, found, var), {"f": expr, "g": found})


def _is_sum(found: sp.Expr, var: sp.Symbol) -> bool:
    rest = found.as_independent(var, as_Add=False)[1]
    return bool(rest.is_Add)


def _of_quadratics(above: sp.Poly, below: sp.Poly) -> sp.Expr | None:
    """Over a quartic that is a product of two real quadratics: the numerator times the inverse of one, modulo the
    other.
    """
    parts = quadratics(below)
    if parts is None:
        return None
    var = below.gen
    found = []
    for one, other in (parts, reversed(parts)):
        (_, p, q), (_, r, s) = one.all_coeffs(), other.all_coeffs()
        a, b = r - p, s - q  # the other, modulo this one, is a x + b
        size = sp.radsimp(1 / sp.expand((b**2 - a * b * p + a**2 * q) * below.LC()))
        line = sp.Poly(above.as_expr() * (b - a * p - a * var), var).rem(one)
        numerator = (sp.sqrtdenest(sp.expand(size * number)) for number in line.all_coeffs())
        found.append(sp.Poly(list(numerator), var).as_expr() / one.as_expr())
    return sp.Add(*found)


RULE = Rule(
    id="partial-fractions",
    name="Partial fractions",
    statement=Statement(
        raw(Antideriv, 2 / ((x**2 + 1) * (x**2 + 3)), x),
        raw(Antideriv, 1 / (x**2 + 1) - 1 / (x**2 + 3), x),
    ),
    rewrite=rewrite,
    page="integrals/partial-fractions/",
    heads=(sp.Mul, sp.Pow, sp.Add),
    asks=(Antideriv,),
    shrinks=True,
    hypotheses=("factors without a common root",),
    source=spivak("chapter 19"),
    proof=Argument(
        "Polynomials without a common factor have $u p + v q = 1$; divide by $p q$, and go on until each denominator "
        "is a power of a line or of a quadratic without real roots. That every real polynomial is a product of such "
        "is the fundamental theorem of algebra.",
        spivak("chapters 19 and 26"),
    ),
    counterexample=Counterexample(
        "1/x^2",
        "1",
        "factors without a common root",
        "a root that counts twice has no $A/x + B/x$: it needs a term with $1/x^2$",
    ),
    ml_use="Logistic growth $y' = y(1 - y)$ is solved by this: the answer is the sigmoid.",
)
