"""log_g f = ln f / ln g, for a base that varies too."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.about import Source
from calcref.core.conditions import positive, within
from calcref.core.expr import apply, divide, raw, varies
from calcref.core.functions import LogBase
from calcref.core.letters import f, g, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement

DLMF = Source("NIST Digital Library of Mathematical Functions", "equation 4.2.23")


def in_natural_logarithms(value: sp.Expr, base: sp.Expr) -> sp.Expr:
    """The logarithm of `value` to `base` as a quotient of natural ones."""
    return divide(apply(sp.log, value), apply(sp.log, base))


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a logarithm whose base varies."""
    expr, var = question.expr, question.var
    if varies(expr.args[1], var):
        value, base = expr.args
        yield Rewriting(raw(Diff, in_natural_logarithms(value, base), var), {"f": value, "g": base})


RULE = Rule(
    id="change-of-base",
    name="Change of base",
    statement=Statement(raw(Diff, raw(LogBase, f, g), x), raw(Diff, in_natural_logarithms(f, g), x)),
    rewrite=rewrite,
    page="derivatives/elementary-functions/#logarithm",
    heads=(LogBase,),
    asks=(Diff,),
    shrinks=True,
    hypotheses=("$f$ and $g$ differentiable at $x$",),
    conditions=(
        positive("f", "$f(x) > 0$"),
        within(
            "g",
            lambda value: value.is_positive and (value - 1).is_nonzero,
            "$g(x) > 0$ and $g(x) \\neq 1$",
        ),
    ),
    source=DLMF,
    proof=Argument("$g^y = f$ says that $y \\ln g = \\ln f$.", DLMF),
    counterexample=Counterexample("log_x(2)", "1", "$g(x) \\neq 1$", "no power of $1$ is $2$"),
    ml_use="Entropies in bits, nats or digits differ by a change of base.",
)
