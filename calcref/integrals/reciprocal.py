"""∫ 1/x dx = ln |x|, on each side of 0."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import nonzero
from calcref.core.expr import apply, power, raw
from calcref.core.letters import x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits the reciprocal of the variable."""
    expr, var = integrand(question), question.var
    if expr is not None and expr == 1 / var:
        yield Rewriting(apply(sp.log, apply(sp.Abs, var)), {"x": var})


RULE = Rule(
    id="integral-of-the-reciprocal",
    name="Integral of 1/x",
    statement=Statement(raw(Antideriv, power(x, sp.S.NegativeOne), x), apply(sp.log, apply(sp.Abs, x))),
    rewrite=rewrite,
    page="integrals/power-rule-for-integrals/#integral-of-the-reciprocal",
    heads=(sp.Pow,),
    asks=(Antideriv,),
    conditions=(nonzero("x"),),
    source=spivak("chapter 18"),
    proof=Argument(
        "For $x > 0$ this is the derivative of the logarithm. For $x < 0$, $\\ln|x| = \\ln(-x)$, "
        "whose derivative is $-1/(-x) = 1/x$. The two sides of $0$ have a constant each.",
        spivak("chapter 18"),
    ),
    counterexample=Counterexample(
        "1/x", "0", "$x \\neq 0$", "no antiderivative exists across $0$, and the integral from $-1$ to $1$ diverges"
    ),
    ml_use="Log-uniform priors: a learning rate is searched for on this scale.",
)
