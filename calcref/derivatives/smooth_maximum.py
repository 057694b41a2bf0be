"""The slope of a log-sum-exp is the mean of the slopes inside, by the shares of a softmax."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import add, apply, mul, raw
from calcref.core.functions import logsumexp, softmax
from calcref.core.letters import f, g, x
from calcref.core.proofs import FromForm
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import goodfellow


def slope(inside: tuple[sp.Expr, ...], var: sp.Symbol) -> sp.Expr:
    """The slope of the logarithm of the sum of the exponentials, with the slopes inside open."""
    shares = (apply(softmax, sp.Integer(k), *inside) for k in range(1, len(inside) + 1))
    return raw(sp.Add, *(raw(sp.Mul, share, raw(Diff, each, var)) for share, each in zip(shares, inside, strict=True)))


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits the log-sum-exp of any number of arguments."""
    inside = question.expr.args
    yield Rewriting(slope(inside, question.var), dict(zip("fghk", inside, strict=False)))


RULE = Rule(
    id="smooth-maximum",
    name="Smooth maximum (log-sum-exp)",
    statement=Statement(
        raw(Diff, apply(logsumexp, f, g), x),
        add(mul(apply(softmax, sp.Integer(1), f, g), Diff(f, x)), mul(apply(softmax, sp.Integer(2), f, g), Diff(g, x))),
    ),
    rewrite=rewrite,
    page="derivatives/elementary-functions/#smooth-maximum",
    heads=(logsumexp,),
    asks=(Diff,),
    shrinks=True,
    hypotheses=("$f$ and $g$ differentiable at $x$",),
    source=goodfellow("section 4.1"),
    proof=FromForm(apply(sp.log, add(apply(sp.exp, f), apply(sp.exp, g))), x),
    ml_use="The normalizer of a softmax: its gradient is the vector of probabilities.",
)
