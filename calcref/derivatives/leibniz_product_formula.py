"""Leibniz's product formula, (f g)⁽ⁿ⁾ = Σ C(n, k) f⁽ᵏ⁾ g⁽ⁿ⁻ᵏ⁾: short where one factor is a polynomial."""

from __future__ import annotations

from collections.abc import Iterator
from math import comb

import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.expr import add, mul, negative, raw, tree_size
from calcref.core.indexed import IndexedSum
from calcref.core.letters import f, g, n, x
from calcref.core.nested import SHORTENED
from calcref.core.nth import NthDiff, asked_order, of_order
from calcref.core.proofs import Argument
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.derivatives.nth_derivatives import NATURAL, RULES, k

HIGHEST_DEGREE = 8  # of the polynomial, and so of the orders that are left of it


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an order of 3 or more, of a polynomial times a function whose derivatives are known to any order."""
    product, order = asked_order(question)
    var = question.var
    if not product.is_Mul or order < SHORTENED or tree_size(product) > WALKABLE:
        return
    others = [factor for factor in product.args if not factor.is_polynomial(var)]
    if len(others) != 1:
        return
    first, second = mul(*(factor for factor in product.args if factor is not others[0])), others[0]
    degree = int(sp.degree(first, var)) if first.has(var) else 0
    known = raw(NthDiff, second, var, sp.Integer(order))
    if degree > min(HIGHEST_DEGREE, order) or not any(any(rule.rewrite(known, ask)) for rule in RULES):
        return
    terms = [
        mul(sp.Integer(comb(order, j)), of_order(first, var, j), of_order(second, var, order - j))
        for j in range(degree + 1)
    ]
    yield Rewriting(add(*terms), {"f": first, "g": second, "n": sp.Integer(order)})


RULE = Rule(
    id="leibniz-product-formula",
    name="Leibniz's product formula",
    statement=Statement(
        raw(NthDiff, mul(f, g), x, n),
        raw(
            IndexedSum,
            mul(raw(sp.binomial, n, k), raw(NthDiff, f, x, k), raw(NthDiff, g, x, add(n, negative(k)))),
            k,
            sp.S.Zero,
            n,
        ),
    ),
    rewrite=rewrite,
    page="derivatives/higher-derivatives/#leibniz",
    heads=(Diff,),
    asks=(Diff,),
    shrinks=True,
    conditions=(NATURAL,),
    hypotheses=("$f$ and $g$ differentiable $n$ times at $x$",),
    source=spivak("chapter 10, problems"),
    proof=Argument(
        "Each time, each term splits in two: the slope falls on one factor or on the other. So every choice of $k$ "
        "times for the first factor occurs as often as $k$ things can be chosen from $n$.",
        spivak("chapter 10, problems"),
    ),
    ml_use="Higher terms of a Taylor expansion of a loss that is multiplied by a weight.",
)
