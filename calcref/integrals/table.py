"""Integrals that are looked up: a row each, beside the table of derivatives read backwards.

A row says how to read its integrand and what an antiderivative is; every one is differentiated back in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import sympy as sp

from calcref.core.conditions import holds_at, positive, within
from calcref.core.elementary import GOODFELLOW
from calcref.core.expr import add, apply, divide, mul, negative, power, raw, varies
from calcref.core.functions import LogBase, relu, sigmoid, softplus
from calcref.core.letters import x
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Condition, Point, Rewriting, Rule, Source, Statement, Where
from calcref.core.shown import Brief
from calcref.core.simplify import standard_form
from calcref.core.sources import dlmf, spivak
from calcref.integrals.integrand import integrand
from calcref.integrals.sources import by_differentiating

Letters = Mapping[str, sp.Expr]


@dataclass(frozen=True, slots=True, repr=False)
class Row(Brief):
    """One integral of the table.

    Args:
        id: the slug.
        name: what a reader calls it.
        of: `of(x, **letters)`, the integrand.
        answer: `answer(x, **letters)`, an antiderivative.
        source: where it can be read up.
        ml_use: where machine learning meets it.
        letters: the parameters of both, positive.
        read: from an integrand and its variable to the values of the letters, or None.
        conditions: where it holds, in the letter u for the variable and those of the parameters.
    """

    id: str
    name: str
    of: Callable[..., sp.Expr]
    answer: Callable[..., sp.Expr]
    source: Source
    ml_use: str
    letters: tuple[str, ...] = ()
    read: Callable[[sp.Expr, sp.Symbol], Letters | None] | None = None
    conditions: tuple[Condition, ...] = ()

    def fits(self, expr: sp.Expr, var: sp.Symbol) -> Letters | None:
        """The values of the letters that make the integrand `expr`, or None."""
        if self.read is not None:
            return self.read(expr, var)
        return {} if expr == standard_form(self.of(var)) else None


HALF, TWO = sp.S.Half, sp.Integer(2)


def _of(head: type[sp.Basic]) -> Callable[[sp.Expr], sp.Expr]:
    return lambda u: apply(head, u)


def _squared(head: type[sp.Basic]) -> Callable[[sp.Expr], sp.Expr]:
    return lambda u: power(apply(head, u), TWO)


def _square(u: sp.Expr) -> sp.Expr:
    return power(u, TWO)


def _log(u: sp.Expr) -> sp.Expr:
    return apply(sp.log, u)


def _log_abs(u: sp.Expr) -> sp.Expr:
    return apply(sp.log, apply(sp.Abs, u))


def _log_less(u: sp.Expr) -> sp.Expr:
    return add(mul(u, _log(u)), negative(u))


def _wave(u: sp.Expr) -> sp.Expr:
    return divide(apply(sp.sin, mul(TWO, u)), sp.Integer(4))


def _arc(u: sp.Expr) -> sp.Expr:
    return power(add(sp.S.One, negative(_square(u))), HALF)


def _exponential(expr: sp.Expr, var: sp.Symbol) -> Letters | None:
    return {"a": expr.base} if expr.is_Pow and expr.exp == var and not varies(expr.base, var) else None


def _logarithm(expr: sp.Expr, var: sp.Symbol) -> Letters | None:
    return {"b": expr.args[1]} if isinstance(expr, LogBase) and expr.args[0] == var else None


def _quadratic(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, sp.Expr] | None:
    """The constants p and q of p + q x², or None."""
    if not expr.is_Add:
        return None
    constant, rest = expr.as_independent(var, as_Add=True)
    factor, square = rest.as_independent(var, as_Add=False)
    return (constant, factor) if square == var**2 and not varies(constant, var) else None


def _sum_of_squares(expr: sp.Expr, var: sp.Symbol) -> Letters | None:
    found = _quadratic(expr.base, var) if expr.is_Pow and expr.exp == -1 else None
    if found is None or not (found[0].is_positive and found[1].is_positive):
        return None
    return {"a": sp.sqrt(found[0]), "b": sp.sqrt(found[1])}


def _difference_under_root(expr: sp.Expr, var: sp.Symbol) -> Letters | None:
    found = _quadratic(expr.base, var) if expr.is_Pow and expr.exp == -sp.S.Half else None
    if found is None or not (found[0].is_positive and found[1].is_negative):
        return None
    return {"a": sp.sqrt(found[0]), "b": sp.sqrt(-found[1])}


def _is_inside(where: Where, point: Point) -> bool | None:
    return holds_at(where["a"] ** 2 - (where["b"] * where["u"]) ** 2, point, lambda value: value.is_positive)


def _bell(expr: sp.Expr, var: sp.Symbol) -> Letters | None:
    if not isinstance(expr, sp.exp):
        return None
    factor, square = expr.args[0].as_independent(var, as_Add=False)
    return {"a": sp.sqrt(-factor)} if square == var**2 and factor.is_negative else None


_LOGS = spivak("chapter 19")
_COSINE = within("u", lambda value: sp.cos(value).is_nonzero, "$\\cos x \\neq 0$")
_SINE = within("u", lambda value: sp.sin(value).is_nonzero, "$\\sin x \\neq 0$")

ROWS: tuple[Row, ...] = (
    # Exponentials and logarithms.
    Row(
        "integral-of-an-exponential",
        "Integral of an exponential",
        lambda u, a: power(a, u),
        lambda u, a: divide(power(a, u), _log(a)),
        dlmf("section 4.10"),
        "The total of learning rates that halve every epoch.",
        ("a",),
        _exponential,
        (positive("a"), within("a", lambda value: (value - 1).is_nonzero, "$a \\neq 1$")),
    ),
    Row(
        "integral-of-the-logarithm",
        "Integral of the logarithm",
        _of(sp.log),
        _log_less,
        dlmf("section 4.10"),
        "The entropy of a density, and Stirling's formula for a factorial.",
        conditions=(positive("u", "$x > 0$"),),
    ),
    Row(
        "integral-of-a-logarithm",
        "Integral of a logarithm to another base",
        lambda u, b: apply(LogBase, u, b),
        lambda u, b: divide(_log_less(u), _log(b)),
        dlmf("section 4.10"),
        "Entropy in bits.",
        ("b",),
        _logarithm,
        (positive("u", "$x > 0$"), positive("b"), within("b", lambda value: (value - 1).is_nonzero, "$b \\neq 1$")),
    ),
    # Circular functions.
    Row(
        "integral-of-the-tangent",
        "Integral of the tangent",
        _of(sp.tan),
        lambda u: negative(_log_abs(apply(sp.cos, u))),
        _LOGS,
        "Angles of directions in the plane.",
        conditions=(_COSINE,),
    ),
    Row(
        "integral-of-the-cotangent",
        "Integral of the cotangent",
        _of(sp.cot),
        lambda u: _log_abs(apply(sp.sin, u)),
        _LOGS,
        "The reflection formula of the digamma function.",
        conditions=(_SINE,),
    ),
    Row(
        "integral-of-the-secant",
        "Integral of the secant",
        _of(sp.sec),
        lambda u: _log_abs(add(apply(sp.sec, u), apply(sp.tan, u))),
        _LOGS,
        "Maps of the sphere that keep angles.",
        conditions=(_COSINE,),
    ),
    Row(
        "integral-of-the-cosecant",
        "Integral of the cosecant",
        _of(sp.csc),
        lambda u: negative(_log_abs(add(apply(sp.csc, u), apply(sp.cot, u)))),
        _LOGS,
        "Maps of the sphere that keep angles.",
        conditions=(_SINE,),
    ),
    Row(
        "integral-of-the-squared-secant",
        "Integral of the squared secant",
        _squared(sp.sec),
        _of(sp.tan),
        _LOGS,
        "Sampling a Cauchy distribution.",
        conditions=(_COSINE,),
    ),
    Row(
        "integral-of-the-squared-cosecant",
        "Integral of the squared cosecant",
        _squared(sp.csc),
        lambda u: negative(apply(sp.cot, u)),
        _LOGS,
        "The slope of the cotangent.",
        conditions=(_SINE,),
    ),
    Row(
        "integral-of-the-squared-tangent",
        "Integral of the squared tangent",
        _squared(sp.tan),
        lambda u: add(apply(sp.tan, u), negative(u)),
        _LOGS,
        "Angles of directions in the plane.",
        conditions=(_COSINE,),
    ),
    Row(
        "integral-of-the-squared-sine",
        "Integral of the squared sine",
        _squared(sp.sin),
        lambda u: add(divide(u, TWO), negative(_wave(u))),
        _LOGS,
        "Each wave of a position encoding has mean square ½.",
    ),
    Row(
        "integral-of-the-squared-cosine",
        "Integral of the squared cosine",
        _squared(sp.cos),
        lambda u: add(divide(u, TWO), _wave(u)),
        _LOGS,
        "Each wave of a position encoding has mean square ½.",
    ),
    # Squares in a denominator, under a root, in an exponent.
    Row(
        "integral-of-a-sum-of-squares",
        "Integral of 1/(a² + b²x²)",
        lambda u, a, b: power(add(_square(a), mul(_square(b), _square(u))), sp.S.NegativeOne),
        lambda u, a, b: divide(apply(sp.atan, divide(mul(b, u), a)), mul(a, b)),
        _LOGS,
        "The Cauchy density and its distribution function.",
        ("a", "b"),
        _sum_of_squares,
        (positive("a"), positive("b")),
    ),
    Row(
        "integral-of-a-root-of-a-difference",
        "Integral of 1/√(a² − b²x²)",
        lambda u, a, b: power(add(_square(a), negative(mul(_square(b), _square(u)))), -HALF),
        lambda u, a, b: divide(apply(sp.asin, divide(mul(b, u), a)), b),
        _LOGS,
        "The arcsine law of random walks.",
        ("a", "b"),
        _difference_under_root,
        (positive("a"), positive("b"), Condition("$-a < b x < a$", _is_inside)),
    ),
    Row(
        "integral-of-the-bell-curve",
        "Integral of the bell curve",
        lambda u, a: apply(sp.exp, negative(mul(_square(a), _square(u)))),
        lambda u, a: divide(mul(power(sp.pi, HALF), apply(sp.erf, mul(a, u))), mul(TWO, a)),
        dlmf("section 7.2"),
        "The distribution function of the normal distribution; no elementary function will do.",
        ("a",),
        _bell,
        (positive("a"),),
    ),
    Row(
        "integral-of-the-error-function",
        "Integral of the error function",
        _of(sp.erf),
        lambda u: add(mul(u, apply(sp.erf, u)), divide(apply(sp.exp, negative(_square(u))), power(sp.pi, HALF))),
        dlmf("section 7.2"),
        "Expected improvement in Bayesian optimization.",
    ),
    # Inverse functions.
    Row(
        "integral-of-the-arctangent",
        "Integral of the arctangent",
        _of(sp.atan),
        lambda u: add(mul(u, apply(sp.atan, u)), negative(divide(_log(add(_square(u), sp.S.One)), TWO))),
        dlmf("section 4.26"),
        "A smooth, bounded activation.",
    ),
    Row(
        "integral-of-the-arcsine",
        "Integral of the arcsine",
        _of(sp.asin),
        lambda u: add(mul(u, apply(sp.asin, u)), _arc(u)),
        dlmf("section 4.26"),
        "The arcsine kernel of an infinitely wide network.",
        conditions=(within("u", lambda value: (1 - value**2).is_nonnegative, "$-1 \\leq x \\leq 1$"),),
    ),
    Row(
        "integral-of-the-arccosine",
        "Integral of the arccosine",
        _of(sp.acos),
        lambda u: add(mul(u, apply(sp.acos, u)), negative(_arc(u))),
        dlmf("section 4.26"),
        "The angle between two embeddings, averaged.",
        conditions=(within("u", lambda value: (1 - value**2).is_nonnegative, "$-1 \\leq x \\leq 1$"),),
    ),
    # Activations and their kin.
    Row(
        "integral-of-the-hyperbolic-tangent",
        "Integral of the hyperbolic tangent",
        _of(sp.tanh),
        lambda u: _log(apply(sp.cosh, u)),
        dlmf("section 4.40"),
        "The log-cosh loss is the integral of its clipped, tanh-shaped gradient.",
    ),
    Row(
        "integral-of-the-squared-hyperbolic-tangent",
        "Integral of the squared hyperbolic tangent",
        _squared(sp.tanh),
        lambda u: add(u, negative(apply(sp.tanh, u))),
        dlmf("section 4.40"),
        "The second moment of a recurrent unit.",
    ),
    Row(
        "integral-of-the-squared-sigmoid",
        "Integral of the squared sigmoid",
        _squared(sigmoid),
        lambda u: add(apply(softplus, u), negative(apply(sigmoid, u))),
        Source(GOODFELLOW, "section 3.10"),  # the slopes of the softplus and the sigmoid
        "The second moment of a gate.",
    ),
    Row(
        "integral-of-the-absolute-value",
        "Integral of the absolute value",
        _of(sp.Abs),
        lambda u: divide(mul(u, apply(sp.Abs, u)), TWO),
        spivak("chapter 13"),
        "The mean absolute error, averaged over a range.",
    ),
    Row(
        "integral-of-relu",
        "Integral of ReLU",
        _of(relu),
        lambda u: divide(mul(u, apply(relu, u)), TWO),
        Source(GOODFELLOW, "section 6.3.1"),  # the slope of ReLU
        "The mean output of a rectified unit.",
    ),
)


def rule_of(row: Row) -> Rule:
    """The rule that `row` gives.

    >>> rule_of(ROWS[1]).statement.right
    x*log(x) - x
    """

    def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
        expr, var = integrand(question), question.var
        letters = None if expr is None else row.fits(expr, var)
        if letters is not None:
            yield Rewriting(row.answer(var, **letters), {"u": var, **letters})

    letters = {name: sp.Symbol(name, positive=True) for name in row.letters}
    return Rule(
        id=row.id,
        name=row.name,
        statement=Statement(raw(Antideriv, row.of(x, **letters), x), row.answer(x, **letters)),
        rewrite=rewrite,
        page=f"integrals/table-of-integrals/#{row.id}",
        heads=(type(row.of(x, **letters)),),
        asks=(Antideriv,),
        conditions=row.conditions,
        source=row.source,
        proof=by_differentiating(row.source),
        ml_use=row.ml_use,
    )


RULES = tuple(rule_of(row) for row in ROWS)
