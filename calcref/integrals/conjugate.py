"""1/(p + q) = (p − q)/(p² − q²) for roots p and q: the sum of roots goes up, where each can be integrated alone."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import WALKABLE, holds_at, where_named
from calcref.core.expr import divide, raw, tree_size, varies
from calcref.core.letters import a, b, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Condition, Point, Rewriting, Rule, Statement, Where
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a quotient below whose line two terms stand, with square roots of different functions, or squares of which
    the difference does not vary.
    """
    expr, var = integrand(question), question.var
    if expr is None or tree_size(expr) > WALKABLE:
        return
    for factor in sp.Mul.make_args(expr):
        if not (factor.is_Pow and factor.exp == -1 and factor.base.is_Add and len(factor.base.args) == 2):
            continue
        p, q = factor.base.args
        inside = [_under_root(term, var) for term in (p, q)]
        if inside == [None, None]:
            continue
        squares = sp.expand(p**2 - q**2)
        if not squares.is_polynomial(var) or squares == 0:
            continue
        if not varies(squares, var) or (None not in inside and inside[0] != inside[1]):
            rest = expr / factor
            above = sp.expand(rest * (p - q))
            yield Rewriting(
                raw(Antideriv, sp.Add(*(term / squares for term in sp.Add.make_args(above))), var), {"p": p, "q": q}
            )


def _under_root(term: sp.Expr, var: sp.Symbol) -> sp.Expr | None:
    """What stands under the square root that `term` is a multiple of."""
    _, root = term.as_independent(var, as_Add=False)
    return root.base if root.is_Pow and root.exp == sp.S.Half else None


def _have_roots(where: Where, point: Point) -> bool | None:
    found = [holds_at(where["x"] + where[letter], point, lambda value: value.is_positive) for letter in "ab"]
    return False if False in found else None if None in found else True


def _are_different(where: Where, point: Point) -> bool | None:
    return holds_at(where["a"] - where["b"], point, lambda value: value.is_nonzero)


RULE = Rule(
    id="conjugate-roots",
    name="Conjugate roots",
    statement=Statement(
        raw(Antideriv, 1 / (sp.sqrt(x + a) + sp.sqrt(x + b)), x),
        raw(Antideriv, divide(sp.sqrt(x + a) - sp.sqrt(x + b), a - b), x),
    ),
    rewrite=rewrite,
    page="integrals/substitution/#conjugate-roots",
    heads=(sp.Pow, sp.Mul),
    asks=(Antideriv,),
    conditions=(
        where_named(Condition("$x + a > 0$ and $x + b > 0$", _have_roots), "a", "b", "x"),
        where_named(Condition("$a \\neq b$", _are_different), "a", "b"),
    ),
    source=spivak("chapter 19"),
    proof=Argument(
        "$(p + q)(p - q) = p^2 - q^2$. With roots for $p$ and $q$ the right side has none, and the quotient is "
        "a difference of two functions that are integrated one by one.",
        spivak("chapter 1, theorem 1"),
    ),
    counterexample=Counterexample(
        "1/(sqrt(x)+sqrt(x))", "1", "$a \\neq b$", "the quotient is $0$ over $0$; there is one root alone"
    ),
    ml_use="Differences of roots are computed in this form, too: in a sum of roots nothing cancels.",
)
