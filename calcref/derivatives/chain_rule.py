"""d/dx f(g(x)) = f'(g(x)) g'(x)."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp
from sympy.core.function import AppliedUndef

from calcref.core.elementary import find
from calcref.core.expr import fresh, mul, raw, varies
from calcref.core.functions import RealPower
from calcref.core.implicit import Prime
from calcref.core.letters import f_of_g, f_of_u, g, u, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import At, Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.derivatives.power_rule import is_constant_power


def is_unknown(expr: sp.Basic) -> bool:
    """Whether `expr` is a function of one argument that nobody has given."""
    return isinstance(expr, AppliedUndef) and len(expr.args) == 1


def links(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, sp.Symbol, sp.Expr] | None:
    """The outer function, its own variable, and the inner function; None where `expr` is no composition.

    >>> links(sp.sin(3 * x), x)
    (sin(u), u, 3*x)
    """
    row = find(expr, var)
    if row is not None:
        entry, inner, parameters = row
    elif is_constant_power(expr, var) or is_unknown(expr):
        inner = expr.args[0]
    elif isinstance(expr, Prime) and is_unknown(expr.expr):
        inner = expr.expr.args[0]
    else:
        return None
    if inner is var or not varies(inner, var):
        return None
    own = fresh(expr)
    if row is not None:
        return entry.of(own, **parameters), own, inner
    if isinstance(expr, Prime):
        return raw(Prime, raw(type(expr.expr), own), expr.args[1]), own, inner
    if is_unknown(expr):
        return raw(type(expr), own), own, inner
    return raw(RealPower if type(expr) is RealPower else sp.Pow, own, expr.args[1]), own, inner


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an elementary function, a constant power or a function that is not given, of more than the variable."""
    found = links(question.expr, question.var)
    if found is not None:
        outer, own, inner = found
        slope = raw(At, raw(Diff, outer, own), own, inner)
        yield Rewriting(raw(sp.Mul, slope, raw(Diff, inner, question.var)), {"f": outer, "u": own, "g": inner})


RULE = Rule(
    id="chain-rule",
    name="Chain rule",
    statement=Statement(raw(Diff, f_of_g, x), mul(At(raw(Diff, f_of_u, u), u, g), Diff(g, x))),
    rewrite=rewrite,
    page="derivatives/chain-rule/",
    asks=(Diff,),
    shrinks=True,
    hypotheses=(
        "$g$ differentiable at $x$",
        "$f$ differentiable at $g(x)$",
    ),
    source=spivak("chapter 10, theorem 9"),
    proof=Argument(
        "Carathéodory: $f(t) - f(b) = \\varphi(t)(t-b)$ with $\\varphi$ continuous at $b$ and $\\varphi(b) = f'(b)$. "
        "Put $t = g(x)$, do the same for $g$, and nothing is divided.",
        spivak("chapter 10, theorem 9 (there by a function that mends the division by zero)"),
    ),
    counterexample=Counterexample(
        "sqrt(x^2)",
        "0",
        "$f$ differentiable at $g(x)$",
        "the slope is $-1$ from the left and $1$ from the right",
    ),
    ml_use="Backpropagation is this rule, read from the loss backwards.",
)
