"""The slope of an entry of a softmax: the entry, times how much faster its score rises than the mean of all."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import add, apply, divide, mul, negative, raw
from calcref.core.functions import softmax
from calcref.core.letters import f, g, x
from calcref.core.proofs import FromForm
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import goodfellow
from calcref.derivatives.smooth_maximum import slope as mean_slope


def slope(k: sp.Expr, inside: tuple[sp.Expr, ...], var: sp.Symbol) -> sp.Expr:
    """The slope of the k-th entry, with the slopes inside open."""
    own = raw(Diff, inside[int(k) - 1], var)
    return raw(sp.Mul, apply(softmax, k, *inside), raw(sp.Add, own, negative(mean_slope(inside, var))))


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an entry of a softmax of any number of arguments."""
    k, *inside = question.expr.args
    yield Rewriting(slope(k, tuple(inside), question.var), dict(zip("fgh", inside, strict=False)))


def _entry(k: int) -> sp.Expr:
    return apply(softmax, sp.Integer(k), f, g)


RULE = Rule(
    id="softmax-entry",
    name="Entry of a softmax",
    statement=Statement(
        raw(Diff, _entry(1), x), mul(_entry(1), _entry(2), add(raw(Diff, f, x), negative(raw(Diff, g, x))))
    ),
    rewrite=rewrite,
    page="derivatives/elementary-functions/#softmax-entry",
    heads=(softmax,),
    asks=(Diff,),
    shrinks=True,
    hypotheses=("$f$ and $g$ differentiable at $x$",),
    source=goodfellow("section 4.1"),
    proof=FromForm(divide(apply(sp.exp, f), add(apply(sp.exp, f), apply(sp.exp, g))), x),
    ml_use="Raising every score by the same amount changes no probability: only differences count.",
)
