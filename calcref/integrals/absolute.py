"""Powers of the variable times powers of its absolute value, and functions of the absolute value alone."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import nonzero, where_named, within
from calcref.core.expr import apply, divide, fresh, mul, raw, varies
from calcref.core.letters import n, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Antideriv, Between, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand
from calcref.integrals.sources import by_differentiating


def of_powers(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits whole powers of the variable times powers of its absolute value or its sign."""
    expr, var = integrand(question), question.var
    if expr is None or not expr.has(sp.Abs, sp.sign):
        return
    total, seen = sp.S.Zero, False
    for factor in sp.Mul.make_args(expr):
        base, exponent = factor.as_base_exp()
        if base == sp.sign(var) and exponent.is_Integer:
            seen = True
        elif base in (var, sp.Abs(var)) and not varies(exponent, var) and (exponent.is_Integer or base != var):
            total, seen = total + exponent, seen or base != var
        else:
            return
    if seen and total != -1:
        yield Rewriting(expr * var / (total + 1), {"f": expr})


def of_even(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a function of the absolute value of the variable, and of nothing else that varies."""
    expr, var = integrand(question), question.var
    if expr is None or not expr.has(sp.Abs(var)):
        return
    own = fresh(expr)
    inner = expr.xreplace({sp.Abs(var): own})
    if not varies(inner, var) and inner.subs(own, 0).is_finite:
        gained = raw(Between, raw(Antideriv, inner, own), own, sp.S.Zero, apply(sp.Abs, var))
        yield Rewriting(mul(apply(sp.sign, var), gained), {"u": own, "f": inner})


POWERS = Rule(
    id="power-of-the-absolute-value",
    name="Power of the absolute value",
    statement=Statement(raw(Antideriv, x * sp.Abs(x) ** n, x), divide(mul(x**2, sp.Abs(x) ** n), n + 2)),
    rewrite=of_powers,
    page="integrals/power-rule-for-integrals/#power-of-the-absolute-value",
    asks=(Antideriv,),
    conditions=(
        where_named(nonzero("x"), "x"),
        where_named(within("n", lambda value: (value + 2).is_nonzero, "$n \\neq -2$"), "n"),
    ),
    source=spivak("chapter 13"),
    proof=by_differentiating(spivak("chapter 10, theorem 6")),
    counterexample=Counterexample(
        "|x|^(-2) x", "1", "$n \\neq -2$", "the formula divides by zero; the integral is the logarithm of $|x|$"
    ),
    ml_use="Losses $|r|^p$ of a residual, and their slopes.",
)

EVEN = Rule(
    id="function-of-the-absolute-value",
    name="Function of the absolute value",
    statement=Statement(
        raw(Antideriv, sp.exp(-sp.Abs(x)), x),
        mul(apply(sp.sign, x), 1 - sp.exp(-sp.Abs(x))),
    ),
    rewrite=of_even,
    page="integrals/power-rule-for-integrals/#function-of-the-absolute-value",
    asks=(Antideriv,),
    hypotheses=("a value at $0$",),
    source=spivak("chapter 13"),
    proof=Argument(
        "To the right of $0$ the area from $0$ on is $\\int_0^x f$. The mirror image of an even function has the same "
        "area on the left, with the other sign; at $0$ both are $0$, so the area function has no jump.",
        spivak("chapter 13"),
    ),
    ml_use="The distribution function of the Laplace density, whose noise makes answers private.",
)
