"""The signs of polynomials, exactly: by counting real roots, and by eliminating in matrices."""

from __future__ import annotations

from itertools import combinations

import sympy as sp

from calcref.core.decide import sign_of
from calcref.core.ranges import Span

Signs = frozenset[str]
"""Some of ">=", "<=" and "!=": what is known of how an expression compares with 0."""

POSITIVE, NEGATIVE, ZERO = frozenset((">=", "!=")), frozenset(("<=", "!=")), frozenset((">=", "<="))
UNKNOWN: Signs = frozenset()


def of_polynomial(polynomial: sp.Poly, span: Span) -> Signs:
    """By counting its real roots, exactly, those of odd order inside and all of them (Sturm's theorem)."""
    if not polynomial.domain.is_QQ and not polynomial.domain.is_ZZ:
        return UNKNOWN
    ends = [end if end.is_finite else None for end in (span.low, span.high)]
    if any(end is not None and not end.is_Rational for end in ends):
        return UNKNOWN
    odd = [factor for factor, order in polynomial.factor_list()[1] if order % 2]
    if any(_roots_inside(factor, *ends) for factor in odd):
        return UNKNOWN
    closed = zip(ends, (span.closed_low, span.closed_high), strict=True)
    roots = sum(_roots_inside(factor, *ends) for factor, _ in polynomial.factor_list()[1])
    roots += sum(end is not None and shut and polynomial.eval(end) == 0 for end, shut in closed)
    place = _inside(polynomial, *ends)
    return frozenset({">=" if polynomial.eval(place) > 0 else "<="} | (set() if roots else {"!="}))


def _roots_inside(polynomial: sp.Poly, low: sp.Expr | None, high: sp.Expr | None) -> int:
    """How many distinct roots are strictly between two ends."""
    at_ends = sum(end is not None and polynomial.eval(end) == 0 for end in (low, high))
    return int(polynomial.count_roots(low, high)) - int(at_ends)


def _inside(polynomial: sp.Poly, low: sp.Expr | None, high: sp.Expr | None) -> sp.Expr:
    """A place between two ends where it is not 0."""
    left = low if low is not None else (high - 1 if high is not None else sp.S.Zero)
    width = (high - left) if high is not None else sp.S.One
    shares = (sp.Rational(k, polynomial.degree() + 2) for k in range(1, polynomial.degree() + 2))
    return next(place for share in shares if polynomial.eval(place := left + share * width) != 0)


def of_quadratic(polynomial: sp.Poly, letters: list[sp.Symbol]) -> Signs:
    """Of a polynomial of degree 2 over all real numbers: it is vᵀMv with v = (1, x, y, …)."""
    rows = [sp.S.One, *letters]
    matrix = sp.Matrix(len(rows), len(rows), lambda i, j: polynomial.coeff_monomial(rows[i] * rows[j]) / (1 + (i != j)))
    for way, relation in ((1, ">="), (-1, "<=")):
        if semidefinite(way * matrix):
            return frozenset({relation} | ({"!="} if semidefinite(way * matrix, strictly=True) else set()))
    return UNKNOWN


def semidefinite(matrix: sp.Matrix, strictly: bool = False) -> bool:
    """Whether a symmetric matrix of numbers is known to be positive semidefinite, or definite.

    >>> semidefinite(sp.Matrix([[1, 1], [1, 1]])), semidefinite(sp.Matrix([[1, 1], [1, 1]]), strictly=True)
    (True, False)
    """
    size = matrix.rows
    if strictly:
        return all(sign_of(matrix[:k, :k].det()) == 1 for k in range(1, size + 1))
    left = matrix.copy()  # Gaussian elimination with pivots from the diagonal: L D Lᵀ
    remaining = list(range(size))
    while remaining:
        signs = {k: sign_of(left[k, k]) for k in remaining}
        if any(sign is None or sign < 0 for sign in signs.values()):
            return False
        pivot = next((k for k in remaining if signs[k]), None)
        if pivot is None:
            return all(sign_of(left[i, j]) == 0 for i, j in combinations(remaining, 2))
        remaining.remove(pivot)
        for i in remaining:
            for j in remaining:
                left[i, j] = sp.cancel(left[i, j] - left[i, pivot] * left[pivot, j] / left[pivot, pivot])
    return True
