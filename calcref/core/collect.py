"""Collecting like terms over a common denominator, in time that is bounded by the size of the expression.

The derivative of a product of powers is a sum of products of the same powers, with lower and higher exponents. What
is shared by all terms is taken out in front; what is left of sums is multiplied out where that is little work.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import mul, nodes
from calcref.core.monomials import (
    CIRCULAR,
    ONE,
    UNIT,
    ZERO,
    Monomial,
    Polynomial,
    Reader,
    plus,
    times,
)

CIRCLE = frozenset((sp.sin, sp.cos, *CIRCULAR))
MOST = 40  # terms that a product of sums may be multiplied out to


def collected(expr: sp.Expr) -> Iterator[sp.Expr]:
    """Other ways to write `expr`: like terms collected, and that over a common denominator.

    Both sides agree wherever both are defined.

    >>> x = sp.Symbol("x", real=True)
    >>> quotient = sp.Mul(2*x*(x - 1) - (x**2 + 1), (x - 1)**-2, evaluate=False)
    >>> list(collected(quotient))[-1]
    (x**2 - 2*x - 1)/(x - 1)**2
    """
    heads = {type(node) for node in nodes(expr)}
    for circular in (False, True) if heads & set(CIRCULAR) and len(heads & CIRCLE) > 1 else (False,):
        read = Reader(circular)
        try:
            polynomial = read(expr)
        except (ZeroDivisionError, TypeError):  # divided by a hidden 0; exponents without an order
            return
        yield read.written(polynomial)
        for expand in (False, True):
            yield from _written(read, _tidied(read, polynomial, expand))


def _tidied(read: Reader, polynomial: Polynomial, expand: bool) -> Polynomial:
    """`polynomial` as one term: what all of its terms share in front, the sums that are left as factors."""
    if len(polynomial) > 1:
        term = read.factored(polynomial)
        return _tidied(read, term, expand) if expand else term
    product: Polynomial = {}
    for monomial, coefficient in polynomial.items():
        product = {UNIT: coefficient}
        for base, exponent in monomial:
            inner = {frozenset(((base, (ONE, ZERO)),)): ONE}
            if base in read.sums and exponent == (ONE, ZERO):
                opened = _multiplied_out(read, read.sums[base]) if expand else read.sums[base]
                inner = read.factored(opened) if len(opened) > 1 else opened
                product = times(product, inner)
            else:
                product = times(product, {frozenset(((base, exponent),)): ONE})
    return product


def _multiplied_out(read: Reader, polynomial: Polynomial) -> Polynomial:
    """The sums among the factors multiplied out, and those inside of these, where that makes few terms."""
    before: Polynomial = {}
    while polynomial != before and len(polynomial) <= MOST:
        before = polynomial
        polynomial = plus(_expanded(read, monomial, coefficient) for monomial, coefficient in before.items())
    return polynomial


def _expanded(read: Reader, monomial: Monomial, coefficient: sp.Number) -> Polynomial:
    sums = {
        base: int(number)
        for base, (number, rest) in monomial
        if base in read.sums and rest is ZERO and number.is_Integer and number > 0
    }
    product: Polynomial = {frozenset(item for item in monomial if item[0] not in sums): coefficient}
    for base, exponent in sums.items():
        for _ in range(exponent):
            product = times(product, read.sums[base])
            if len(product) > MOST:
                return {monomial: coefficient}
    return product


def _written(read: Reader, polynomial: Polynomial) -> Iterator[sp.Expr]:
    """A term as a product: with its number in front of the sum that it holds, and multiplied in.

    Where nothing but a number and letters stands in front, they are multiplied in: x·(x + 1) says no more than x² + x.
    """
    if not polynomial:
        yield ZERO
    for monomial, coefficient in polynomial.items():
        factors = read.factors(monomial)
        sums = [factor for factor in factors if factor in read.sums]
        inner = read.sums[sums[0]] if len(sums) == 1 else {}
        outside = frozenset(item for item in monomial if item[0] is not sums[0]) if inner else monomial
        if inner and all(rest is ZERO and number > 0 and base is not sp.E for base, (number, rest) in outside):
            yield read.written(times({outside: coefficient}, inner))
            continue
        below = [factor for factor in factors if factor.is_Pow and factor.args[1].is_negative]
        above = [factor for factor in factors if factor not in below]
        yield mul(coefficient, *above, *below)
        if inner and coefficient.is_Integer:
            whole = read.written({inside: coefficient * number for inside, number in inner.items()})
            yield mul(*(whole if factor is sums[0] else factor for factor in above), *below)
