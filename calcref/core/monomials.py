"""Expressions as sums of products of powers: the form in which like terms and like factors can be collected.

Nothing is evaluated here but numbers. A power is a base with two exponents that are added, a number and the rest:
e^(x + 1) is e with 1 and x. Whatever is neither sum, product nor power is a base as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import gcd, lcm
from typing import Any

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.expr import add, mul, power, raw
from calcref.core.functions import RealPower
from calcref.core.walk import Fold

Exponent = tuple[sp.Expr, sp.Expr]  # a number, and what is added to it
Monomial = frozenset[tuple[sp.Expr, Exponent]]
Polynomial = dict[Monomial, sp.Number]

ZERO, ONE = sp.S.Zero, sp.S.One
UNIT: Monomial = frozenset()
CIRCULAR = {
    sp.tan: ((sp.sin, 1), (sp.cos, -1)),
    sp.sec: ((sp.cos, -1),),
    sp.cot: ((sp.cos, 1), (sp.sin, -1)),
    sp.csc: ((sp.sin, -1),),
}


def plus(polynomials: Iterable[Mapping[Monomial, sp.Number]]) -> Polynomial:
    """The sum, like terms collected."""
    found: Polynomial = {}
    for polynomial in polynomials:
        for monomial, coefficient in polynomial.items():
            found[monomial] = found.get(monomial, ZERO) + coefficient
    return {monomial: coefficient for monomial, coefficient in found.items() if coefficient}


def times(one: Mapping[Monomial, sp.Number], other: Mapping[Monomial, sp.Number]) -> Polynomial:
    """The product, multiplied out."""
    return plus(_product(m, c, n, d) for m, c in one.items() for n, d in other.items())


def _product(m: Monomial, c: sp.Number, n: Monomial, d: sp.Number) -> Polynomial:
    if not (m and n):
        return {m or n: c * d}
    factor, powers = c * d, dict(m)
    for base, (number, rest) in n:
        old = powers.get(base)
        sum_of_both = (number, rest) if old is None else (old[0] + number, _added(old[1], rest))
        factor = factor * _placed(powers, base, sum_of_both)
    return {_merged(powers): factor}


def _added(one: sp.Expr, other: sp.Expr) -> sp.Expr:
    if one is ZERO or other is ZERO:
        return other if one is ZERO else one
    reader = Reader()
    return reader.written(plus((reader(one), reader(other))))


def _placed(powers: dict[sp.Expr, Exponent], base: sp.Expr, exponent: Exponent) -> sp.Number:
    """Put `base` to the `exponent` into `powers`; whole powers of a number are given back as a factor."""
    number, rest = exponent
    factor = ONE
    if base.is_Rational and number.is_Rational:
        whole = sp.Integer(number.p // number.q)
        factor, number = base**whole, number - whole
    if number is ZERO and rest is ZERO:
        powers.pop(base, None)
    else:
        powers[base] = (number, rest)
    return factor


def _is_root(base: sp.Expr) -> bool:
    """Whether `base` stands for real powers of what is inside; a real power under another root is a base itself."""
    return type(base) is RealPower and base.args[1] is ONE


def _merged(powers: dict[sp.Expr, Exponent]) -> Monomial:
    """A real root and a whole power of the same base are one real root, or a whole power."""
    for root in [base for base in powers if _is_root(base)]:
        base, (number, _) = root.args[0], powers.pop(root)
        own, rest = powers.get(base, (ZERO, ZERO))
        if rest is ZERO and own.is_Integer:
            powers.pop(base, None)
            number += own
        if number is not ZERO:
            powers[base if number.is_Integer else root] = (number, ZERO)
    return frozenset(powers.items())


class Reader:
    """Reads expressions as polynomials and writes them back; equal sums become equal bases.

    Where it is `circular`, tangents and secants are read as powers of sines and cosines.

    >>> x = sp.Symbol("x", real=True)
    >>> read = Reader()
    >>> read.written(read(sp.Mul(x, x + 1, sp.Pow(x, -3), evaluate=False)))
    (x + 1)/x**2
    """

    def __init__(self, circular: bool = False) -> None:
        self.circular = circular
        self.sums: dict[sp.Expr, Polynomial] = {}  # the bases that are sums
        self._fold: Fold[Polynomial] = Fold(self._leaf, self._combined)

    def __call__(self, expr: sp.Expr) -> Polynomial:
        return self._fold(expr)

    def _leaf(self, node: Basic) -> Polynomial:
        if node.is_Rational or node.is_Float:
            return {UNIT: node} if node else {}
        return {frozenset(((node, (ONE, ZERO)),)): ONE}

    def _combined(self, node: Basic, parts: list[Polynomial]) -> Polynomial:
        match node:
            case sp.Add():
                return self._flat(plus(parts))
            case sp.Mul():
                product: Polynomial = {UNIT: ONE}
                for part in parts:
                    product = times(product, part if len(part) < 2 else self.power(part, ONE, ZERO))
                return product
            case sp.Pow():
                return self.power(parts[0], *self._exponent(parts[1]))
            case sp.exp():
                return {frozenset(((sp.E, self._exponent(parts[0])),)): ONE} if parts[0] else {UNIT: ONE}
            case RealPower():
                root = raw(RealPower, self.written(parts[0]), ONE)
                return {frozenset(((root, (node.args[1], ZERO)),)): ONE}
            case sp.tan() | sp.sec() | sp.cot() | sp.csc() if self.circular:
                inner = self.written(parts[0])
                powers = [(raw(head, inner), (sp.Integer(k), ZERO)) for head, k in CIRCULAR[type(node)]]
                return {frozenset(powers): ONE}
            case sp.Function() | sp.Max() | sp.Min() if not isinstance(node, sp.Piecewise):
                return {frozenset(((raw(type(node), *map(self.written, parts)), (ONE, ZERO)),)): ONE}
        return {frozenset(((node, (ONE, ZERO)),)): ONE}

    def _flat(self, polynomial: Polynomial) -> Polynomial:
        """`polynomial` without terms that are a number times a sum: a sum of sums is a sum."""
        return plus(
            {monomial: coefficient} if inside is None else {inner: coefficient * c for inner, c in inside.items()}
            for monomial, coefficient in polynomial.items()
            for inside in (self._sum(monomial),)
        )

    def _sum(self, monomial: Monomial) -> Polynomial | None:
        """The sum that `monomial` is, if it is one."""
        if len(monomial) != 1:
            return None
        ((base, exponent),) = monomial
        return self.sums.get(base) if exponent == (ONE, ZERO) else None

    def _exponent(self, exponent: Polynomial) -> Exponent:
        number = exponent.get(UNIT, ZERO)
        return number, self.written({m: c for m, c in exponent.items() if m})

    def power(self, polynomial: Polynomial, number: sp.Expr, rest: sp.Expr) -> Polynomial:
        """`polynomial` to a power: of a product by its factors where that is always right, of a sum as a base."""
        whole = number.is_Integer and rest is ZERO
        if not polynomial and not (whole and number > 0):
            raise ZeroDivisionError
        if not polynomial:
            return {}  # a positive power of 0
        if number is ZERO and rest is ZERO:
            return {UNIT: ONE}
        if len(polynomial) == 1:
            ((monomial, coefficient),) = polynomial.items()
            if whole:
                raised = {UNIT: coefficient**number}
                for base, (own, other) in monomial:
                    exponent = (own * number, _scaled(other, number))
                    raised = times(raised, {frozenset(((base, exponent),)): ONE})
                return raised
            if not monomial:
                return times({UNIT: ONE}, self._of_number(coefficient, number, rest))
        if whole:
            product = self.factored(polynomial)
            return product if number is ONE else self.power(product, number, ZERO)
        base = self.written(polynomial)
        if len(polynomial) > 1:
            self.sums[base] = polynomial
        return {frozenset(((base, (number, rest)),)): ONE}

    @staticmethod
    def _of_number(base: sp.Number, number: sp.Expr, rest: sp.Expr) -> Polynomial:
        powers: dict[sp.Expr, Exponent] = {}
        factor = _placed(powers, base, (number, rest)) if base.is_positive else ONE
        return {frozenset(powers.items()) if base.is_positive else frozenset(((base, (number, rest)),)): factor}

    def factored(self, polynomial: Polynomial) -> Polynomial:
        """`polynomial` as one term: what its terms share, and the sum that is left as a base.

        Of a sum and its opposite the one that was met first is taken.
        """
        shared: Polynomial = {UNIT: ONE}
        while len(polynomial) > 1 and (content := common(polynomial)) != {UNIT: ONE}:
            shared = times(shared, content)
            polynomial = self._flat(times(polynomial, inverse(content)))
        if len(polynomial) < 2:
            return times(shared, polynomial)
        scale = content_of(polynomial.values())
        opposite = {monomial: -coefficient / scale for monomial, coefficient in polynomial.items()}
        if self.written(opposite) in self.sums:
            scale = -scale
        inner = {monomial: coefficient / scale for monomial, coefficient in polynomial.items()}
        base = self.written(inner)
        self.sums[base] = inner
        return times({UNIT: scale}, times(shared, {frozenset(((base, (ONE, ZERO)),)): ONE}))

    def written(self, polynomial: Polynomial) -> sp.Expr:
        """The expression: terms by falling powers of the letters, in each the number first, then letters, then sums."""
        terms = sorted(polynomial.items(), key=lambda term: self._place(term[0]))
        return add(*(mul(coefficient, *self.factors(monomial)) for monomial, coefficient in terms))

    def factors(self, monomial: Monomial) -> list[sp.Expr]:
        """The powers that a monomial is the product of."""
        ordered = sorted(monomial, key=lambda item: (item[0] in self.sums, not item[0].is_Symbol, str_of(item[0])))
        return [_power(base, *exponent) for base, exponent in ordered]

    @staticmethod
    def _place(monomial: Monomial) -> Any:
        letters = sorted((base.name, -number) for base, (number, _) in monomial if base.is_Symbol)
        return [(0, *letter) for letter in letters] + [(1,)], sorted(str_of(base) for base, _ in monomial)


str_of: Fold[str] = Fold(str, lambda node, found: f"{type(node).__name__}({','.join(found)})")


def _scaled(expr: sp.Expr, number: sp.Expr) -> sp.Expr:
    if expr is ZERO or number is ONE:
        return expr
    reader = Reader()
    return reader.written(times({UNIT: number}, reader(expr)))


def _power(base: sp.Expr, number: sp.Expr, rest: sp.Expr) -> sp.Expr:
    if _is_root(base):
        return raw(RealPower, base.args[0], number)
    if base is sp.E and rest is ZERO:
        return power(base, number) if number is ONE else raw(sp.exp, number)
    return power(base, add(rest, number))


def common(polynomial: Mapping[Monomial, sp.Number]) -> Polynomial:
    """The largest product of powers that divides every term, as a polynomial of that term."""
    table = [dict(monomial) for monomial in polynomial]
    found: dict[sp.Expr, Exponent] = {}
    for base in dict.fromkeys(base for powers in table for base in powers):
        exponents = [powers.get(base, (ZERO, ZERO)) for powers in table]
        numbers, rests = {number for number, _ in exponents}, {rest for _, rest in exponents}
        number = min(numbers) if all(number.is_Rational for number in numbers) else ZERO
        rest = rests.pop() if len(rests) == 1 else ZERO
        if _is_root(base) and number is not ZERO and any(number != other for other in numbers):
            number = ZERO if number > 0 else number
        if number is not ZERO or rest is not ZERO:
            found[base] = (number, rest)
    return {frozenset(found.items()): ONE}


def inverse(term: Mapping[Monomial, sp.Number]) -> Polynomial:
    """One divided by a single term."""
    ((monomial, coefficient),) = term.items()
    powers = {base: (-number, _scaled(rest, sp.S.NegativeOne)) for base, (number, rest) in monomial}
    return {frozenset(powers.items()): 1 / coefficient}


def content_of(coefficients: Iterable[sp.Number]) -> sp.Number:
    """The greatest common divisor of rational numbers, 1 where others are among them."""
    numbers = list(coefficients)
    if not numbers or not all(number.is_Rational for number in numbers):
        return ONE
    return sp.Rational(gcd(*(number.p for number in numbers)), lcm(*(number.q for number in numbers)))
