"""Derivatives by wrong laws: what somebody finds who goes by one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy as sp

from calcref.core.expr import add, divide, mul, negative, nodes, power, raw, replace, symbols_of, varies
from calcref.core.functions import RealPower
from calcref.core.questions import At, Diff
from calcref.judging.known import Known
from calcref.judging.mistakes.record import Mistake, Pair

MOST = 3  # places at which a law is gone against alone
PLACE = sp.Symbol("t_{in}", real=True)

Law = Callable[["Slope", sp.Expr], sp.Expr | None]


class Slope:
    """The derivative in a letter by the usual laws, but for one that is wrong: everywhere, or at its k-th use alone."""

    def __init__(self, var: sp.Symbol, wrong: Law, only: int | None = None) -> None:
        self.var, self.wrong, self.only, self.used = var, wrong, only, 0

    def of(self, expr: sp.Expr) -> sp.Expr:
        """The derivative of `expr`."""
        if expr == self.var:
            return sp.S.One
        if not varies(expr, self.var):
            return sp.S.Zero
        found = self.wrong(self, expr)
        if found is not None:
            self.used += 1
            if self.only in (None, self.used - 1):
                return found
        return self.right(expr)

    def right(self, expr: sp.Expr) -> sp.Expr:
        """By the usual laws."""
        if expr.is_Add:
            return add(*map(self.of, expr.args))
        if expr.is_Mul:
            return add(*(mul(self.of(it), *expr.args[:k], *expr.args[k + 1 :]) for k, it in enumerate(expr.args)))
        if isinstance(expr, sp.Pow | RealPower) and not varies(expr.args[1], self.var):
            base, exponent = expr.args
            return mul(exponent, expr.func(base, exponent - 1, evaluate=False), self.of(base))
        if isinstance(expr, sp.Pow) and not varies(expr.base, self.var):
            return mul(expr, raw(sp.log, expr.base), self.of(expr.exp))
        if isinstance(expr, sp.Function) and len(expr.args) == 1:
            return mul(self.outer(expr), self.of(expr.args[0]))
        return raw(Diff, expr, self.var)

    def outer(self, expr: sp.Expr) -> sp.Expr:
        """The derivative of a function of one argument, at that argument."""
        return raw(At, raw(Diff, raw(expr.func, PLACE), PLACE), PLACE, expr.args[0])


def by_law(wrong: Law) -> Callable[[sp.Expr, sp.Expr, Known], Iterator[Pair]]:
    """The derivatives on the left by a wrong law, against the right."""

    def pairs(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
        if not any(isinstance(node, Diff) for node in nodes(left)):
            return
        for only in (None, *range(MOST)):
            used = [0]
            spoiled = _spoiled(left, wrong, only, used)
            if used[0]:
                yield spoiled, right

    return pairs


def _spoiled(left: sp.Expr, wrong: Law, only: int | None, used: list[int]) -> sp.Expr:
    answers: dict[sp.Basic, sp.Expr] = {}
    for node in nodes(left):
        if isinstance(node, Diff):
            slope = Slope(node.var, wrong, only)
            answers[node] = slope.of(replace(node.expr, answers, lambda it: False))
            used[0] += slope.used
    return replace(left, answers, lambda node: False)


def _parts(expr: sp.Expr, var: sp.Symbol) -> tuple[list[sp.Expr], list[sp.Expr], list[sp.Expr]]:
    """The factors of a product that are constant, that vary, and those below the line, turned over."""
    constant, above, below = [], [], []
    for factor in expr.args if expr.is_Mul else (expr,):
        if not varies(factor, var):
            constant.append(factor)
        elif isinstance(factor, sp.Pow) and factor.exp.is_number and factor.exp.is_negative:
            below.append(power(factor.base, -factor.exp))
        else:
            above.append(factor)
    return constant, above, below


def _product_of_slopes(slope: Slope, expr: sp.Expr) -> sp.Expr | None:
    constant, above, below = _parts(expr, slope.var)
    if below or len(above) < 2:
        return None
    return mul(*constant, *map(slope.of, above))


def _one_term_of_the_product(which: int) -> Law:
    def law(slope: Slope, expr: sp.Expr) -> sp.Expr | None:
        constant, above, below = _parts(expr, slope.var)
        if below or len(above) < 2:
            return None
        rest = [factor for k, factor in enumerate(above) if k != which]
        return mul(*constant, slope.of(above[which]), *rest)

    return law


def _of_a_quotient(made: Callable[[sp.Expr, sp.Expr, sp.Expr, sp.Expr], sp.Expr]) -> Law:
    """The law for u/v, from u, v and their slopes."""

    def law(slope: Slope, expr: sp.Expr) -> sp.Expr | None:
        constant, above, below = _parts(expr, slope.var)
        if not below or not (expr.is_Mul and above):
            return None
        u, v = mul(*above), mul(*below)
        return mul(*constant, made(u, v, slope.right(u) if u != slope.var else sp.S.One, _slope_of(slope, v)))

    return law


def _slope_of(slope: Slope, expr: sp.Expr) -> sp.Expr:
    return sp.S.One if expr == slope.var else slope.right(expr)


def _without_inner(slope: Slope, expr: sp.Expr) -> sp.Expr | None:
    if isinstance(expr, sp.Pow | RealPower) and not varies(expr.args[1], slope.var) and expr.args[0] != slope.var:
        base, exponent = expr.args
        return mul(exponent, expr.func(base, exponent - 1, evaluate=False))
    if isinstance(expr, sp.Pow) and not varies(expr.base, slope.var) and expr.exp != slope.var:
        return mul(expr, raw(sp.log, expr.base))
    if isinstance(expr, sp.Function) and len(expr.args) == 1 and expr.args[0] != slope.var:
        return slope.outer(expr)
    return None


def _outer_at_the_letter(slope: Slope, expr: sp.Expr) -> sp.Expr | None:
    if isinstance(expr, sp.Function) and len(expr.args) == 1 and expr.args[0] != slope.var:
        return mul(raw(At, raw(Diff, raw(expr.func, PLACE), PLACE), PLACE, slope.var), slope.of(expr.args[0]))
    return None


def _outer_at_the_slope(slope: Slope, expr: sp.Expr) -> sp.Expr | None:
    if isinstance(expr, sp.Function) and len(expr.args) == 1 and expr.args[0] != slope.var:
        return raw(At, raw(Diff, raw(expr.func, PLACE), PLACE), PLACE, slope.of(expr.args[0]))
    return None


def _of_a_power(made: Callable[[sp.Expr, sp.Expr], sp.Expr]) -> Law:
    """The law for bⁿ, from b and n, before the slope of b."""

    def law(slope: Slope, expr: sp.Expr) -> sp.Expr | None:
        if isinstance(expr, sp.Pow | RealPower) and not varies(expr.args[1], slope.var):
            return mul(made(*expr.args), _slope_of(slope, expr.args[0]))
        return None

    return law


def _exponential_as_power(slope: Slope, expr: sp.Expr) -> sp.Expr | None:
    base, exponent = (sp.E, expr.args[0]) if isinstance(expr, sp.exp) else expr.args if expr.is_Pow else (None, None)
    if base is None or varies(base, slope.var) or not varies(exponent, slope.var):
        return None
    return mul(exponent, power(base, add(exponent, sp.S.NegativeOne)), _slope_of(slope, exponent))


def _without_logarithm(slope: Slope, expr: sp.Expr) -> sp.Expr | None:
    if isinstance(expr, sp.Pow) and not varies(expr.base, slope.var):
        return mul(expr, _slope_of(slope, expr.exp))
    return None


def _circular_sign(slope: Slope, expr: sp.Expr) -> sp.Expr | None:
    return negative(slope.right(expr)) if isinstance(expr, sp.sin | sp.cos | sp.cot | sp.csc) else None


def _constant_kept(slope: Slope, expr: sp.Expr) -> sp.Expr | None:
    if not expr.is_Add or all(varies(term, slope.var) for term in expr.args):
        return None
    return add(*(slope.of(term) if varies(term, slope.var) else term for term in expr.args))


def _letter_of_logarithm(slope: Slope, expr: sp.Expr) -> sp.Expr | None:
    if isinstance(expr, sp.log) and symbols_of(expr):
        return raw(sp.log, slope.of(expr.args[0]))
    return None


SLOPES = (
    Mistake(
        id="product-of-derivatives",
        name="product of derivatives",
        said="the derivative of a product is u'v + uv', and not u'v'",
        pairs=by_law(_product_of_slopes),
        left="d/dx x^2 sin(x)",
        right="2x cos(x)",
    ),
    Mistake(
        id="half-of-the-product-rule",
        name="half of the product rule",
        said="the derivative of a product has a term for each factor, and here one is missing",
        pairs=lambda left, right, known: (
            pair for which in (0, 1) for pair in by_law(_one_term_of_the_product(which))(left, right, known)
        ),
        left="d/dx x^2 sin(x)",
        right="2x sin(x)",
    ),
    Mistake(
        id="quotient-rule-order",
        name="order in the quotient rule",
        said="above the line stands u'v - uv', and not uv' - u'v",
        pairs=by_law(
            _of_a_quotient(lambda u, v, u1, v1: divide(add(mul(u, v1), negative(mul(u1, v))), power(v, sp.Integer(2))))
        ),
        left="d/dx (sin(x)/x)",
        right="(sin(x) - x cos(x))/x^2",
    ),
    Mistake(
        id="quotient-of-derivatives",
        name="quotient of derivatives",
        said="the derivative of a quotient is (u'v - uv')/v^2, and not u'/v'",
        pairs=by_law(_of_a_quotient(lambda u, v, u1, v1: divide(u1, v1))),
        left="d/dx (sin(x)/x^2)",
        right="cos(x)/(2x)",
    ),
    Mistake(
        id="quotient-rule-square",
        name="the square in the quotient rule",
        said="below the line of the quotient rule stands v^2, and not v",
        pairs=by_law(_of_a_quotient(lambda u, v, u1, v1: divide(add(mul(u1, v), negative(mul(u, v1))), v))),
        left="d/dx (sin(x)/x^2)",
        right="(x^2 cos(x) - 2x sin(x))/x^2",
    ),
    Mistake(
        id="quotient-rule-sum",
        name="the sign in the quotient rule",
        said="above the line of the quotient rule stands a difference, u'v - uv'",
        pairs=by_law(_of_a_quotient(lambda u, v, u1, v1: divide(add(mul(u1, v), mul(u, v1)), power(v, sp.Integer(2))))),
        left="d/dx (sin(x)/x)",
        right="(x cos(x) + sin(x))/x^2",
    ),
    Mistake(
        id="inner-factor-forgotten",
        name="inner factor forgotten",
        said="by the chain rule the slope of the inner function is a factor, and here it is missing",
        pairs=by_law(_without_inner),
        left="d/dx sin(x^2)",
        right="cos(x^2)",
    ),
    Mistake(
        id="outer-slope-at-the-letter",
        name="outer slope at the wrong place",
        said="by the chain rule the slope of the outer function is read at the inner function, f'(g(x)) g'(x)",
        pairs=by_law(_outer_at_the_letter),
        left="d/dx sin(x^2)",
        right="2x cos(x)",
    ),
    Mistake(
        id="outer-slope-at-the-inner-slope",
        name="outer slope at the inner slope",
        said="by the chain rule the derivative of f(g(x)) is f'(g(x)) g'(x), and not f'(g'(x))",
        pairs=by_law(_outer_at_the_slope),
        left="d/dx sin(x^2)",
        right="cos(2x)",
    ),
    Mistake(
        id="exponent-not-lowered",
        name="exponent not lowered",
        said="the derivative of x^n is n x^(n-1): the exponent goes down by 1",
        pairs=by_law(_of_a_power(lambda base, n: mul(n, power(base, n)))),
        left="d/dx x^3",
        right="3x^3",
    ),
    Mistake(
        id="exponent-not-brought-down",
        name="exponent not brought down",
        said="the derivative of x^n is n x^(n-1): the exponent is a factor",
        pairs=by_law(_of_a_power(lambda base, n: power(base, n - 1))),
        left="d/dx x^3",
        right="x^2",
    ),
    Mistake(
        id="power-rule-for-an-exponential",
        name="power rule for an exponential",
        said="the power rule is for a constant exponent; the derivative of a^x is a^x ln(a)",
        pairs=by_law(_exponential_as_power),
        left="d/dx 2^x",
        right="x 2^(x-1)",
    ),
    Mistake(
        id="logarithm-of-the-base-forgotten",
        name="logarithm of the base forgotten",
        said="the derivative of a^x is a^x ln(a); only for the base e is the factor 1",
        pairs=by_law(_without_logarithm),
        left="d/dx 2^x",
        right="2^x",
    ),
    Mistake(
        id="sign-of-a-circular-slope",
        name="sign of the slope of sine or cosine",
        said="the derivative of sin is cos, and that of cos is -sin",
        pairs=by_law(_circular_sign),
        left="d/dx x cos(x)",
        right="cos(x) + x sin(x)",
    ),
    Mistake(
        id="constant-kept",
        name="constant kept",
        said="the derivative of a constant term is 0",
        pairs=by_law(_constant_kept),
        left="d/dx (x^2 + 3)",
        right="2x + 3",
    ),
    Mistake(
        id="logarithm-of-the-slope",
        name="logarithm of the slope",
        said="the derivative of ln(u) is u'/u, and not ln(u')",
        pairs=by_law(_letter_of_logarithm),
        left="d/dx ln(x^2 + 1)",
        right="ln(2x)",
    ),
)
