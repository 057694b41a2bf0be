"""∫ f(g(x)) g'(x) dx = [∫ f(u) du] at u = g(x)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import sympy as sp

from calcref.core.expr import fresh, mul, nodes, raw, tree_size, varies
from calcref.core.letters import f_of_g, f_of_u, g, u, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Antideriv, At, Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.simplify import standard_form
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand, read_at

LARGEST = 80  # nodes of an integrand in which inner functions are looked for


def candidates(expr: sp.Expr, var: sp.Symbol) -> list[sp.Expr]:
    """The parts of `expr` that may be the inner function, those closest to the variable first.

    >>> candidates(x * sp.exp(x**2), x)
    [x**2, exp(x**2)]
    """
    return [node for node in nodes(expr) if varies(node, var) and node not in (var, expr) and isinstance(node, sp.Expr)]


@lru_cache(maxsize=1024)  # slow where there are many letters, and asked for again in each search
def outer(expr: sp.Expr, inner: sp.Expr, slope: sp.Expr, var: sp.Symbol, own: sp.Symbol) -> sp.Expr | None:
    """`expr` divided by the slope of `inner`, written in `own` = `inner`; None where the variable remains.

    >>> outer(x * sp.exp(x**2), x**2, 2 * x, x, u)
    exp(u)/2
    """
    if slope == 0:
        return None
    quotient = expr / slope
    found = quotient.subs(inner, own)
    if varies(found, var) and quotient.is_rational_function(var):
        found = sp.cancel(quotient).subs(inner, own)
    if varies(found, var) and inner == slope * var and not varies(found * var, var):
        found = found * var * slope / own
    if varies(found, var) and not varies(slope, var) and (_under_a_root(expr, inner) or _in_a_bell(expr, inner)):
        found = quotient.subs(inner, own).subs(var, (own - inner.subs(var, 0)) / slope)
    return None if varies(found, var) or found.has(sp.zoo, sp.nan) else found


def _under_a_root(expr: sp.Expr, inner: sp.Expr) -> bool:
    return any(
        isinstance(node, sp.Pow) and node.base == inner and not (node.exp.is_Integer and node.exp.is_positive)
        for node in nodes(expr)
    )


def _in_a_bell(expr: sp.Expr, inner: sp.Expr) -> bool:
    """Whether a power of `inner` stands in an exponent, as in x e^(-(x - m)^2)."""
    return any(
        isinstance(node, sp.exp) and any(part.is_Pow and part.base == inner for part in nodes(node))
        for node in nodes(expr)
    )


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an integrand that is a function of one of its parts, times the slope of that part; simplest first."""
    expr, var = integrand(question), question.var
    if expr is None or not varies(expr, var) or tree_size(expr) > LARGEST:
        return
    own = fresh(expr)
    offers = []
    for place, inner in enumerate(candidates(expr, var)):
        slope = ask(raw(Diff, inner, var))
        found = None if slope is None else outer(expr, inner, standard_form(slope.answer), var, own)
        if slope is not None and found is not None and found.subs(own, var) != expr:
            offers.append((not varies(found, own), sp.count_ops(found), place, inner, found, slope))
    for _, cost, _, inner, found, slope in sorted(offers, key=lambda offer: offer[:3]):
        if cost <= sp.count_ops(expr) or not varies(standard_form(slope.answer), var):
            answer = read_at(found, own, inner)
            yield Rewriting(answer, {"u": own, "g": inner, "f": found}, (slope,))


RULE = Rule(
    id="substitution",
    name="Substitution",
    statement=Statement(
        raw(Antideriv, mul(f_of_g, raw(Diff, g, x)), x),
        raw(At, raw(Antideriv, f_of_u, u), u, g),
    ),
    rewrite=rewrite,
    page="integrals/substitution/",
    asks=(Antideriv,),
    hypotheses=(
        "$f$ continuous on the range of $g$",
        "$g$ differentiable on the interval",
    ),
    source=spivak("chapter 19, theorem 2"),
    proof=Argument(
        "If $F' = f$ then $\\frac{d}{dx} F(g(x)) = f(g(x))\\,g'(x)$ by the chain rule.", spivak("chapter 19, theorem 2")
    ),
    counterexample=Counterexample(
        "sign(x)",
        "0",
        "$f$ continuous on the range of $g$",
        "without an antiderivative of $f$ there is nothing to put $g$ into",
    ),
    ml_use="Densities change variables this way: the slope of the map is the factor that keeps the total at $1$.",
)
