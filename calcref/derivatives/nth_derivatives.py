"""Derivatives of any order in one step: those of exponentials, waves, powers and the logarithm of a x + b."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy as sp

from calcref.core.conditions import WALKABLE, holds_at
from calcref.core.expr import add, apply, divide, mul, negative, power, raw, tree_size, varies
from calcref.core.indexed import IndexedProduct
from calcref.core.letters import a, b, c, n, x
from calcref.core.nested import SHORTENED
from calcref.core.nth import NthDiff, asked_order
from calcref.core.proofs import Argument
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Condition, Point, Rewriting, Rule, Statement, Where
from calcref.core.sources import spivak

INNER = add(mul(a, x), b)
k = sp.Symbol("k", integer=True, nonnegative=True)

Form = Callable[[sp.Expr, sp.Expr, int], sp.Expr]  # of the function, the slope of what is inside, and the order


def straight(inner: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, sp.Expr] | None:
    """The a and b of which `inner` is a x + b, with a other than 0; None where it is not of that form.

    >>> straight(2 * x - 1, x)
    (2, -1)
    """
    if not varies(inner, var) or tree_size(inner) > WALKABLE or not inner.is_polynomial(var):
        return None
    if inner is var:
        return sp.S.One, sp.S.Zero
    found = sp.Poly(inner, var).all_coeffs()
    return (found[0], found[1]) if len(found) == 2 else None


def _rewriting(head: type[sp.Expr], form: Form) -> Callable[[Question, Ask], Iterator[Rewriting]]:
    def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
        """Fits a derivative of some order of the function of a x + b."""
        expr, order = asked_order(question)
        var = question.var
        if type(expr) is not head or (order < SHORTENED and type(question) is Diff):
            return
        found = straight(expr.args[0], var)
        if found is not None and not any(varies(exponent, var) for exponent in expr.args[1:]):
            where = {"a": found[0], "b": found[1], "n": sp.Integer(order), "x": var}
            if head is sp.Pow:
                where["c"] = expr.exp
            yield Rewriting(form(expr, found[0], order), where)

    return rewrite


def _exponential(expr: sp.Expr, slope: sp.Expr, order: int) -> sp.Expr:
    return mul(power(slope, sp.Integer(order)), expr)


def _wave(expr: sp.Expr, slope: sp.Expr, order: int) -> sp.Expr:
    turn = order % 4 if type(expr) is sp.sin else (order + 1) % 4
    sign, head = ((1, sp.sin), (1, sp.cos), (-1, sp.sin), (-1, sp.cos))[turn]
    return mul(sp.Integer(sign), power(slope, sp.Integer(order)), apply(head, expr.args[0]))


def _power(expr: sp.Expr, slope: sp.Expr, order: int) -> sp.Expr:
    falling = mul(*(add(expr.exp, sp.Integer(-j)) for j in range(order)))
    return mul(falling, power(slope, sp.Integer(order)), power(expr.base, add(expr.exp, sp.Integer(-order))))


def _logarithm(expr: sp.Expr, slope: sp.Expr, order: int) -> sp.Expr:
    number = sp.Integer((-1) ** (order - 1)) * sp.factorial(order - 1)
    return mul(number, power(slope, sp.Integer(order)), power(expr.args[0], sp.Integer(-order)))


def _whole(least: int, text: str) -> Condition:
    def holds(where: Where, point: Point) -> bool | None:
        return bool(where["n"].is_integer and where["n"] >= least)

    return Condition(text, holds)


def _inside(where: Where) -> sp.Expr:
    return add(mul(where["a"], where["x"]), where["b"])


def _has_powers(where: Where, point: Point) -> bool | None:
    exponent = where["c"]
    if exponent.is_integer:
        return True if exponent.is_nonnegative else holds_at(_inside(where), point, lambda value: value.is_nonzero)
    return holds_at(_inside(where), point, lambda value: value.is_positive)


def _has_logarithm(where: Where, point: Point) -> bool | None:
    return holds_at(_inside(where), point, lambda value: value.is_positive)


NATURAL = _whole(0, "$n = 0, 1, 2, \\dots$")


def _rule(
    slug: str, head: type[sp.Expr], form: Form, after: tuple[sp.Expr, sp.Expr], ml_use: str, *conditions: Condition
) -> Rule:
    """The rule of the functions with this head; `after` is one of them, and its derivative of order n."""
    return Rule(
        id=slug,
        name=f"{slug.split('-')[-1].capitalize()}, to any order",
        statement=Statement(raw(NthDiff, after[0], x, n), after[1]),
        rewrite=_rewriting(head, form),
        page="derivatives/higher-derivatives/#closed-forms",
        heads=(Diff, head),
        asks=(Diff, NthDiff),
        shrinks=True,
        conditions=conditions,
        source=spivak("chapter 10, problems"),
        proof=Argument(
            "One order more gives the same formula with $n + 1$, and the first order is that of the tables: by "
            "induction.",
            spivak("chapter 10, problems"),
        ),
        ml_use=ml_use,
    )


_turned = add(INNER, mul(sp.S.Half, n, sp.pi))
_falling = raw(IndexedProduct, add(c, negative(k)), k, sp.S.Zero, add(n, sp.S.NegativeOne))
_sign = power(sp.S.NegativeOne, add(n, sp.S.NegativeOne))
RULES: tuple[Rule, ...] = (
    _rule(
        "nth-derivative-of-the-exponential",
        sp.exp,
        _exponential,
        (apply(sp.exp, INNER), mul(power(a, n), apply(sp.exp, INNER))),
        "Waiting times: the moments of one come from the derivatives of such functions at $0$.",
        NATURAL,
    ),
    _rule(
        "nth-derivative-of-the-sine",
        sp.sin,
        _wave,
        (apply(sp.sin, INNER), mul(power(a, n), apply(sp.sin, _turned))),
        "Every order multiplies by the frequency: penalties on derivatives damp what is quick.",
        NATURAL,
    ),
    _rule(
        "nth-derivative-of-the-cosine",
        sp.cos,
        _wave,
        (apply(sp.cos, INNER), mul(power(a, n), apply(sp.cos, _turned))),
        "With the sine it is what Fourier features are made of.",
        NATURAL,
    ),
    _rule(
        "nth-derivative-of-a-power",
        sp.Pow,
        _power,
        (power(INNER, c), mul(power(a, n), _falling, power(INNER, add(c, negative(n))))),
        "With $c = -1$ the product is $(-1)^n\\,n!$, which grows faster than every power of a step.",
        NATURAL,
        Condition(
            "$a x + b > 0$, or $c = 0, 1, 2, \\dots$, or $c = -1, -2, \\dots$ and $a x + b \\neq 0$", _has_powers
        ),
    ),
    _rule(
        "nth-derivative-of-the-logarithm",
        sp.log,
        _logarithm,
        (apply(sp.log, INNER), divide(mul(_sign, apply(sp.gamma, n), power(a, n)), power(INNER, n))),
        "Cumulants: the logarithm of a mean exponential is differentiated again and again.",
        _whole(1, "$n = 1, 2, \\dots$"),
        Condition("$a x + b > 0$", _has_logarithm),
    ),
)
