"""Lines over, or times, a power of a quadratic: its slope is split off; and powers of a quadratic, one step down."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import nonzero, where_named
from calcref.core.expr import add, apply, mul, raw, varies
from calcref.core.letters import a, b, n, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand

Read = tuple[sp.Poly, sp.Poly, sp.Expr]  # what stands before, a quadratic, and its exponent


def read(question: Question) -> Read | None:
    """A polynomial times a power of a quadratic that is no square; None where the integrand is no such product.

    >>> line, quadratic, exponent = read(raw(Antideriv, (x + 1) / (x**2 + 2), x))
    >>> line.as_expr(), quadratic.as_expr(), exponent
    (x + 1, x**2 + 2, -1)
    """
    expr, var = integrand(question), question.var
    if expr is None:
        return None
    rest, found = sp.S.One, []
    for factor in sp.Mul.make_args(expr):
        base, exponent = factor.as_base_exp()
        whole = exponent.is_Integer and exponent.is_positive
        if base.is_polynomial(var) and varies(base, var) and not whole and not varies(exponent, var):
            found.append((base, exponent))
        else:
            rest *= factor
    if len(found) != 1 or not rest.is_polynomial(var):
        return None
    quadratic = sp.Poly(found[0][0], var)
    return (sp.Poly(rest, var), quadratic, found[0][1]) if quadratic.degree() == 2 else None


def split(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a line that is no multiple of the quadratic's slope, times a power of the quadratic."""
    found = read(question)
    if found is None or found[0].degree() != 1:
        return
    line, quadratic, exponent = found
    (p, q), (a, b, _) = line.all_coeffs(), quadratic.all_coeffs()
    share, rest = sp.cancel(p / (2 * a)), sp.cancel(q - p * b / (2 * a))
    if rest == 0:
        return
    base = quadratic.as_expr()
    if exponent == -1:
        done = apply(sp.log, base if _is_positive(quadratic) else apply(sp.Abs, base))
    else:
        done = base ** (exponent + 1) / (exponent + 1)
    left = mul(rest, raw(Antideriv, base**exponent, question.var))
    yield Rewriting(add(mul(share, done), left), {"n": exponent, "q": base})


def _is_positive(quadratic: sp.Poly) -> bool:
    a, b, c = quadratic.all_coeffs()
    return bool(a.is_positive and (4 * a * c - b**2).is_positive)


def reduce(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits the second and higher powers of a quadratic below the line."""
    found = read(question)
    if found is None or found[0].degree() != 0:
        return
    constant, quadratic, exponent = found
    if not (exponent.is_Integer and exponent <= -2):
        return
    a, b, c = quadratic.all_coeffs()
    size, count, base = sp.expand(4 * a * c - b**2), -exponent - 1, quadratic.as_expr()
    if size == 0:
        return
    done = sp.cancel(quadratic.diff().as_expr() / (count * size)) * base ** (exponent + 1)
    number = sp.cancel(2 * a * (2 * count - 1) / (count * size))
    left = mul(number, raw(Antideriv, base ** (exponent + 1), question.var))
    yield Rewriting(mul(constant.as_expr(), add(done, left)), {"n": -exponent, "q": base})


SPLIT = Rule(
    id="split-off-the-slope",
    name="Split off the slope",
    statement=Statement(
        raw(Antideriv, (x + b) / (x**2 + a**2), x),
        add(sp.log(x**2 + a**2) / 2, mul(b, raw(Antideriv, 1 / (x**2 + a**2), x))),
    ),
    rewrite=split,
    page="integrals/partial-fractions/#split-off-the-slope",
    heads=(sp.Mul,),
    asks=(Antideriv,),
    shrinks=True,
    hypotheses=("a quadratic other than $0$",),
    source=spivak("chapter 19"),
    proof=Argument(
        "Every line is a multiple of the quadratic's slope and a constant. The first part is a logarithm or a power by "
        "substitution, the second is the quadratic alone.",
        spivak("chapter 19"),
    ),
    ml_use="The mean of a Cauchy density would be such an integral; its logarithm is why there is none.",
)

REDUCE = Rule(
    id="reduction-of-a-quadratic",
    name="Reduction of a power of a quadratic",
    statement=Statement(
        raw(Antideriv, (x**2 + a**2) ** -(n + 1), x),
        add(
            x / (2 * n * a**2 * (x**2 + a**2) ** n),
            mul((2 * n - 1) / (2 * n * a**2), raw(Antideriv, (x**2 + a**2) ** -n, x)),
        ),
    ),
    rewrite=reduce,
    page="integrals/partial-fractions/#reduction-of-a-quadratic",
    heads=(sp.Pow,),
    asks=(Antideriv,),
    shrinks=True,
    conditions=(where_named(nonzero("a"), "a"), where_named(nonzero("n"), "n")),
    source=spivak("chapter 19"),
    proof=Argument(
        "Differentiate $x\\,(x^2 + a^2)^{-n}$ and write the $x^2$ that appears as $(x^2 + a^2) - a^2$: both integrals "
        "come out.",
        spivak("chapter 19"),
    ),
    counterexample=Counterexample(
        "(x^2+1)^(-1)", "0", "$n \\neq 0$", "the formula divides by zero; the integral is the arctangent"
    ),
    ml_use="Student's densities with an odd number of degrees of freedom: their distribution functions.",
)
