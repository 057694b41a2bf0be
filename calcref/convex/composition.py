"""Curvature by composition: from what the parts of a formula are to what it is itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

import sympy as sp

from calcref.convex import rules
from calcref.convex.functions import ABOVE, ANY, BELOW, FROM_ZERO, TO_ZERO, Bend, bends, of_power
from calcref.convex.polynomials import semidefinite
from calcref.convex.products import Factors, of_product
from calcref.convex.records import Curvature, CurvatureRule, Reason, Said
from calcref.convex.signs import Over
from calcref.core.expr import symbols_of
from calcref.core.functions import logsumexp

FLAT = ("constant", "affine")
RELATION = {FROM_ZERO: sp.Ge, TO_ZERO: sp.Le, ABOVE: sp.Gt, BELOW: sp.Lt}
TURNED: dict[str, Curvature] = {"convex": "concave", "concave": "convex"}


class Composer:
    """Reasons about functions of some variables over a domain."""

    def __init__(self, over: Over, variables: Iterable[sp.Symbol]) -> None:
        self.over = over
        self.variables = frozenset(variables)

    def reason(self, expr: sp.Expr) -> Reason:
        """What `expr` is, and why; "unknown" where no rule says."""
        if not self.variables & symbols_of(expr):
            return Reason(expr, "constant", rules.CONSTANT)
        if expr.is_Symbol:
            return Reason(expr, "affine", rules.VARIABLE)
        if expr.is_Add:
            return self._sum(expr)
        if expr.is_Mul:
            return self._multiple(expr)
        if expr.is_Pow:
            return self._power(expr)
        if isinstance(expr, sp.Max | sp.Min):
            return self._extreme(expr)
        if isinstance(expr, sp.log) and (found := self._log_sum(expr, expr.args[0])):
            return found
        if isinstance(expr, logsumexp):
            return self._of_risers(expr, rules.LOG_SUM_EXP, expr.args)
        inner, *parameters = expr.args or (sp.S.NaN,)
        return self._composed(expr, inner, bends(type(expr), *parameters))

    def _sum(self, expr: sp.Expr) -> Reason:
        plain = tuple(map(self.reason, expr.args))
        together = _of_sum(plain)
        if together != "unknown":
            return Reason(expr, together, rules.SUM, plain)
        bent = [term for term in expr.args if self._degree(term) == 2]
        if len(bent) < 2:
            return Reason(expr, "unknown", rules.SUM, plain)
        quadratic = self._quadratic(sp.Add(*bent))
        if len(bent) == len(expr.args) or quadratic.curvature == "unknown":
            return quadratic if len(bent) == len(expr.args) else Reason(expr, "unknown", rules.SUM, plain)
        parts = (quadratic, *(part for part in plain if part.expr not in bent))
        return Reason(expr, _of_sum(parts), rules.SUM, parts)

    def _degree(self, expr: sp.Expr) -> int:
        """The degree of a polynomial in the variables with coefficients that are numbers; -1 for anything else."""
        letters = sorted(self.variables & symbols_of(expr), key=str)
        if symbols_of(expr) - self.variables or not all(expr.is_polynomial(it) for it in letters):
            return -1
        return int(sp.Poly(expr, *letters).total_degree()) if letters else 0

    def _quadratic(self, expr: sp.Expr) -> Reason:
        letters = sorted(self.variables & symbols_of(expr), key=str)
        hessian = sp.hessian(sp.expand(expr), letters)
        found: Curvature = "convex" if semidefinite(hessian) else "concave" if semidefinite(-hessian) else "unknown"
        return Reason(expr, found, rules.QUADRATIC)

    def _multiple(self, expr: sp.Expr) -> Reason:
        constant, rest = _apart(expr, self.variables)
        if constant is sp.S.One:
            if self._degree(expr) == 2 and (found := self._quadratic(expr)).curvature != "unknown":
                return found
            return of_product(Factors(expr, self.over, self.reason))
        inner = self.reason(rest)
        if inner.curvature in ("constant", "affine", "unknown"):
            return Reason(expr, inner.curvature, rules.SCALING, (inner,))
        if self.over.nonnegative(constant):
            return Reason(expr, inner.curvature, rules.SCALING, (inner,), self._said(constant, FROM_ZERO))
        if self.over.nonpositive(constant):
            return Reason(expr, TURNED[inner.curvature], rules.SCALING, (inner,), self._said(constant, TO_ZERO))
        return Reason(expr, "unknown", rules.SCALING, (inner,))

    def _power(self, expr: sp.Expr) -> Reason:
        base, exponent = expr.args
        if self.variables & symbols_of(exponent):
            if self.variables & symbols_of(base) or not self.over.positive(base):
                return Reason(expr, "unknown", rules.COMPOSITION)
            way = 1 if self.over.nonnegative(base - 1) else -1 if self.over.nonpositive(base - 1) else 0
            return self._composed(expr, exponent, (Bend(ANY, "convex", way),))
        if exponent == 2 and self._degree(base) == 1:
            return self._composed(expr, base, of_power(exponent))
        if base.is_Add and exponent.is_positive and (found := self._norm(expr, base, 1 / exponent)):
            return found
        if base.is_Mul and exponent.is_positive and not exponent.is_Integer:
            return of_product(
                Factors(sp.Mul(*(sp.Pow(it, exponent) for it in base.args)), self.over, self.reason, expr)
            )
        return self._composed(expr, base, of_power(exponent))

    def _norm(self, expr: sp.Expr, base: sp.Expr, p: sp.Expr) -> Reason | None:
        """A root of a sum of powers: of squares as one form, of others term by term."""
        if p == 2 and self._degree(base) == 2:
            letters = sorted(symbols_of(base), key=str)
            rows = [sp.S.One, *letters]
            form = sp.Poly(base, *letters)
            matrix = sp.Matrix(
                len(rows), len(rows), lambda i, j: form.coeff_monomial(rows[i] * rows[j]) / (1 + (i != j))
            )
            return Reason(expr, "convex", rules.NORM, (self._quadratic(base),)) if semidefinite(matrix) else None
        parts = []
        if not (p - 1).is_nonnegative:
            return None
        for term in base.args:
            constant, rest = _apart(term, self.variables)
            inside = rest.base if rest.is_Pow and rest.exp == p else None
            if not self.over.nonnegative(constant):
                return None
            if rest is sp.S.One:
                continue
            inner = None if inside is None else self.reason(inside.args[0] if isinstance(inside, sp.Abs) else inside)
            even = isinstance(inside, sp.Abs) or bool(p.is_even)
            if inner is None or inner.curvature not in FLAT or not (even or self.over.nonnegative(inner.expr)):
                return None
            parts.append(inner)
        return Reason(expr, "convex", rules.NORM, tuple(parts))

    def _extreme(self, expr: sp.Expr) -> Reason:
        largest = isinstance(expr, sp.Max)
        rule, wanted = (rules.MAXIMUM, "convex") if largest else (rules.MINIMUM, "concave")
        parts = tuple(map(self.reason, expr.args))
        fits = all(part.curvature in (*FLAT, wanted) for part in parts)
        return Reason(expr, cast(Curvature, wanted) if fits else "unknown", rule, parts)

    def _log_sum(self, expr: sp.Expr, inner: sp.Expr) -> Reason | None:
        inside = []
        for term in inner.args if inner.is_Add else ():
            constant, rest = _apart(term, self.variables)
            if not self.over.positive(constant) or not (rest is sp.S.One or isinstance(rest, sp.exp)):
                return None
            inside.extend(rest.args)
        return self._of_risers(expr, rules.LOG_SUM_EXP, inside) if inside else None

    def _of_risers(self, expr: sp.Expr, rule: CurvatureRule, inside: Sequence[sp.Expr]) -> Reason:
        """A convex function that rises in each of its arguments."""
        parts = tuple(map(self.reason, inside))
        fits = all(part.curvature in (*FLAT, "convex") for part in parts)
        return Reason(expr, "convex" if fits else "unknown", rule, parts)

    def _composed(self, expr: sp.Expr, inner: sp.Expr, bending: Iterable[Bend]) -> Reason:
        part = self.reason(inner)
        for bend in bending:
            if self._holds(inner, bend.sign) and (found := _through(bend, part.curvature)):
                where = (" where ", RELATION[bend.sign](inner, 0, evaluate=False)) if bend.sign else ()
                said = (_named(expr), f" is {bend}", *where)
                return Reason(expr, found, rules.COMPOSITION, (part,), said)
        return Reason(expr, "unknown", rules.COMPOSITION, (part,))

    def _holds(self, inner: sp.Expr, sign: str) -> bool:
        asked = {
            FROM_ZERO: self.over.nonnegative,
            TO_ZERO: self.over.nonpositive,
            ABOVE: self.over.positive,
            BELOW: self.over.negative,
        }
        return not sign or asked[sign](inner)

    def _said(self, constant: sp.Expr, sign: str) -> Said:
        return () if constant.is_number else (RELATION[sign](constant, 0, evaluate=False),)


def _named(expr: sp.Expr) -> sp.Expr:
    """The outermost function of `expr`, of a letter u."""
    u = sp.Symbol("u", real=True)
    if expr.is_Pow:
        return sp.Pow(u, expr.exp) if expr.exp.is_number else sp.Pow(expr.base, u)
    return expr.func(u, *expr.args[1:])


def _through(bend: Bend, inner: str) -> Curvature | None:
    """What a function that bends so makes of its argument."""
    keeps = bend.curvature == inner and bend.direction == 1
    turns = TURNED.get(inner) == bend.curvature and bend.direction == -1
    return cast(Curvature, bend.curvature) if inner in FLAT or keeps or turns else None


def _of_sum(parts: Sequence[Reason]) -> Curvature:
    found = {part.curvature for part in parts} - {"constant"}
    if "unknown" in found or {"convex", "concave"} <= found:
        return "unknown"
    bent = found - {"affine"}
    return bent.pop() if bent else "affine"


def _apart(expr: sp.Expr, variables: frozenset[sp.Symbol]) -> tuple[sp.Expr, sp.Expr]:
    """The factors without a variable, and the others."""
    constant = [it for it in sp.Mul.make_args(expr) if not variables & symbols_of(it)]
    rest = [it for it in sp.Mul.make_args(expr) if variables & symbols_of(it)]
    return sp.Mul(*constant), sp.Mul(*rest)
