"""The sign of an expression everywhere on a domain, exactly, or an honest nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

import sympy as sp

from calcref.convex.domain import Domain
from calcref.convex.polynomials import NEGATIVE, POSITIVE, UNKNOWN, ZERO, Signs, of_polynomial, of_quadratic
from calcref.core.decide import sign_of
from calcref.core.elementary import RECORD_OF
from calcref.core.expr import nodes, symbols_of, tree_size
from calcref.core.foreign import SYMPY_RAISES
from calcref.core.functions import relu, sigmoid, softplus, softsign
from calcref.core.letters import K
from calcref.core.ranges import Span
from calcref.core.row import nowhere
from calcref.reals.zeros import zeros
from calcref.verify.enclose import RangeEvaluator

_EXACT = {1: POSITIVE, -1: NEGATIVE, 0: ZERO, None: UNKNOWN}
_TURNED = {">=": "<=", "<=": ">=", "!=": "!="}
ABOVE_ZERO = (sp.exp, sp.cosh, sigmoid, softplus, sp.sech)  # whatever their argument is
SAME_SIGN = (sp.sinh, sp.tanh, sp.atan, sp.asinh, sp.erf, sp.atanh, softsign)  # as their argument
BOUNDED = {  # the least and the largest value, and whether it is never reached
    sp.sin: (-1, 1, False),
    sp.cos: (-1, 1, False),
    sp.tanh: (-1, 1, True),
    sp.erf: (-1, 1, True),
    sigmoid: (0, 1, True),
}
MOST_ZEROS = 100  # of a periodic function
FACTORED = 80  # nodes up to which an expression is written as a product


class Over:
    """What can be said of expressions while their letters run over a domain.

    >>> x = sp.Symbol("x", real=True)
    >>> over = Over(Domain({x: Span(sp.S.Zero, sp.oo)}))
    >>> over.positive(x / (1 + x**2)), over.nonnegative(x - 1)
    (True, False)
    """

    def __init__(self, domain: Domain) -> None:
        self.domain = domain
        self._ranges = RangeEvaluator(domain.ranges)
        self._known: dict[sp.Expr, Signs] = {}

    def nonnegative(self, expr: sp.Expr) -> bool:
        """Whether it is known to be at least 0 everywhere."""
        return ">=" in self.signs(expr)

    def nonpositive(self, expr: sp.Expr) -> bool:
        """Whether it is known to be at most 0 everywhere."""
        return "<=" in self.signs(expr)

    def positive(self, expr: sp.Expr) -> bool:
        """Whether it is known to be above 0 everywhere."""
        return self.signs(expr) >= POSITIVE

    def negative(self, expr: sp.Expr) -> bool:
        """Whether it is known to be below 0 everywhere."""
        return self.signs(expr) >= NEGATIVE

    def nonzero(self, expr: sp.Expr) -> bool:
        """Whether it is known to be 0 nowhere."""
        return "!=" in self.signs(expr)

    def defined(self, expr: sp.Expr) -> bool:
        """Whether it is known to have a real value everywhere, and to be continuous."""
        return all(self._has_value(node) for node in nodes(expr))

    def signs(self, expr: sp.Expr) -> Signs:
        """All that is known."""
        if expr not in self._known:
            self._known[expr] = UNKNOWN
            found = self._by_structure(expr) | self._by_range(expr)
            for more in (self._by_factors, self._by_zeros):
                if found < POSITIVE and found < NEGATIVE and tree_size(expr) <= FACTORED:
                    found |= more(expr)
            self._known[expr] = found
        return self._known[expr]

    def _has_value(self, node: sp.Expr) -> bool:
        if node.is_Symbol or node.is_Add or node.is_Mul or node.is_number:
            return bool(node.is_Symbol or not node.has(sp.nan, sp.zoo, sp.oo, sp.I))
        if node.is_Pow:
            base, exponent = node.args
            if exponent.is_Integer:
                return bool(exponent.is_nonnegative) or self.nonzero(base)
            return self.positive(base) or (self.nonnegative(base) and self.positive(exponent))
        if isinstance(node, sp.log):
            return self.positive(node.args[0])
        if isinstance(node, sp.Abs | sp.Max | sp.Min):
            return True
        record = RECORD_OF.get(type(node))
        return bool(record and (record.gaps is nowhere or self._ranges(node).smooth))

    def _by_range(self, expr: sp.Expr) -> Signs:
        found = self._ranges(expr)
        if found.empty or not found.low <= found.high:
            return UNKNOWN
        known = {">="} if found.low >= 0 else {"<="} if found.high <= 0 else set()
        return frozenset(known | ({"!="} if found.low > 0 or found.high < 0 else set()))

    def _by_structure(self, expr: sp.Expr) -> Signs:
        if expr.is_number:
            return _EXACT[sign_of(expr)]
        if expr.is_Symbol:
            return _of_span(self.domain.spans.get(expr))
        if expr.is_Add:
            return self._of_sum(expr)
        if expr.is_Mul:
            return _of_product(map(self.signs, expr.args))
        if expr.is_Pow:
            return self._of_power(*expr.args)
        inner = self.signs(expr.args[0]) if expr.args else UNKNOWN
        match expr:
            case sp.Abs():
                return frozenset({">="}) | (inner & {"!="})
            case relu():
                return inner if ">=" in inner else frozenset({">="})
            case sp.Max():
                return self._of_largest(expr.args, ">=")
            case sp.Min():
                return self._of_largest(expr.args, "<=")
            case sp.log():
                return self.signs(expr.args[0] - 1)
        return POSITIVE if isinstance(expr, ABOVE_ZERO) else inner if isinstance(expr, SAME_SIGN) else UNKNOWN

    def _of_largest(self, args: Iterable[sp.Expr], up: str) -> Signs:
        found = [self.signs(arg) for arg in args]
        down = _TURNED[up]
        if any(it >= {up, "!="} for it in found):
            return frozenset({up, "!="})
        if all(it >= {down, "!="} for it in found):
            return frozenset({down, "!="})
        return frozenset({up} if any(up in it for it in found) else {down} if all(down in it for it in found) else ())

    def _of_sum(self, expr: sp.Expr) -> Signs:
        parts = [self.signs(term) for term in expr.args]
        for up in (">=", "<="):
            if all(up in part for part in parts):
                return frozenset({up} | ({"!="} if any("!=" in part for part in parts) else set()))
        bounded = self._of_bounded(expr.args)
        letters = sorted(symbols_of(expr), key=str)
        if bounded or not all(expr.is_polynomial(it) for it in letters):
            return bounded
        polynomial = sp.Poly(expr, *letters)
        if polynomial.total_degree() == 1:
            return self._of_affine(polynomial, letters)
        if len(letters) == 1:
            return of_polynomial(polynomial, self.domain.spans[letters[0]])
        return of_quadratic(polynomial, letters) if polynomial.total_degree() == 2 else UNKNOWN

    def _of_bounded(self, terms: Sequence[sp.Expr]) -> Signs:
        """Of a sum of numbers, functions with a least and a largest value, and terms with a sign."""
        for way, relation in ((1, ">="), (-1, "<=")):
            least = [self._least(way * term) for term in terms]
            if any(bound is None for bound, _ in least):
                continue
            ahead = sign_of(sp.Add(*(bound for bound, _ in least)))
            if ahead in (0, 1):
                above = ahead == 1 or any(strict for _, strict in least)
                return frozenset({relation} | ({"!="} if above else set()))
        return UNKNOWN

    def _least(self, term: sp.Expr) -> tuple[sp.Expr | None, bool]:
        """A number that a term is never below, None where there is none, and whether it is always above it."""
        number, rest = term.as_coeff_Mul()
        if term.is_number:
            return term, False
        low, high, strict = BOUNDED.get(type(rest), (None, None, False))
        if low is not None and high is not None:
            return number * (low if number > 0 else high), strict
        found = self.signs(term)
        return (sp.S.Zero, "!=" in found) if ">=" in found else (None, False)

    def _of_affine(self, polynomial: sp.Poly, letters: list[sp.Symbol]) -> Signs:
        """By the ends of the intervals, where each term is least and where it is largest."""
        found: set[str] = set()
        for way, relation in ((1, ">="), (-1, "<=")):
            total, reached = polynomial.coeff_monomial(1), True
            for it in letters:
                slope = polynomial.coeff_monomial(it)
                rising = sign_of(slope)
                if rising is None:
                    return UNKNOWN
                span = self.domain.spans[it]
                end, closed = (span.low, span.closed_low) if rising == way else (span.high, span.closed_high)
                total, reached = total + slope * end, reached and closed
            ahead = None if total in (sp.oo, -sp.oo, sp.nan) else sign_of(total)
            if ahead == way or ahead == 0:
                found |= {relation} | ({"!="} if ahead or not reached else set())
        return frozenset(found)

    def _of_power(self, base: sp.Expr, exponent: sp.Expr) -> Signs:
        inner = self.signs(base)
        if exponent.is_Integer:
            found = frozenset({">="}) if exponent.is_even else inner - {"!="}
            return found | (inner & {"!="})
        if inner >= POSITIVE:
            return POSITIVE
        return frozenset({">="}) if ">=" in inner and self.positive(exponent) else UNKNOWN

    def _by_zeros(self, expr: sp.Expr) -> Signs:
        """Of a continuous function of one letter: by its value between its zeros."""
        letters = symbols_of(expr)
        if len(letters) != 1 or not self.defined(expr):
            return UNKNOWN
        (letter,) = letters
        span = self.domain.spans[letter]
        try:
            found = zeros(expr, letter)
            return UNKNOWN if found is None else _between(expr, letter, span, found)
        except SYMPY_RAISES:
            return UNKNOWN

    def _by_factors(self, expr: sp.Expr) -> Signs:
        factored = as_product(expr)
        return self._by_structure(factored) if factored != expr and not factored.is_Add else UNKNOWN


def _of_span(span: Span | None) -> Signs:
    if span is None:
        return UNKNOWN
    found: set[str] = set()
    for end, closed, way, relation in (
        (span.low, span.closed_low, 1, ">="),
        (span.high, span.closed_high, -1, "<="),
    ):
        ahead = sign_of(end) if end.is_finite else -way
        if ahead == way or ahead == 0:
            found |= {relation} | ({"!="} if ahead or not closed else set())
    return frozenset(found)


def _of_product(parts: Iterable[Signs]) -> Signs:
    found: Signs = POSITIVE
    for part in parts:
        if part >= ZERO or found >= ZERO:
            return ZERO
        turned = frozenset(_TURNED[it] for it in found) if "<=" in part else found
        found = (turned if part & {"<=", ">="} else turned - {"<=", ">="}) - (frozenset() if "!=" in part else {"!="})
    return found


def as_product(expr: sp.Expr) -> sp.Expr:
    """`expr` in factors over one denominator, with hyperbolic cosines for the squares of sines.

    >>> x = sp.Symbol("x", real=True)
    >>> as_product(1 - sp.sinh(x)**2 / sp.cosh(x)**2)
    cosh(x)**(-2)
    """
    squares = {sp.sinh(it.args[0]) ** 2: sp.cosh(it.args[0]) ** 2 - 1 for it in expr.atoms(sp.sinh)}
    try:
        return sp.factor(sp.together(expr.xreplace(squares)))
    except SYMPY_RAISES:
        return expr


def _between(expr: sp.Expr, letter: sp.Symbol, span: Span, zeros: Sequence[sp.Expr]) -> Signs:
    """The sign of a continuous function whose zeros are among `zeros`, by a place between each two in the interval."""
    places: set[sp.Expr] = set()
    for zero in zeros:
        if zero.has(K) and not (span.low.is_finite and span.high.is_finite):
            return UNKNOWN
        places |= set(_each(zero, span)) if zero.has(K) else {zero}
    cuts = sorted((it for it in places if _is_between(it, span)), key=float)
    ends = [span.low, *cuts, span.high]
    signs = {sign_of(expr.subs(letter, _middle(one, other)).doit()) for one, other in pairwise(ends)}
    at_ends = (
        closed and expr.subs(letter, end) == 0
        for end, closed in ((span.low, span.closed_low), (span.high, span.closed_high))
    )
    if signs in ({1}, {-1}):
        return frozenset({">=" if 1 in signs else "<="} | (set() if cuts or any(at_ends) else {"!="}))
    return UNKNOWN


def _is_between(place: sp.Expr, span: Span) -> bool:
    """Whether a place is strictly between the ends; yes, where that cannot be told."""
    above = span.low.is_infinite or sign_of(place - span.low) in (1, None)
    return above and (span.high.is_infinite or sign_of(span.high - place) in (1, None))


def _each(zero: sp.Expr, span: Span) -> Iterable[sp.Expr]:
    """The places of a periodic zero that may be in an interval."""
    start, period = zero.subs(K, 0), zero.subs(K, 1) - zero.subs(K, 0)
    ends = sorted(float((end - start) / period) for end in (span.low, span.high))
    if ends[1] - ends[0] > MOST_ZEROS:
        raise ValueError
    return (zero.subs(K, k) for k in range(math.floor(ends[0]) - 1, math.ceil(ends[1]) + 2))


def _middle(one: sp.Expr, other: sp.Expr) -> sp.Expr:
    """A fraction between two ends."""
    if one.is_infinite and other.is_infinite:
        return sp.S.Zero
    if one.is_infinite or other.is_infinite:
        return sp.Integer(math.ceil(float(one)) + 1 if other.is_infinite else math.floor(float(other)) - 1)
    return sp.Rational(float(one + other) / 2)
