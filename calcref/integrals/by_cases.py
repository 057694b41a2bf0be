"""Integrals whose form depends on the sign of an expression of letters: each row gives one answer for every case."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp

from calcref.core.cases import Case, in_cases
from calcref.core.conditions import holds_at
from calcref.core.expr import nodes, raw, varies
from calcref.core.letters import x
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Condition, Point, Rewriting, Rule, Statement, Where
from calcref.core.sources import dlmf, spivak
from calcref.integrals.integrand import integrand
from calcref.integrals.sources import by_differentiating

Letters = Mapping[str, sp.Expr]


def sign(quantity: sp.Expr, relation: type[sp.Rel]) -> Any:
    """The condition that `quantity` is positive, negative or zero, without its numerical factor and squares.

    >>> a, b = sp.symbols("a b", real=True)
    >>> sign(-4 * a * b, sp.Gt), sign(4 * a**2, sp.Gt), sign(4 * a**2, sp.Lt)
    (a*b < 0, Ne(a, 0), False)
    """
    if quantity == 0:
        return relation(0, 0)
    number, rest = tidy(quantity).as_coeff_Mul()
    squares = [base for base, power in _powers(rest) if power % 2 == 0]
    others = sp.Mul(*(base for base, power in _powers(rest) if power % 2))
    if relation is sp.Eq:
        return sp.Or(sp.Eq(others, 0), *(sp.Eq(base, 0) for base in squares))
    turned = {sp.Gt: sp.Lt, sp.Lt: sp.Gt}[relation] if number.is_negative else relation
    return sp.And(turned(others, 0), *(sp.Ne(base, 0) for base in squares))


def tidy(quantity: sp.Expr) -> sp.Expr:
    """`quantity` as a product where it is a square or each factor is a power of a letter, else multiplied out.

    >>> a, b = sp.symbols("a b", real=True)
    >>> tidy(4 * b + 4 * a * b - 4 * b), tidy((a - 2) * (a + 2)), tidy(a**4 - 2 * a**2 + 1)
    (4*a*b, a**2 - 4, (a - 1)**2*(a + 1)**2)
    """
    found = sp.factor(quantity)
    powers = list(_powers(found.as_coeff_Mul()[1]))
    if _is_square(powers) or not any(base.is_Add for base, _ in powers):
        return found
    number, rest = sp.expand(quantity).as_content_primitive()
    return number * rest


def _is_square(powers: Sequence[tuple[sp.Expr, sp.Expr]]) -> bool:
    """Whether there are factors, each with an even exponent."""
    return bool(powers) and all(power % 2 == 0 for _, power in powers)


def _powers(product: sp.Expr) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    """The factors of a product with their exponents; what is no whole power of something real counts as one factor."""
    for factor in sp.Mul.make_args(product):
        whole = factor.is_Pow and factor.exp.is_Integer and factor.base.is_real
        yield (factor.base, factor.exp) if whole else (factor, sp.S.One)


def root(quantity: sp.Expr) -> sp.Expr:
    """A square root of `quantity`, of either sign: that of a² is a.

    >>> a = sp.Symbol("a", real=True)
    >>> root(4 * a**2), root(-a)
    (2*a, sqrt(-a))
    """
    number, rest = sp.factor(quantity).as_coeff_Mul()
    powers = list(_powers(rest))
    if number.is_positive and _is_square(powers):
        return sp.sqrt(number) * sp.Mul(*(base ** (power / 2) for base, power in powers))
    return sp.sqrt(tidy(quantity))


def over_a_quadratic(u: sp.Expr, a: sp.Expr, b: sp.Expr, c: sp.Expr) -> list[Case]:
    """∫ 1/(a x² + b x + c) dx, by the sign of the discriminant."""
    discriminant, slope = tidy(b**2 - 4 * a * c), 2 * a * u + b
    s, r = root(discriminant), root(-discriminant)
    if a.is_number and not s.has(sp.Pow):
        low, high = u - (-b + s) / (2 * a), u - (-b - s) / (2 * a)
    else:
        low, high = slope - s, slope + s
    square = sp.Ne(a, 0)
    two = sign(discriminant, sp.Gt)
    return [
        (2 * sp.atan(slope / r) / r, sign(discriminant, sp.Lt)),
        ((_log(low) - _log(high)) / s, two if b == 0 else sp.And(two, square)),
        (-2 / slope, sp.And(_double(a, b, c), square)),
        (_log(b * u + c) / b, sp.And(sp.Eq(a, 0), sp.Ne(b, 0))),
        (u / c, sp.And(sp.Eq(a, 0), sp.Eq(b, 0))),
    ]


def over_a_root(u: sp.Expr, a: sp.Expr, b: sp.Expr, c: sp.Expr) -> list[Case]:
    """∫ 1/√(a x² + b x + c) dx, by the sign of a."""
    inside, slope = a * u**2 + b * u + c, 2 * a * u + b
    discriminant = tidy(b**2 - 4 * a * c)
    far = u + b / (2 * a) + sp.sqrt(inside) / sp.sqrt(a) if a.is_number else slope + 2 * sp.sqrt(a) * sp.sqrt(inside)
    return [
        (_log(far) / sp.sqrt(a), sp.And(sp.Gt(a, 0), sp.Not(_double(a, b, c)))),
        (sp.sign(slope) * _log(slope) / sp.sqrt(a), sp.And(sp.Gt(a, 0), _double(a, b, c))),
        (-sp.asin(slope / sp.sqrt(discriminant)) / sp.sqrt(-a), sp.Lt(a, 0)),
        (2 * sp.sqrt(b * u + c) / b, sp.And(sp.Eq(a, 0), sp.Ne(b, 0))),
        (u / sp.sqrt(c), sp.And(sp.Eq(a, 0), sp.Eq(b, 0))),
    ]


def of_a_root(u: sp.Expr, a: sp.Expr, b: sp.Expr, c: sp.Expr) -> list[Case]:
    """∫ √(a x² + b x + c) dx, by parts from the row above."""
    inside, slope = a * u**2 + b * u + c, 2 * a * u + b
    up, double, down, _, _ = over_a_root(u, a, b, c)
    part = slope * sp.sqrt(inside) / (4 * a)
    rest = tidy(b**2 - 4 * a * c) / (8 * a)
    return [
        (part - rest * up[0], up[1]),
        (part, double[1]),
        (part - rest * down[0], down[1]),
        (2 * sp.sqrt(b * u + c) ** 3 / (3 * b), sp.And(sp.Eq(a, 0), sp.Ne(b, 0))),
        (u * sp.sqrt(c), sp.And(sp.Eq(a, 0), sp.Eq(b, 0))),
    ]


def over_a_line_and_root(u: sp.Expr, a: sp.Expr, b: sp.Expr, c: sp.Expr) -> list[Case]:
    """∫ 1/(x √(a x² + b x + c)) dx, by the sign of c."""
    inside, slope = sp.sqrt(a * u**2 + b * u + c), b * u + 2 * c
    discriminant, double = tidy(b**2 - 4 * a * c), sign(a, sp.Eq) if b == 0 else sign(b**2 - 4 * a * c, sp.Eq)
    up = (_log(u) - _log(slope + 2 * sp.sqrt(c) * inside)) / sp.sqrt(c)
    return [
        (up, sp.And(sp.Gt(c, 0), sp.Not(double))),
        (sp.sign(slope) * (_log(u) - _log(slope)) / sp.sqrt(c), sp.And(sp.Gt(c, 0), double)),
        (sp.asin(slope / (sp.Abs(u) * sp.sqrt(discriminant))) / sp.sqrt(-c), sp.Lt(c, 0)),
        (-2 * inside / (b * u), sp.And(sp.Eq(c, 0), sp.Ne(b, 0))),
        (-1 / (sp.sqrt(a) * sp.Abs(u)), sp.And(sp.Eq(c, 0), sp.Eq(b, 0))),
    ]


def over_a_wave(u: sp.Expr, a: sp.Expr, b: sp.Expr, c: sp.Expr) -> list[Case]:
    """∫ 1/(a + b cos x + c sin x) dx, by whether the wave reaches 0; without a jump where it does not."""
    excess = tidy(a**2 - b**2 - c**2)
    wave, turned = b * sp.cos(u) + c * sp.sin(u), b * sp.sin(u) - c * sp.cos(u)
    s, r, side = sp.sqrt(excess), sp.sqrt(-excess), sp.sign(a)
    inside = turned / (a + side * s + wave)
    beyond = (b**2 + c**2 + a * wave + r * turned) / (a + wave)
    return [
        (side * (u - 2 * sp.atan(inside)) / s, sign(excess, sp.Gt)),
        (_log(beyond) / r, sign(excess, sp.Lt)),
        (turned / (a * (a + wave)), sign(excess, sp.Eq)),
    ]


def _log(u: sp.Expr) -> sp.Expr:
    return sp.log(sp.Abs(u))


def _double(a: sp.Expr, b: sp.Expr, c: sp.Expr) -> Any:
    """The condition that a quadratic with a ≠ 0 has a double root."""
    return sign(c, sp.Eq) if b == 0 else sign(b**2 - 4 * a * c, sp.Eq)


def _quadratic(base: sp.Expr, var: sp.Symbol) -> Letters | None:
    if not (base.is_Add or base.is_Mul) or not base.is_polynomial(var) or sp.degree(base, var) != 2:
        return None
    a, b, c = map(sp.expand, sp.Poly(base, var).all_coeffs())
    return None if b == c == 0 else {"a": a, "b": b, "c": c}


def _power_of_a_quadratic(exponent: sp.Rational) -> Callable[[sp.Expr, sp.Symbol], Letters | None]:
    def read(expr: sp.Expr, var: sp.Symbol) -> Letters | None:
        return _quadratic(expr.base, var) if expr.is_Pow and expr.exp == exponent else None

    return read


def _over_a_line_and_root(expr: sp.Expr, var: sp.Symbol) -> Letters | None:
    """The letters of 1/(x √(a x² + b x + c)), or None."""
    root = expr * var
    return _quadratic(root.base, var) if root.is_Pow and root.exp == -sp.S.Half else None


def wave(expr: sp.Expr, var: sp.Symbol) -> Letters | None:
    """The letters of a + b cos x + c sin x, or None.

    >>> wave(2 + sp.cos(x), x) == {"a": 2, "b": 1, "c": 0}
    True
    """
    whole = sp.expand(expr)
    b, c = whole.coeff(sp.cos(var)), whole.coeff(sp.sin(var))
    a = sp.expand(whole - b * sp.cos(var) - c * sp.sin(var))
    return None if any(varies(part, var) for part in (a, b, c)) else {"a": a, "b": b, "c": c}


def _over_a_wave(expr: sp.Expr, var: sp.Symbol) -> Letters | None:
    """The letters of 1/(a + b cos x + c sin x), or None."""
    return wave(expr.base, var) if expr.is_Pow and expr.exp == -1 and expr.base.is_Add else None


@dataclass(frozen=True, slots=True)
class Row:
    """One integral with cases.

    Args:
        id: the slug.
        name: what a reader calls it.
        of: `of(x, a, b, c)`, the integrand.
        cases: `cases(x, a, b, c)`, an antiderivative with its condition for each case.
        read: from an integrand and its variable to a, b and c, or None.
        domain: where the integrand has a real value, in the letter u for the variable.
        ml_use: where machine learning meets it.
    """

    id: str
    name: str
    of: Callable[..., sp.Expr]
    cases: Callable[..., list[Case]]
    read: Callable[[sp.Expr, sp.Symbol], Letters | None]
    domain: str
    ml_use: str


ROWS: tuple[Row, ...] = (
    Row(
        "integral-of-a-reciprocal-quadratic",
        "Integral of 1/(a x² + b x + c)",
        lambda u, a, b, c: 1 / (a * u**2 + b * u + c),
        over_a_quadratic,
        _power_of_a_quadratic(sp.S.NegativeOne),
        "$a u^2 + b u + c \\neq 0$",
        "The Cauchy density with any place and width.",
    ),
    Row(
        "integral-of-a-reciprocal-root-of-a-quadratic",
        "Integral of 1/√(a x² + b x + c)",
        lambda u, a, b, c: 1 / sp.sqrt(a * u**2 + b * u + c),
        over_a_root,
        _power_of_a_quadratic(-sp.S.Half),
        "$a u^2 + b u + c > 0$",
        "Where a random walk spends its time.",
    ),
    Row(
        "integral-of-a-root-of-a-quadratic",
        "Integral of √(a x² + b x + c)",
        lambda u, a, b, c: sp.sqrt(a * u**2 + b * u + c),
        of_a_root,
        _power_of_a_quadratic(sp.S.Half),
        "$a u^2 + b u + c > 0$",
        "The length of a parabola; half a disk is Wigner's density of eigenvalues.",
    ),
    Row(
        "integral-over-a-line-and-a-root",
        "Integral of 1/(x √(a x² + b x + c))",
        lambda u, a, b, c: 1 / (u * sp.sqrt(a * u**2 + b * u + c)),
        over_a_line_and_root,
        _over_a_line_and_root,
        "$u \\neq 0$ and $a u^2 + b u + c > 0$",
        "Travel times in a field of force that falls with the distance.",
    ),
    Row(
        "integral-of-a-reciprocal-wave",
        "Integral of 1/(a + b cos x + c sin x)",
        lambda u, a, b, c: 1 / (a + b * sp.cos(u) + c * sp.sin(u)),
        over_a_wave,
        _over_a_wave,
        "$a + b \\cos u + c \\sin u \\neq 0$",
        "The wrapped Cauchy density of angles.",
    ),
)


def _has_a_value(row: Row) -> Condition:
    """The condition that the integrand has a real value, and is not 0: roots have no slope there."""

    def holds(where: Where, point: Point) -> bool | None:
        letters = {name: where[name] for name in "abc"}
        return holds_at(row.of(where["u"], **letters), point, lambda value: value.is_real and value.is_nonzero)

    return Condition(row.domain, holds)


def rule_of(row: Row) -> Rule:
    """The rule that `row` gives.

    >>> rule_of(ROWS[0]).statement.left.expr
    1/(a*x**2 + b*x + c)
    """

    def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
        expr, var = integrand(question), question.var
        letters = None if expr is None else row.read(expr, var)
        if letters is not None:
            answer = in_cases(row.cases(var, **letters))
            if not any(node in (sp.zoo, sp.nan, sp.I) for node in nodes(answer)):
                yield Rewriting(answer, {"u": var, **letters})

    letters = dict(zip("abc", sp.symbols("a b c", real=True), strict=True))
    return Rule(
        id=row.id,
        name=row.name,
        statement=Statement(raw(Antideriv, row.of(x, **letters), x), in_cases(row.cases(x, **letters))),
        rewrite=rewrite,
        page=f"integrals/table-of-integrals/#{row.id}",
        heads=(type(row.of(x, **letters)),),
        asks=(Antideriv,),
        conditions=(_has_a_value(row),),
        source=dlmf("section 4.26") if "wave" in row.id else spivak("chapter 19"),
        proof=by_differentiating(spivak("chapter 19")),
        ml_use=row.ml_use,
    )


RULES = tuple(rule_of(row) for row in ROWS)
