"""Standard limits, a row each: φ(u)/uᵏ has a limit at 0 that other limits are traced back to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sympy as sp

from calcref.core.conditions import positive
from calcref.core.expr import add, apply, divide, mul, negative, power, raw, varies
from calcref.core.foreign import SYMPY_RAISES
from calcref.core.letters import x
from calcref.core.proofs import Argument
from calcref.core.questions import LimitOf, Question
from calcref.core.records import Ask, Condition, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.limits.asking import fits, is_zero_free, limit, of

_a = sp.Symbol("a", real=True)


@dataclass(frozen=True, slots=True)
class Row:
    """One standard limit: that of φ(u)/uᵏ at 0.

    Args:
        id: the slug of its rule.
        name: what a reader calls it.
        of: φ, from u and the base a where there is one.
        read: from an expression to u and the value of the limit, or None where it is no φ(u).
        order: the exponent k.
        value: the limit, in the letter a where there is one.
        why: the proof.
        conditions: on a.
    """

    id: str
    name: str
    of: Callable[[sp.Expr], sp.Expr]
    read: Callable[[sp.Expr, sp.Symbol], tuple[sp.Expr, sp.Expr] | None]
    order: int
    value: sp.Expr
    why: str
    conditions: tuple[Condition, ...] = ()


def _call(head: type[sp.Basic]) -> Callable[[sp.Expr, sp.Symbol], tuple[sp.Expr, sp.Expr] | None]:
    return lambda expr, var: (expr.args[0], sp.S.One) if isinstance(expr, head) else None


def _difference(expr: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    """Of c·(v − 1): c, which is 1 or −1, and v; None of anything else."""
    if not isinstance(expr, sp.Add) or len(expr.args) != 2 or not {sp.S.One, sp.S.NegativeOne} & set(expr.args):
        return None
    one = sp.S.One if sp.S.One in expr.args else sp.S.NegativeOne
    (other,) = (it for it in expr.args if it != one)
    return negative(one), mul(negative(one), other)


def _cosine(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, sp.Expr] | None:
    found = _difference(expr)
    if found is None or not isinstance(found[1], sp.cos):
        return None
    return found[1].args[0], divide(negative(found[0]), sp.Integer(2))


def _exponential(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, sp.Expr] | None:
    found = _difference(expr)
    return (found[1].args[0], found[0]) if found and isinstance(found[1], sp.exp) else None


def _to_a_base(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, sp.Expr] | None:
    found = _difference(expr)
    if found is None or not isinstance(found[1], sp.Pow) or varies(found[1].base, var):
        return None
    base = found[1].base
    return (found[1].exp, mul(found[0], apply(sp.log, base))) if base.is_positive else None


def _logarithm(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, sp.Expr] | None:
    return (add(expr.args[0], sp.S.NegativeOne), sp.S.One) if isinstance(expr, sp.log) else None


_HALF = sp.Rational(1, 2)
ROWS = (
    Row(
        "limit-of-sine-over-its-argument",
        "Standard limit of the sine",
        lambda u: apply(sp.sin, u),
        _call(sp.sin),
        1,
        sp.S.One,
        "For $0 < u < \\pi/2$ an arc is longer than its sine and shorter than its tangent, $\\sin u < u < \\tan u$, so "
        "$\\cos u < \\frac{\\sin u}{u} < 1$, and both ends tend to $1$; the quotient is the same for $-u$.",
    ),
    Row(
        "limit-of-cosine-at-zero",
        "Standard limit of the cosine",
        lambda u: add(sp.S.One, negative(apply(sp.cos, u))),
        _cosine,
        2,
        _HALF,
        "$1 - \\cos u = 2 \\sin^2(u/2)$, and the quotient of sine and argument, squared, tends to $1$.",
    ),
    Row(
        "limit-of-tangent-over-its-argument",
        "Standard limit of the tangent",
        lambda u: apply(sp.tan, u),
        _call(sp.tan),
        1,
        sp.S.One,
        "The tangent is the sine over the cosine, and the cosine tends to $1$.",
    ),
    Row(
        "limit-of-arcsine-over-its-argument",
        "Standard limit of the arcsine",
        lambda u: apply(sp.asin, u),
        _call(sp.asin),
        1,
        sp.S.One,
        "With $u = \\sin v$ it is the inverse of the quotient of sine and argument.",
    ),
    Row(
        "limit-of-arctangent-over-its-argument",
        "Standard limit of the arctangent",
        lambda u: apply(sp.atan, u),
        _call(sp.atan),
        1,
        sp.S.One,
        "With $u = \\tan v$ it is the inverse of the quotient of tangent and argument.",
    ),
    Row(
        "limit-of-exponential-at-zero",
        "Standard limit of the exponential",
        lambda u: add(apply(sp.exp, u), sp.S.NegativeOne),
        _exponential,
        1,
        sp.S.One,
        "$e^u$ lies between $1 + u$ and $1/(1-u)$ where $|u| < 1$, so the quotient lies between $1$ and $1/(1-u)$.",
    ),
    Row(
        "limit-of-general-exponential-at-zero",
        "Standard limit of an exponential to another base",
        lambda u: add(power(_a, u), sp.S.NegativeOne),
        _to_a_base,
        1,
        apply(sp.log, _a),
        "$a^u$ is the exponential of $u \\ln a$, which takes the place of $u$ in the limit for $e$.",
        (positive("a"),),
    ),
    Row(
        "limit-of-logarithm-at-one",
        "Standard limit of the logarithm",
        lambda u: apply(sp.log, add(sp.S.One, u)),
        _logarithm,
        1,
        sp.S.One,
        "With $u = e^v - 1$ it is the inverse of the standard limit of the exponential.",
    ),
)


def parts(expr: sp.Expr) -> Iterator[tuple[sp.Expr, sp.Expr, sp.Expr]]:
    """The factors of a product, each as base, exponent and the product of the others."""
    factors = expr.args if isinstance(expr, sp.Mul) else (expr,)
    for k, factor in enumerate(factors):
        base, exponent = factor.args if isinstance(factor, sp.Pow) and factor.exp.is_Rational else (factor, sp.S.One)
        yield base, exponent, mul(*factors[:k], *factors[k + 1 :])


def _rewrite(row: Row) -> Callable[[Question, Ask], Iterator[Rewriting]]:
    def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
        """Fits the very quotient of the row, in the variable of the limit."""
        var = question.var
        if not question.to.is_zero or not fits(question):
            return
        for base, exponent, rest in parts(question.expr):
            found = row.read(base, var) if exponent is sp.S.One else None
            if (
                found is not None
                and _plain(found[0]) == var
                and _plain(mul(rest, power(var, sp.Integer(row.order)))) == 1
            ):
                yield Rewriting(found[1], _letters(row, base))

    return rewrite


def _letters(row: Row, expr: sp.Expr) -> dict[str, sp.Expr]:
    """What the base of `row` stands for in `expr`, where there is one."""
    found = _difference(expr) if row.read is _to_a_base else None
    return {"a": found[1].base} if found else {}


def _plain(expr: sp.Expr) -> sp.Expr | None:
    try:
        return sp.cancel(expr.doit())
    except SYMPY_RAISES:
        return None


def traced_back(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a product with a factor φ(g), where g tends to 0 and is not 0 on the way: φ(g)/gᵏ times the rest."""
    if not fits(question):
        return
    var = question.var
    for base, exponent, rest in parts(question.expr):
        for row in ROWS:
            found = row.read(base, var)
            if found is None or not varies(found[0], var) or limit(question, found[0], ask)[0] != 0:
                continue
            inner = _plain(found[0]) or found[0]
            left = mul(rest, power(inner, sp.Integer(row.order) * exponent))
            if is_zero_free(inner, question) and not (inner == var and not varies(left, var)):
                known = raw(
                    LimitOf,
                    divide(_typical(row, base, found[1]), power(x, sp.Integer(row.order))),
                    x,
                    sp.S.Zero,
                    sp.Symbol("+-"),
                )
                where = {"f": base, "g": inner}
                yield Rewriting(raw(sp.Mul, power(known, exponent), of(question, left)), where)


def _typical(row: Row, base: sp.Expr, value: sp.Expr) -> sp.Expr:
    """φ(x) with the sign, and to the base, of what was read."""
    if row.read is _to_a_base:
        found = _difference(base)
        return mul(found[0], add(power(found[1].base, x), sp.S.NegativeOne)) if found else base
    shown = row.of(x)
    return shown if value == row.value else negative(shown)


def _rule(row: Row) -> Rule:
    return Rule(
        id=row.id,
        name=row.name,
        statement=Statement(LimitOf(divide(row.of(x), power(x, sp.Integer(row.order))), x, sp.S.Zero), row.value),
        rewrite=_rewrite(row),
        page="derivatives/limits/#standard-limits",
        asks=(LimitOf,),
        shrinks=True,
        conditions=row.conditions,
        source=spivak("chapters 15 and 18"),
        proof=Argument(row.why, spivak("chapters 15 and 18")),
    )


TABLE: tuple[Rule, ...] = tuple(map(_rule, ROWS))

TRACED_BACK = Rule(
    id="by-a-standard-limit",
    name="By a standard limit",
    statement=Statement(
        LimitOf(divide(apply(sp.sin, mul(_a, x)), x), x, sp.S.Zero),
        mul(LimitOf(divide(apply(sp.sin, x), x), x, sp.S.Zero), LimitOf(divide(mul(_a, x), x), x, sp.S.Zero)),
    ),
    rewrite=traced_back,
    page="derivatives/limits/#by-a-standard-limit",
    asks=(LimitOf,),
    shrinks=True,
    source=spivak("chapter 15"),
    proof=Argument(
        "A factor $\\sin g$ is $g$ times $\\frac{\\sin g}{g}$, as long as $g \\neq 0$, and where $g$ tends to $0$ "
        "that quotient "
        "tends to $1$. The same goes for the other standard limits.",
        spivak("chapter 15"),
    ),
    ml_use="Close to $0$ a tanh layer is a linear layer.",
)
