"""Mistakes of integration: what is wrong with an antiderivative, a substitution, or the values between two bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

import sympy as sp

from calcref.core.expr import (
    add,
    divide,
    is_open,
    mul,
    negative,
    nodes,
    power,
    raw,
    replace,
    substitute,
    symbols_of,
    varies,
)
from calcref.core.questions import Antideriv, Between, DefiniteIntegral, Diff
from calcref.judging.known import Known
from calcref.judging.mistakes.record import Mistake, Pair

MOST_FACTORS = 5
ONE, ZERO = sp.S.One, sp.S.Zero


def _integral(left: sp.Expr) -> sp.Expr | None:
    """The antiderivative that is asked for on the left, alone."""
    return left if isinstance(left, Antideriv) else None


def _terms(expr: sp.Expr) -> tuple[sp.Expr, ...]:
    return expr.args if expr.is_Add else (expr,)


def _inner_slopes(asked: sp.Expr) -> Iterator[sp.Expr]:
    """The slopes of what stands inside of functions and powers."""
    found: dict[sp.Expr, None] = {}
    for node in nodes(asked.expr):
        inner = node.args[0] if isinstance(node, sp.Function | sp.Pow) and node.args else asked.var
        if varies(inner, asked.var) and inner != asked.var:
            found[inner] = None
        if isinstance(node, sp.Pow) and varies(node.exp, asked.var) and node.exp != asked.var:
            found[node.exp] = None
    yield from (raw(Diff, inner, asked.var) for inner in found)


def _with_factor(made: Callable[[sp.Expr], sp.Expr]) -> Callable[[sp.Expr, sp.Expr, Known], Iterator[Pair]]:
    """The integral of the integrand times something that is made of an inner slope."""

    def pairs(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
        if (asked := _integral(left)) is not None:
            for slope in _inner_slopes(asked):
                yield raw(Antideriv, mul(asked.expr, made(slope)), asked.var), right

    return pairs


def _divided_by_a_slope(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
    if (asked := _integral(left)) is not None:
        for slope in _inner_slopes(asked):
            yield raw(Antideriv, mul(asked.expr, slope), asked.var), mul(_without_constants(right, asked), slope)


def _without_constants(right: sp.Expr, asked: sp.Expr) -> sp.Expr:
    known = symbols_of(asked)
    return add(*(term for term in _terms(right) if not (term.is_Symbol and term not in known)))


def _differentiated(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
    if (asked := _integral(left)) is not None and not is_open(right):
        yield raw(Antideriv, raw(Diff, raw(Diff, asked.expr, asked.var), asked.var), asked.var), right


def _at_minus_one(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
    asked = _integral(left)
    if asked is None or any(isinstance(node, sp.log) for node in nodes(right)):
        return
    for term in _terms(asked.expr):
        for factor in term.args if term.is_Mul else (term,):
            reciprocal = isinstance(factor, sp.Pow) and factor.exp == -1 and varies(factor.base, asked.var)
            if reciprocal and not varies(sp.diff(factor.base, asked.var), asked.var):
                yield ONE, ONE


def _power_terms(made: Callable[[sp.Expr, sp.Expr], sp.Expr]) -> Callable[[sp.Expr, sp.Expr, Known], Iterator[Pair]]:
    """Each term c xⁿ by a wrong law."""

    def pairs(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
        asked = _integral(left)
        if asked is None:
            return
        found = []
        for term in _terms(asked.expr):
            factor, exponent = term.as_coeff_exponent(asked.var)
            if varies(factor, asked.var) or not exponent.is_number or exponent == -1:
                return
            found.append(mul(factor, made(asked.var, exponent)) if exponent != 0 else mul(factor, asked.var))
        yield raw(Antideriv, raw(Diff, add(*found), asked.var), asked.var), right

    return pairs


def _product_of_integrals(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
    asked = _integral(left)
    if asked is None or not asked.expr.is_Mul:
        return
    factors = [factor for factor in asked.expr.args if varies(factor, asked.var)]
    rest = mul(*(factor for factor in asked.expr.args if not varies(factor, asked.var)))
    claimed = _without_constants(right, asked)
    parts = list(claimed.args) if claimed.is_Mul else []
    if len(factors) != 2 or not 2 <= len(parts) <= MOST_FACTORS:
        return
    u, v = factors
    for size in range(1, len(parts)):
        for chosen in combinations(range(len(parts)), size):
            one = mul(*(parts[k] for k in chosen))
            other = mul(*(parts[k] for k in range(len(parts)) if k not in chosen))
            slopes = mul(raw(Diff, one, asked.var), raw(Diff, other, asked.var))
            if varies(one, asked.var) and varies(other, asked.var):
                both = divide(raw(Diff, one, asked.var), u), divide(raw(Diff, other, asked.var), v)
                constant = add(
                    power(raw(Diff, both[0], asked.var), sp.Integer(2)),
                    power(raw(Diff, both[1], asked.var), sp.Integer(2)),
                )
                yield add(slopes, constant), mul(rest, u, v)


def _parts_with_plus(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
    for k, term in enumerate(_terms(right)):
        if len(_terms(right)) > 1 and any(isinstance(node, Antideriv | DefiniteIntegral) for node in nodes(term)):
            yield left, add(*(negative(it) if j == k else it for j, it in enumerate(_terms(right))))


def _put_for(letter: sp.Symbol, left: sp.Expr, known: Known) -> Iterator[sp.Expr]:
    """What a letter stands for: what the text says, or else whatever stands in the integral that it is to replace."""
    if letter.name in known.letters:
        yield known.expand(letter)
    elif isinstance(left, DefiniteIntegral) and left.var != letter:
        yield from (it for it in nodes(left.expr) if it != left.var and varies(it, left.var))


def _bounds_kept(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
    for node in nodes(right):
        for there in _put_for(node.var, left, known) if isinstance(node, DefiniteIntegral) else ():
            letters = symbols_of(there)
            if len(letters) == 1:
                ends = [substitute(there, {next(iter(letters)): end}) for end in (node.lower, node.upper)]
                yield left, replace(right, {node: raw(DefiniteIntegral, node.expr, node.var, *ends)}, lambda it: False)


def _differential_replaced(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
    """∫ f(g(x)) dx written as ∫ f(u) du."""
    for node in nodes(right):
        if isinstance(node, Antideriv | DefiniteIntegral) and node.var.name in known.letters:
            there = known.expand(node.var)
            for asked in nodes(left):
                if isinstance(asked, Antideriv | DefiniteIntegral) and asked.var in symbols_of(there):
                    inner = substitute(node.expr, {node.var: there})
                    yield _times(right, inner), _times(right, asked.expr)
                    whole = divide(mul(inner, raw(Diff, there, asked.var)), asked.expr)
                    yield raw(Diff, whole, asked.var), ZERO


def _times(right: sp.Expr, inner: sp.Expr) -> sp.Expr:
    """`inner` with the constant factor that stands before the integral of a side."""
    constants = [factor for factor in right.args if factor.is_Number] if right.is_Mul else []
    return mul(*constants, inner) if inner is not None else inner


def _lower_bound_forgotten(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
    for node in nodes(left):
        if isinstance(node, Between):
            yield replace(left, {node: substitute(node.expr, {node.var: node.upper})}, lambda it: False), right


def _bounds_exchanged(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
    if any(isinstance(node, Between | DefiniteIntegral) for node in nodes(left)):
        yield left, negative(right)


def _values_added(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
    for node in nodes(left):
        if isinstance(node, Between):
            both = add(*(substitute(node.expr, {node.var: end}) for end in (node.lower, node.upper)))
            yield replace(left, {node: both}, lambda it: False), right


INTEGRALS = (
    Mistake(
        id="power-rule-at-minus-one",
        name="power rule at -1",
        said="the power rule of integration leaves out the exponent -1: an antiderivative of 1/x is ln|x|",
        pairs=_at_minus_one,
        left="∫ 1/x dx",
        right="-1/x^2 + C",
    ),
    Mistake(
        id="differentiated-instead",
        name="differentiated instead of integrated",
        said="the right side is the derivative of the integrand, and not an antiderivative",
        pairs=_differentiated,
        left="∫ x^3 dx",
        right="3x^2 + C",
    ),
    Mistake(
        id="new-exponent-not-divided-by",
        name="not divided by the new exponent",
        said="an antiderivative of x^n is x^(n+1)/(n+1)",
        pairs=_power_terms(lambda x, n: power(x, n + 1)),
        left="∫ (x^2 + x) dx",
        right="x^3 + x^2 + C",
    ),
    Mistake(
        id="divided-by-the-old-exponent",
        name="divided by the old exponent",
        said="an antiderivative of x^n is x^(n+1)/(n+1): the exponent goes up before it divides",
        pairs=_power_terms(lambda x, n: divide(power(x, n + 1), n)),
        left="∫ x^2 dx",
        right="x^3/2 + C",
    ),
    Mistake(
        id="u-bounds-kept",
        name="bounds kept",
        said="the bounds of an integral in u are values of u: put g(a) and g(b)",
        pairs=_bounds_kept,
        left="∫_0^2 2x e^(x^2) dx",
        right="∫_0^2 e^u du",
        definitions=(("u", "x^2"),),
    ),
    Mistake(
        id="dropped-dx-du",
        name="dropped dx/du",
        said="where u is put for g(x), du = g'(x) dx: the factor dx/du is missing",
        pairs=lambda left, right, known: (
            pair
            for pairs in (_with_factor(lambda slope: slope), _differential_replaced)
            for pair in pairs(left, right, known)
        ),
        left="∫ cos(3x) dx",
        right="sin(3x) + C",
    ),
    Mistake(
        id="multiplied-by-the-inner-slope",
        name="multiplied by the inner slope",
        said="where u is put for g(x), the integral is divided by g'(x), and not multiplied",
        pairs=_with_factor(lambda slope: power(slope, sp.Integer(2))),
        left="∫ cos(3x) dx",
        right="3 sin(3x) + C",
    ),
    Mistake(
        id="divided-by-a-slope-that-varies",
        name="divided by a slope that varies",
        said="only a constant inner slope may be divided by: one that varies stays inside of the integral",
        pairs=_divided_by_a_slope,
        left="∫ cos(x^2) dx",
        right="sin(x^2)/(2x) + C",
    ),
    Mistake(
        id="product-of-integrals",
        name="product of integrals",
        said="the integral of a product is not the product of the integrals",
        pairs=_product_of_integrals,
        left="∫ x cos(x) dx",
        right="x^2/2 sin(x) + C",
    ),
    Mistake(
        id="by-parts-with-plus",
        name="sign in integration by parts",
        said="by parts, the integral of u v' is uv minus the integral of u'v",
        pairs=_parts_with_plus,
        left="∫ x e^x dx",
        right="x e^x + ∫ e^x dx",
    ),
    Mistake(
        id="lower-bound-forgotten",
        name="lower bound forgotten",
        said="the value at the lower bound is subtracted, also where the bound is 0",
        pairs=_lower_bound_forgotten,
        left="[cos(x)]_0^pi",
        right="-1",
    ),
    Mistake(
        id="bounds-exchanged",
        name="bounds exchanged",
        said="the value at the lower bound is subtracted from that at the upper one: the sign is the other one",
        pairs=_bounds_exchanged,
        left="∫_0^2 x dx",
        right="-2",
    ),
    Mistake(
        id="values-added",
        name="values at the bounds added",
        said="the value at the lower bound is subtracted, and not added",
        pairs=_values_added,
        left="[x^2]_1^2",
        right="5",
    ),
)
