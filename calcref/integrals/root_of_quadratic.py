"""∫ L(x) Q(x)^h dx for a quadratic Q under a root: a multiple of the root, and at most two integrals that are left."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import add, mul, raw, varies
from calcref.core.letters import x
from calcref.core.proofs import Argument
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import dlmf
from calcref.integrals.integrand import integrand

HIGHEST = 12  # degree of what stands before the root
HALF = sp.S.Half


def read(question: Question) -> tuple[sp.Expr, sp.Poly, sp.Rational] | None:
    """A sum of whole powers of the variable, a quadratic, and its exponent, half an odd number; or None.

    >>> read(raw(Antideriv, sp.sqrt(x**2 + 1) / x, x))[0]
    1/x
    """
    expr, var = integrand(question), question.var
    if expr is None:
        return None
    rest, found = sp.S.One, []
    for factor in sp.Mul.make_args(expr):
        base, exponent = factor.as_base_exp()
        if exponent.is_Rational and exponent.q == 2 and base.is_polynomial(var) and varies(base, var):
            found.append((sp.Poly(base, var), exponent))
        else:
            rest *= factor
    if len(found) != 1 or found[0][0].degree() != 2:
        return None
    rest = sp.expand(rest)
    terms = (term.as_independent(var, as_Add=False)[1] for term in sp.Add.make_args(rest))
    whole = all(term == 1 or (term.as_base_exp()[0] == var and term.as_base_exp()[1].is_Integer) for term in terms)
    return (rest, *found[0]) if whole else None


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits whole powers of the variable times an odd power of the root of a quadratic, but for the two left open."""
    found = read(question)
    if found is None:
        return
    rest, quadratic, exponent = found
    var, base = question.var, quadratic.as_expr()
    if exponent > -HALF:
        rest, exponent = sp.expand(rest * base ** (exponent + HALF)), -HALF
    above, below = (sp.Poly(part, var) for part in sp.fraction(sp.together(rest)))
    order = below.degree()
    if max(above.degree(), order) > HIGHEST or (exponent == -HALF and (order, above.degree()) in ((0, 0), (1, 0))):
        return
    times = int(-HALF - exponent)
    solved = _solved(sp.expand(rest * var**order), order, quadratic, exponent, times)
    if solved is None:
        return
    done, whole, over = solved
    left = [
        mul(number, raw(Antideriv, term / sp.sqrt(base), var))
        for number, term in ((whole, sp.S.One), (over, 1 / var))
        if number
    ]
    yield Rewriting(add(mul(sp.factor(done), base ** (exponent + 1)), *left), {"f": integrand(question), "q": base})


def _solved(
    above: sp.Expr, order: int, quadratic: sp.Poly, exponent: sp.Expr, times: int
) -> tuple[sp.Expr, sp.Expr, sp.Expr] | None:
    """R, and the numbers λ and μ, with above/x^order · Q^h = (R Q^(h + 1))' + (λ + μ/x)/√Q."""
    var, base = quadratic.gen, quadratic.as_expr()
    top = max(int(sp.degree(above, var)) - order - 1, 2 * times - 1, 0)
    powers = range(-max(order - 1, 0), top + 1)
    numbers = sp.symbols(f"r:{len(powers)}", cls=sp.Dummy)
    whole, over = sp.Dummy("whole"), sp.Dummy("over")
    inside = sum(number * var**power for number, power in zip(numbers, powers, strict=True))
    slope = sp.diff(inside, var) * base + (exponent + 1) * inside * quadratic.diff().as_expr()
    gap = sp.expand(
        (slope + (whole + over / var) * base**times) * var ** (order or 1) - above * (var if order == 0 else 1)
    )
    unknown = (*numbers, whole, over)
    found = sp.linsolve(sp.Poly(gap, var).all_coeffs(), unknown)
    if not found:
        return None
    values = next(iter(found))
    if any(value.has(*unknown) for value in values):
        values = [value.subs(dict.fromkeys(unknown, 0)) for value in values]
    *numbers, whole, over = map(sp.cancel, values)
    return sum(number * var**power for number, power in zip(numbers, powers, strict=True)), whole, over


RULE = Rule(
    id="root-of-a-quadratic",
    name="Split off a multiple of the root",
    statement=Statement(
        raw(Antideriv, x**2 / sp.sqrt(x**2 + 1), x),
        add(x * sp.sqrt(x**2 + 1) / 2, mul(-sp.S.Half, raw(Antideriv, 1 / sp.sqrt(x**2 + 1), x))),
    ),
    rewrite=rewrite,
    page="integrals/substitution/#root-of-a-quadratic",
    heads=(sp.Mul, sp.Pow),
    asks=(Antideriv,),
    shrinks=True,
    source=dlmf("section 4.40"),
    proof=Argument(
        "Differentiate $R\\,Q^{h+1}$: what stands before $Q^h$ is $R' Q + (h + 1) R Q'$. Choose the coefficients of "
        "$R$ so that only $1/\\sqrt Q$ and $1/(x \\sqrt Q)$ remain: linear equations.",
        dlmf("section 4.40"),
    ),
    ml_use="Moments of Wigner's half-disk, the density of eigenvalues of a large random matrix.",
)
