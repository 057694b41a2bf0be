"""What a function does right beside a place: its first powers of the distance, from one side.

Written in t > 0, the distance from the place: sin(x) - x beside 0 is -t^3/6 + t^5/120 - ... on the right. Beside
infinity, t is 1 over the size. What is left when terms cancel decides the sign, the limit and whether there is one;
nothing is guessed from values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.conditions import WALKABLE
from calcref.core.decide import sign_of
from calcref.core.expr import nodes, tree_size, varies
from calcref.core.foreign import SYMPY_RAISES
from calcref.core.functions import RealFunction, RealPower, relu, sigmoid, step
from calcref.core.indexed import Indexed

REACH = 8  # powers of the distance that are kept
SMALL = 6  # nodes of a coefficient that is left as it comes
LONGEST = 50  # whole exponents up to which a power of a sum is known exactly
LOG = sp.Dummy("log_t", real=True)  # the logarithm of the distance, in a coefficient
Z = sp.Dummy("z", real=True)  # where a Taylor series starts
TAILS: dict[Any, tuple[sp.Expr | None, sp.Expr | None]] = {  # limits that are reached faster than by any power
    sp.exp: (sp.S.Zero, None),
    sp.tanh: (sp.S.NegativeOne, sp.S.One),
    sp.erf: (sp.S.NegativeOne, sp.S.One),
    sp.erfc: (sp.Integer(2), sp.S.Zero),
    sigmoid: (sp.S.Zero, sp.S.One),
}
Side = int  # 1: to the right of the place; -1: to the left


class Undecidable(Exception):
    """What a function does beside a place was not found; the argument says what could not be told."""


class NoValues(Exception):
    """A function has no real values on this side of the place."""


@dataclass(frozen=True)
class Germ:
    """The terms of a function beside a place, by their powers of the distance, up to the power `reach`, exclusive."""

    terms: dict[sp.Rational, sp.Expr]
    reach: sp.Expr

    @property
    def leading(self) -> tuple[sp.Rational, sp.Expr] | None:
        """The lowest power and its coefficient; None of a function that is 0 beside the place.

        Raises:
            Undecidable: all powers up to the reach are 0.
        """
        if self.terms:
            return min(self.terms.items())
        if self.reach is sp.oo:
            return None
        raise Undecidable(f"terms up to the power {self.reach} cancel")

    def __add__(self, other: Germ) -> Germ:
        found = dict(self.terms)
        for power, coefficient in other.terms.items():
            found[power] = found.get(power, sp.S.Zero) + coefficient
        return _germ(found, sp.Min(self.reach, other.reach))

    def __mul__(self, other: Germ) -> Germ:
        low, high = _lowest(self), _lowest(other)
        found: dict[sp.Rational, sp.Expr] = {}
        reach = sp.Min(self.reach + high, other.reach + low)
        for power, coefficient in self.terms.items():
            for own, factor in other.terms.items():
                if power + own < reach:
                    found[power + own] = found.get(power + own, sp.S.Zero) + coefficient * factor
        return _germ(found, reach)

    def sign(self) -> int:
        """The sign of the function beside the place.

        Raises:
            Undecidable: it depends on letters, or was not found.
        """
        leading = self.leading
        found = 0 if leading is None else sign_of(leading[1])
        if found is None and leading is not None:
            raise Undecidable(f"the sign of {leading[1]}")
        return int(found or 0)

    def limit(self) -> sp.Expr:
        """What the function tends to.

        Raises:
            Undecidable: it was not found.
        """
        if not self.terms and self.reach > 0:
            return sp.S.Zero
        leading = self.leading
        if leading is None or leading[0] > 0:
            return sp.S.Zero
        coefficient = sp.expand(leading[1]) if leading[1].has(LOG) else leading[1]  # logarithms of a difference cancel
        if coefficient.has(LOG):
            raise Undecidable("a logarithm far out")
        return coefficient if leading[0] == 0 else self.sign() * sp.oo


def _lowest(germ: Germ) -> sp.Expr:
    return min(germ.terms, default=germ.reach if germ.reach is not sp.oo else sp.S.Zero)


def _germ(terms: dict[sp.Rational, sp.Expr], reach: sp.Expr) -> Germ:
    kept = {p: _tidied(c) for p, c in terms.items() if p < reach}
    return Germ({p: c for p, c in kept.items() if sign_of(c) != 0}, reach)


def _tidied(coefficient: sp.Expr) -> sp.Expr:
    """The coefficient without roots below the line, which would pile up from term to term.

    Raises:
        Undecidable: it has grown too large all the same.
    """
    if tree_size(coefficient) > SMALL and coefficient.is_number:
        coefficient = sp.expand(sp.radsimp(sp.expand(coefficient)))
    if tree_size(coefficient) > WALKABLE:
        raise Undecidable("terms that swell")
    return coefficient


def constant(value: sp.Expr) -> Germ:
    """The germ of a constant."""
    if value.is_real is False or value.has(sp.nan, sp.zoo, sp.oo, -sp.oo):
        raise NoValues
    return _germ({sp.S.Zero: value}, sp.oo)


def germ(expr: sp.Expr, var: sp.Symbol, place: sp.Expr, side: Side) -> Germ:
    """The germ of `expr`, in which nothing has a kink beside the place (see `sides.smooth`), at `place` from `side`.

    Raises:
        NoValues: `expr` is not real there.
        Undecidable: it was not found.

    >>> x = sp.Symbol("x", real=True)
    >>> germ(sp.exp(x) - 1 - x, x, sp.S.Zero, 1).leading
    (2, 1/2)
    """
    if tree_size(expr) > WALKABLE:
        raise Undecidable("a formula of that size")
    if any(isinstance(node, Indexed) and varies(node, var) for node in nodes(expr)):
        raise Undecidable("a sum or product with an index")
    done: dict[Basic, Germ] = {}
    try:
        for node in nodes(expr, lambda inner: not varies(inner, var) and not inner.is_Number):
            done[node] = _of_node(node, var, place, side, lambda inner: _known(done, inner, var))
        found = _known(done, expr, var)
        if not found.terms and found.reach is not sp.oo and sp.expand(expr.doit()) == 0:
            return Germ({}, sp.oo)
        return found
    except SYMPY_RAISES as error:
        raise Undecidable(f"the first terms of {expr}") from error


def _known(done: dict[Basic, Germ], node: sp.Expr, var: sp.Symbol) -> Germ:
    return done[node] if node in done else constant(node.doit())


def _of_node(node: Any, var: sp.Symbol, place: sp.Expr, side: Side, of: Callable[[sp.Expr], Germ]) -> Germ:
    if node is var or node == var:
        if place.is_infinite:
            return _germ({sp.S.NegativeOne: sp.sign(place)}, sp.oo)
        return _germ({sp.S.Zero: place, sp.S.One: sp.Integer(side)}, sp.oo)
    if node.is_Number:
        return constant(node)
    match node:
        case sp.Add():
            return _fold(Germ.__add__, [of(arg) for arg in node.args])
        case sp.Mul():
            return _fold(Germ.__mul__, [of(arg) for arg in node.args])
        case sp.Pow() if not varies(node.exp, var):
            return power(of(node.base), node.exp.doit())
        case sp.Pow():
            base, exponent = of(node.base), of(node.exp)
            return composed(sp.exp, exponent * composed(sp.log, base))
        case RealPower():
            return real_power(of(node.args[0]), node.args[1])
        case sp.sinc():
            inner = of(node.args[0])
            return composed(sp.sinc, inner) if sp.S.Zero in inner.terms else _sinc(inner)
        case sp.atan2():
            return _angle(of(node.args[0]), of(node.args[1]))
        case RealFunction() if not isinstance(node, (relu, step, *TAILS)):
            plain = node.in_sympy(*(arg.doit() for arg in node.args))
            return germ(plain, var, place, side)
        case sp.Function() if not isinstance(node, (sp.Abs, sp.sign, relu, step)):
            varying = [k for k, arg in enumerate(node.args) if varies(arg, var)]
            if len(varying) == 1:
                (k,) = varying
                if len(node.args) == 1:
                    return composed(type(node), of(node.args[0]))
                return composed(lambda z: type(node)(*node.args[:k], z, *node.args[k + 1 :]), of(node.args[k]))
    raise Undecidable(f"the first terms of {node}")


def _fold(combine: Callable[[Germ, Germ], Germ], germs: list[Germ]) -> Germ:
    found = germs[0]
    for other in germs[1:]:
        found = combine(found, other)
    return found


def composed(function: Callable[[sp.Expr], sp.Expr], inner: Germ) -> Germ:
    """A function that has a Taylor series at the value of `inner`, or that is known far out, of `inner`."""
    if function is sp.log and (not inner.terms or sp.S.Zero != min(inner.terms)):
        return _logarithm(inner)
    if any(power < 0 for power in inner.terms):
        return _far_out(function, inner)
    start = inner.terms.get(sp.S.Zero, sp.S.Zero)
    rest = Germ({p: c for p, c in inner.terms.items() if p > 0}, inner.reach)
    if not rest.terms and inner.reach is sp.oo:
        return constant(function(start))
    lowest = _lowest(rest)
    count = int(sp.ceiling(REACH / lowest))
    found, factor = constant(_regular(_coefficient(function, 0), start)), constant(sp.S.One)
    for k in range(1, count):
        factor = factor * rest
        found = found + factor * constant(_regular(_coefficient(function, k), start))
    return _germ(found.terms, sp.Min(found.reach, inner.reach, count * lowest))


def _far_out(function: Any, inner: Germ) -> Germ:
    """A function of `inner`, which grows beyond all bounds."""
    sign = inner.sign()
    if function is sp.atan:
        return constant(sign * sp.pi / 2) + composed(sp.atan, power(inner, sp.S.NegativeOne)) * constant(sp.Integer(-1))
    limit = TAILS.get(function, (None, None))[sign > 0]
    if limit is None:
        raise Undecidable("a function far out")
    return Germ({sp.S.Zero: limit} if limit else {}, sp.Integer(REACH))


def _logarithm(inner: Germ) -> Germ:
    """The logarithm of `inner`, which tends to 0 or grows: that of its leading term, and of the rest over it."""
    leading = inner.leading
    if leading is None or sign_of(leading[1]) == -1:
        raise NoValues
    lowest, coefficient = leading
    if sign_of(coefficient) is None:
        raise Undecidable(f"the sign of {coefficient}")
    rest = Germ({p - lowest: c / coefficient for p, c in inner.terms.items()}, inner.reach - lowest)
    return constant(sp.log(coefficient) + lowest * LOG) + composed(sp.log, rest)


@lru_cache(maxsize=1024)
def _coefficient(function: Callable[[sp.Expr], sp.Expr], k: int) -> sp.Expr:
    """The kth coefficient of the Taylor series of a function about Z."""
    return sp.diff(_coefficient(function, k - 1), Z) / k if k else function(Z)


def _regular(value: sp.Expr, start: sp.Expr) -> sp.Expr:
    if start.has(LOG):
        raise Undecidable("a function of a logarithm far out")
    there = value.subs(Z, start)
    if there.has(sp.nan, sp.zoo, sp.oo, -sp.oo):
        raise Undecidable("a function where it has no Taylor series")
    if there.is_real is False:
        raise NoValues
    return there


def power(base: Germ, exponent: sp.Expr) -> Germ:
    """`base` to a constant exponent: the leading term in front, then the binomial series."""
    if exponent.is_Integer and exponent >= 0 and not base.terms:
        return _fold(Germ.__mul__, [base] * int(exponent)) if exponent else constant(sp.S.One)
    leading = base.leading
    if leading is None:
        if exponent.is_positive:
            return base
        raise NoValues
    lowest, coefficient = leading
    if not exponent.is_Integer:
        sign = sign_of(coefficient)
        if sign == -1:
            raise NoValues
        if sign is None:
            raise Undecidable(f"the sign of {coefficient}")
    if lowest != 0 and not exponent.is_Rational:
        raise Undecidable("a power with an exponent that is no fraction")
    return _binomial(base, lowest, coefficient, exponent, coefficient**exponent)


def _binomial(base: Germ, lowest: Any, coefficient: sp.Expr, exponent: sp.Expr, front: sp.Expr) -> Germ:
    shift = lowest * exponent if lowest != 0 else sp.S.Zero
    rest = Germ({p - lowest: c / coefficient for p, c in base.terms.items() if p > lowest}, base.reach - lowest)
    found = factor = constant(sp.S.One)
    if rest.terms or rest.reach is not sp.oo:
        gap = _lowest(rest)
        count = int(exponent) + 1 if exponent.is_Integer and 0 <= exponent <= LONGEST else 0
        ends = rest.reach if not count else sp.oo
        for k in range(1, count or int(sp.ceiling(REACH / gap))):
            factor = factor * rest * constant((exponent - k + 1) / k)
            found = found + factor
        if not count:
            found = _germ(found.terms, sp.Min(found.reach, ends, int(sp.ceiling(REACH / gap)) * gap))
    return Germ({p + shift: c * front for p, c in found.terms.items()}, found.reach + shift)


def real_power(base: Germ, exponent: sp.Rational) -> Germ:
    """A real root of `base`, whatever its sign."""
    if base.leading is None:
        return power(base, exponent)
    sign = base.sign()
    flipped = Germ({p: sign * c for p, c in base.terms.items()}, base.reach)
    found = power(flipped, exponent)
    odd = sign if exponent.p % 2 else 1
    return Germ({p: odd * c for p, c in found.terms.items()}, found.reach)


def _sinc(inner: Germ) -> Germ:
    if inner.leading is None:
        return constant(sp.S.One)
    return composed(sp.sin, inner) * power(inner, sp.S.NegativeOne)


def _angle(y: Germ, x: Germ) -> Germ:
    """The angle of the point (x, y), by the arctangent that is continuous on its side."""
    across, along = y.sign(), x.sign()
    if not across and not along:
        raise NoValues
    if not along or (across and _lowest(y) < _lowest(x)):
        turned = composed(sp.atan, x * power(y, sp.S.NegativeOne))
        return constant(across * sp.pi / 2) + turned * constant(sp.S.NegativeOne)
    straight = composed(sp.atan, y * power(x, sp.S.NegativeOne))
    return straight if along > 0 else straight + constant(sp.pi if across >= 0 else -sp.pi)
