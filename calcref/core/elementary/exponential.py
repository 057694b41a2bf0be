"""Rows of the table: exponentials, logarithms and the square root."""

from __future__ import annotations

import sympy as sp

from calcref.core.conditions import positive, within
from calcref.core.elementary.shapes import HALF, TWO
from calcref.core.expr import apply, divide, mul, power, varies
from calcref.core.functions import LogBase
from calcref.core.letters import x
from calcref.core.proofs import Counterexample, FromDefinition, FromForm
from calcref.core.ranges import NONNEGATIVE, POSITIVE
from calcref.core.row import Elementary, Parameters, at_zero, nowhere, of_head
from calcref.core.sources import dlmf, spivak


def _read_exponential(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, Parameters] | None:
    return None if varies(expr.base, var) or not varies(expr.exp, var) else (expr.exp, {"a": expr.base})


def _read_square_root(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, Parameters] | None:
    return (expr.base, {}) if expr.exp is HALF else None


def _read_logarithm(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, Parameters] | None:
    return None if varies(expr.args[1], var) else (expr.args[0], {"b": expr.args[1]})


EXPONENTIAL: tuple[Elementary, ...] = (
    Elementary(
        id="exponential",
        name="Exponential",
        head=sp.exp,
        of=of_head(sp.exp),
        names=("exp",),
        latex=r"\exp",
        steep=True,
        gaps=nowhere,
        range=POSITIVE,
        inverse=lambda value: (sp.log(value),),
        slope=of_head(sp.exp),
        proof=FromDefinition(apply(sp.exp, x), x),
        source=dlmf("equation 4.7.4"),
        ml_use="Softmax, the normal density and every log-likelihood are built from it.",
    ),
    Elementary(
        id="natural-logarithm",
        name="Natural logarithm",
        head=sp.log,
        of=of_head(sp.log),
        names=("ln", "log"),
        latex=r"\ln",
        gaps=at_zero,
        inverse=lambda value: (sp.exp(value),),
        slope=lambda u: power(u, sp.S.NegativeOne),
        conditions=(positive("u"),),
        proof=FromDefinition(apply(sp.log, x), x),
        source=dlmf("equation 4.7.1"),
        counterexample=Counterexample(
            "ln(x)", "-1", "$u > 0$", "the logarithm has no real value, so it has no slope, although $1/x$ has a value"
        ),
        ml_use="The loss of a probability is its negative logarithm, in nats.",
        reads_backwards=False,
    ),
    Elementary(
        id="general-exponential",
        name="Exponential to another base",
        head=sp.Pow,
        of=lambda u, a: power(a, u),
        gaps=nowhere,
        range=POSITIVE,
        slope=lambda u, a: mul(power(a, u), apply(sp.log, a)),
        conditions=(positive("a"),),
        proof=FromForm(apply(sp.exp, mul(x, apply(sp.log, sp.Symbol("a", positive=True)))), x),
        source=dlmf("equation 4.7.7"),
        counterexample=Counterexample(
            "(-2)^x", "1/2", "$a > 0$", "a power of a negative base is not real between the integers"
        ),
        ml_use="Learning rates that halve every epoch are of this form.",
        read=_read_exponential,
        parameters=("a",),
        reads_backwards=False,
    ),
    Elementary(
        id="logarithm",
        name="Logarithm to another base",
        head=LogBase,
        of=lambda u, b: apply(LogBase, u, b),
        gaps=at_zero,
        inverse=lambda value, base: (base**value,),
        slope=lambda u, b: power(mul(u, apply(sp.log, b)), sp.S.NegativeOne),
        conditions=(
            positive("u"),
            within("b", lambda value: value.is_positive and (value - 1).is_nonzero, "$b > 0$ and $b \\neq 1$"),
        ),
        proof=FromForm(divide(apply(sp.log, x), apply(sp.log, sp.Symbol("b", positive=True))), x),
        source=dlmf("section 4.2"),
        counterexample=Counterexample("log_2(x)", "0", "$u > 0$", "the logarithm falls without bound towards $0$"),
        ml_use="Entropy in bits uses base 2; the same entropy in nats is a number $\\ln 2$ times as large.",
        read=_read_logarithm,
        parameters=("b",),
        reads_backwards=False,
    ),
    Elementary(
        id="square-root",
        name="Square root",
        head=sp.Pow,
        of=lambda u: power(u, HALF),
        names=("sqrt",),
        latex=r"\sqrt{#}",
        gaps=at_zero,
        range=NONNEGATIVE,
        slope=lambda u: power(mul(TWO, power(u, HALF)), sp.S.NegativeOne),
        conditions=(positive("u"),),
        proof=FromDefinition(power(x, HALF), x),
        source=spivak("chapter 9"),
        counterexample=Counterexample(
            "sqrt(x)", "0", "$u > 0$", "the tangent at $0$ is vertical: the slope is infinite"
        ),
        ml_use="Norms and standard deviations are square roots; "
        "an $\\varepsilon$ under the root keeps the slope finite at $0$.",
        read=_read_square_root,
        reads_backwards=False,
    ),
)
