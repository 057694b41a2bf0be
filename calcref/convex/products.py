"""Products that are convex or concave as a whole, though products in general are neither."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp

from calcref.convex import rules
from calcref.convex.records import Reason, Said
from calcref.convex.signs import Over

FLAT = ("constant", "affine")


@dataclass(frozen=True)
class Factors:
    """A product of functions of the variables, and how its factors are reasoned about.

    Args:
        whole: what the reader wrote for it, where that is another expression.
    """

    expr: sp.Expr
    over: Over
    reason: Callable[[sp.Expr], Reason]
    whole: sp.Expr | None = None

    @property
    def shown(self) -> sp.Expr:
        """The expression that a line is about."""
        return self.expr if self.whole is None else self.whole


def of_product(it: Factors) -> Reason:
    """What is known of the product; "unknown" where no rule fits."""
    for rule in (_absolute, _entropy, _square_over_linear, _powers):
        found = rule(it)
        if found is not None:
            return found
    return Reason(it.shown, "unknown", rules.UNKNOWN)


def _absolute(it: Factors) -> Reason | None:
    """A power of |u| that SymPy writes as one of u times |u|."""
    pairs = [factor.as_base_exp() for factor in it.expr.args]
    inside = {base.args[0] if isinstance(base, sp.Abs) else base for base, _ in pairs}
    whole = all(isinstance(base, sp.Abs) or exponent.is_even for base, exponent in pairs)
    total = sum(exponent for _, exponent in pairs)
    if len(inside) != 1 or not whole or not total.is_Rational or total < 1:
        return None
    part = it.reason(inside.pop())
    said = (sp.Abs(sp.Symbol("u", real=True)) ** total, " is convex")
    return Reason(it.shown, "convex", rules.COMPOSITION, (part,), said) if part.curvature in FLAT else None


def _entropy(it: Factors) -> Reason | None:
    """u ln(c u), and u ln(c u/v)."""
    if len(it.expr.args) != 2:
        return None
    log = next((factor for factor in it.expr.args if isinstance(factor, sp.log)), None)
    if log is None:
        return None
    (u,) = (factor for factor in it.expr.args if factor is not log)
    part, ratio = it.reason(u), sp.cancel(log.args[0] / u)
    if part.curvature != "affine" or not it.over.positive(u):
        return None
    said = _listed(sp.Gt, part)
    if it.reason(ratio).curvature == "constant":
        return Reason(it.shown, "convex", rules.ENTROPY, (part,), said) if it.over.positive(ratio) else None
    below = it.reason(sp.cancel(1 / ratio))
    if below.curvature != "affine" or not it.over.positive(below.expr):
        return None
    return Reason(it.shown, "convex", rules.RELATIVE_ENTROPY, (part, below), _listed(sp.Gt, part, below))


def _square_over_linear(it: Factors) -> Reason | None:
    """u²/v for affine u and v."""
    top, bottom = sp.fraction(it.expr)
    if not (top.is_Pow and top.exp == 2):
        return None
    parts = it.reason(top.base), it.reason(bottom)
    if any(part.curvature != "affine" for part in parts):
        return None
    if it.over.positive(bottom):
        return Reason(it.shown, "convex", rules.QUADRATIC_OVER_LINEAR, parts, _listed(sp.Gt, parts[1]))
    if it.over.negative(bottom):
        return Reason(it.shown, "concave", rules.QUADRATIC_OVER_LINEAR, parts, _listed(sp.Lt, parts[1]))
    return None


def _powers(it: Factors) -> Reason | None:
    """A product of powers with constant exponents, all positive with a sum of at most 1, or all negative."""
    pairs = [factor.as_base_exp() for factor in it.expr.args]
    if not all(exponent.is_Rational for _, exponent in pairs):
        return None
    parts = tuple(it.reason(base) for base, _ in pairs)
    exponents = [exponent for _, exponent in pairs]
    if all(exponent < 0 for exponent in exponents):
        fits = all(part.curvature in (*FLAT, "concave") and it.over.positive(part.expr) for part in parts)
        said = _listed(sp.Gt, *parts)
        return Reason(it.shown, "convex", rules.NEGATIVE_POWERS, parts, said) if fits else None
    if all(exponent > 0 for exponent in exponents) and sum(exponents) <= 1:
        fits = all(part.curvature in FLAT and it.over.nonnegative(part.expr) for part in parts)
        said = _listed(sp.Ge, *parts)
        return Reason(it.shown, "concave", rules.GEOMETRIC_MEAN, parts, said) if fits else None
    return None


def _listed(relation: type[sp.Rel], *parts: Reason) -> Said:
    """That each part compares so with 0."""
    pairs = ((", ", relation(part.expr, 0, evaluate=False)) for part in parts)
    return tuple(it for pair in pairs for it in pair)[1:]
