"""d/dx xⁿ = n xⁿ⁻¹, with a domain for each kind of n."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy as sp

from calcref.core.conditions import holds_at
from calcref.core.expr import add, apply, mul, power, raw, varies
from calcref.core.functions import RealPower
from calcref.core.letters import n, x
from calcref.core.proofs import Counterexample, FromForm
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Condition, Point, Rewriting, Rule, Statement, Where
from calcref.core.sources import spivak


def lowered(expr: sp.Expr) -> sp.Expr:
    """The power one lower than `expr`, of the same kind: real roots stay real roots.

    >>> lowered(x**5)
    x**4
    """
    exponent = add(expr.args[1], sp.S.NegativeOne)
    return raw(RealPower, expr.args[0], exponent) if type(expr) is RealPower else power(expr.args[0], exponent)


def is_constant_power(expr: sp.Expr, var: sp.Symbol) -> bool:
    """Whether `expr` is a power whose exponent does not vary."""
    return type(expr) in (sp.Pow, RealPower) and not varies(expr.args[1], var)


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a power of the variable with a constant exponent."""
    expr, var = question.expr, question.var
    if is_constant_power(expr, var) and expr.args[0] is var:
        exponent = expr.args[1]
        yield Rewriting(mul(exponent, lowered(expr)), {"n": exponent, "x": var, "power": expr})


def _kind(where: Where) -> str:
    if type(where["power"]) is RealPower:
        return "odd root"
    if where["n"].is_integer:
        return "natural" if where["n"].is_nonnegative else "negative"
    return "real"


def _domain(kind: str, text: str, test: Callable[[sp.Expr, sp.Expr], bool | None]) -> Condition:
    def holds(where: Where, point: Point) -> bool | None:
        if _kind(where) != kind:
            return True
        return holds_at(where["x"], point, lambda value: test(value, where["n"]))

    return Condition(text, holds)


CONDITIONS = (
    _domain("natural", "$n = 0, 1, 2, \\dots$: every $x$", lambda value, exponent: True),
    _domain("negative", "$n = -1, -2, \\dots$: $x \\neq 0$", lambda value, exponent: value.is_nonzero),
    _domain(
        "odd root",
        "$n = p/q$ with $q$ odd, read as a real root: every $x$, but $x \\neq 0$ if $n < 1$",
        lambda value, exponent: True if exponent >= 1 else value.is_nonzero,
    ),
    _domain("real", "any other real $n$: $x > 0$", lambda value, exponent: value.is_positive),
)

RULE = Rule(
    id="power-rule",
    name="Power rule",
    statement=Statement(raw(Diff, power(x, n), x), mul(n, power(x, add(n, sp.S.NegativeOne)))),
    rewrite=rewrite,
    page="derivatives/power-rule/",
    heads=(
        sp.Pow,
        RealPower,
    ),
    asks=(Diff,),
    shrinks=True,
    conditions=CONDITIONS,
    source=spivak("chapter 10, theorem 6, and chapter 18"),
    proof=FromForm(apply(sp.exp, mul(n, apply(sp.log, x))), x),
    counterexample=Counterexample(
        "x^(1/3)", "0", "$x \\neq 0$ if $n < 1$", "the tangent at $0$ is vertical: the slope is infinite"
    ),
    ml_use="Squared errors, polynomial features and the powers of a learning-rate decay.",
)
