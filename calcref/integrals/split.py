"""∫ₐᵇ f dx = ∫ₐᶜ f dx + ∫ᶜᵇ f dx: at poles, jumps and kinks, and between two ends that both need a limit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import sympy as sp

from calcref.core.expr import nodes, raw, varies
from calcref.core.letters import a, b, c, f, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import DefiniteIntegral, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.definite import antiderivative, definite, is_missing
from calcref.reals.breaks import inside


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an integral with a gap or a kink between its bounds, in the integrand or in its antiderivative."""
    asked = definite(question)
    if asked is None:
        return
    places = asked.between(asked.found, kinks=True)
    if places == ():
        known = antiderivative(asked, ask)
        functions = (asked.found,) if known is None else (asked.found, known[1])
        places = asked.between(functions[-1])
        if places == () and asked.ends and all(is_missing(end, *functions) for end in asked.ends):
            places = (_middle(asked.expr, asked.var, *asked.ends),)
    if places:
        ends = (asked.lower, *places, asked.upper)
        pieces = (asked.over(low, high) for low, high in pairwise(ends))
        yield Rewriting(raw(sp.Add, *pieces), {f"c_{k}": place for k, place in enumerate(places, 1)}, ())


def _middle(expr: sp.Expr, var: sp.Symbol, low: sp.Expr, high: sp.Expr) -> sp.Expr:
    """A place between the ends; on the whole line the one around which a bell lies, where its formulas are shortest."""
    if low.is_infinite and high.is_infinite:
        for node in nodes(expr):
            shift = node.as_poly(var) if node.is_Add and varies(node, var) else None
            if shift is not None and shift.degree() in (1, 2):
                first, second, *_ = shift.all_coeffs()
                return sp.cancel(-second / (shift.degree() * first))
    return inside(low, high)


RULE = Rule(
    id="split-an-integral",
    name="Split the interval",
    statement=Statement(
        raw(DefiniteIntegral, f, x, a, b),
        raw(sp.Add, raw(DefiniteIntegral, f, x, a, c), raw(DefiniteIntegral, f, x, c, b)),
    ),
    rewrite=rewrite,
    page="integrals/fundamental-theorem/#split-an-integral",
    heads=(),
    asks=(DefiniteIntegral,),
    shrinks=True,
    hypotheses=("both parts converge",),
    source=spivak("chapter 13, theorem 4"),
    proof=Argument(
        "The area over an interval is the sum of the areas over its parts. Across a pole the integral is defined "
        "by this equation: it exists only if each part does.",
        spivak("chapter 13, theorem 4, and chapter 14"),
    ),
    counterexample=Counterexample(
        "1/x", "0", "both parts converge", "from $-1$ to $1$ the parts are $-\\infty$ and $\\infty$; they do not cancel"
    ),
    ml_use="The hinge, Huber and ReLU are integrated piece by piece.",
)
