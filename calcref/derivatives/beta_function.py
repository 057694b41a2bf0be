"""The slope of the beta function, in both arguments at once."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import positive
from calcref.core.expr import add, apply, divide, mul, negative, raw
from calcref.core.letters import f, g, x
from calcref.core.proofs import Counterexample, FromForm
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import dlmf


def _digamma(expr: sp.Expr) -> sp.Expr:
    return apply(sp.polygamma, sp.S.Zero, expr)


def slope(one: sp.Expr, other: sp.Expr, var: sp.Symbol) -> sp.Expr:
    """The slope of the beta function, with the slopes of both arguments open."""
    both = negative(_digamma(add(one, other)))
    terms = (raw(sp.Mul, raw(sp.Add, _digamma(each), both), raw(Diff, each, var)) for each in (one, other))
    return raw(sp.Mul, apply(sp.beta, one, other), raw(sp.Add, *terms))


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits the beta function."""
    one, other = question.expr.args
    yield Rewriting(slope(one, other, question.var), {"f": one, "g": other})


RULE = Rule(
    id="beta-function",
    name="Beta function",
    statement=Statement(raw(Diff, apply(sp.beta, f, g), x), slope(f, g, x)),
    rewrite=rewrite,
    page="derivatives/elementary-functions/#beta-function",
    heads=(sp.beta,),
    asks=(Diff,),
    shrinks=True,
    hypotheses=("$f$ and $g$ differentiable at $x$",),
    conditions=(positive("f", "$f(x) > 0$"), positive("g", "$g(x) > 0$")),
    source=dlmf("equation 5.12.1"),
    proof=FromForm(
        divide(mul(apply(sp.gamma, f), apply(sp.gamma, g)), apply(sp.gamma, add(f, g))),
        x,
    ),
    counterexample=Counterexample("beta(x, 1)", "0", "$f(x) > 0$", "the function has a pole there"),
    ml_use="The normalizing constant of the prior of a probability.",
)
