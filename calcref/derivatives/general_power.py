"""d/dx f^g = f^g · d/dx (g ln f), where f > 0: logarithmic differentiation."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import positive
from calcref.core.expr import apply, mul, power, raw, varies
from calcref.core.letters import f, g, x
from calcref.core.proofs import Counterexample, FromForm
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a power whose base and exponent both vary."""
    expr, var = question.expr, question.var
    if varies(expr.exp, var) and varies(expr.base, var):
        logarithm = mul(expr.exp, apply(sp.log, expr.base))
        yield Rewriting(raw(sp.Mul, expr, raw(Diff, logarithm, var)), {"f": expr.base, "g": expr.exp})


RULE = Rule(
    id="general-power",
    name="Logarithmic differentiation",
    statement=Statement(raw(Diff, power(f, g), x), mul(power(f, g), raw(Diff, mul(g, apply(sp.log, f)), x))),
    rewrite=rewrite,
    page="derivatives/chain-rule/#general-power",
    heads=(sp.Pow,),
    asks=(Diff,),
    shrinks=True,
    hypotheses=("$f$ and $g$ differentiable at $x$",),
    conditions=(positive("f", "$f(x) > 0$"),),
    source=spivak("chapter 18"),
    proof=FromForm(apply(sp.exp, mul(g, apply(sp.log, f))), x),
    counterexample=Counterexample("x^x", "-1/2", "$f(x) > 0$", "a power of a negative base is not real there"),
    ml_use="A likelihood is a product of powers; its logarithm is a sum.",
)
