"""Values in 50 digits: slower, and the judge where doubles disagree."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.expr import raw, varies
from calcref.core.indexed import IndexedSum
from calcref.core.questions import Antideriv, Bounded, Closing, Diff, LimitOf
from calcref.core.walk import Fold
from calcref.verify.approach import SETTLED, tends
from calcref.verify.areas import area, principal_area
from calcref.verify.arithmetic import DIGITS, HUGE, OutOfDomain, digits_of, in_mpmath
from calcref.verify.calculus import RealEvaluator
from calcref.verify.evaluate import Environment, Work
from calcref.verify.level_curves import differenced, slope_of_level, slope_of_path
from calcref.verify.level_sets import implicit_slopes, inverse_jacobian
from calcref.verify.series import endless

EXTRA = 30  # of a hundred digits, those that a difference loses for each order; its error is about their square
AREAS = 10  # the same where there are integrals, whose digits are not those that are set
ENOUGH = 30  # digits of an integral where nothing is taken the difference of
MULTIPLIED = 1000  # the largest whole exponent for which factors are multiplied

holds_an_area: Fold[bool] = Fold(
    lambda leaf: False, lambda node, found: isinstance(node, Bounded) or any(found)
)  # whether an integral between bounds stands in an expression


class PreciseEvaluator(RealEvaluator):
    """Values as 50-digit numbers, derivatives as central differences; use it under `mpmath.workdps`."""

    price = 5

    def __init__(self, values: Environment, origin: Environment | None = None, work: Work | None = None) -> None:
        super().__init__(values, work)
        self.origin = origin or {}

    @classmethod
    def at_point(cls, values: Mapping[sp.Symbol, float], expr: sp.Basic) -> Any | None:
        """The value of `expr` at a point of doubles, or None where it has none.

        >>> x = sp.Symbol("x", real=True)
        >>> float(PreciseEvaluator.at_point({x: 2.0}, sp.sqrt(x)))
        1.4142135623730951
        """
        with mp.workdps(DIGITS):
            found = cls({symbol: mp.mpf(value) for symbol, value in values.items()})(expr)
            return found if isinstance(found, mp.mpf) and mp.isfinite(found) else None

    def at(self, var: sp.Symbol, value: Any) -> PreciseEvaluator:
        return PreciseEvaluator({**self.values, var: value}, self.origin, self.work)

    def number(self, node: sp.Expr) -> Any:
        return digits_of(node, mp.mp.dps)

    def power(self, base: Any, exponent: Any) -> Any:
        if isinstance(base, complex | mp.mpc) or isinstance(exponent, complex | mp.mpc):  # NaN: no value inside
            raise OutOfDomain
        whole = mp.isint(exponent)
        if base < 0 and not whole:
            raise OutOfDomain
        if not base or (whole and abs(exponent) <= MULTIPLIED):
            return base**exponent
        logarithm = exponent * mp.log(abs(base))
        if abs(logarithm) > HUGE:
            raise OutOfDomain
        return mp.exp(logarithm) * (-1 if base < 0 and int(exponent) % 2 else 1)

    def function(self, head: Any, inside: list[Any]) -> Any:
        return in_mpmath(head, len(inside))(*inside)

    def derivative(self, expr: sp.Expr, var: sp.Symbol) -> Any:
        here = self.values[var]
        order = 1
        while isinstance(expr, Diff) and expr.var == var:
            expr, order = expr.expr, order + 1
        digits = mp.mp.dps
        lost = AREAS if holds_an_area(expr) else digits * EXTRA // 100
        with mp.workdps(digits + lost * order):
            step = mp.mpf(10) ** -lost * max(1, abs(here))
            if isinstance(expr, Bounded) and order == 1 and expr.var != var:
                return self.drift(expr, var, step)

            def along(there: Any) -> Any:
                return PreciseEvaluator({**self.values, var: there}, self.values, self.work)(expr)

            return differenced(along, here, order, step)

    def drift(self, node: Bounded, var: sp.Symbol, step: Any) -> Any:
        """The slope of an integral in a letter, by the strips at its bounds and what its integrand changes."""
        ahead, behind = (self.at(var, self.values[var] + sign * step) for sign in (1, -1))
        lower, upper = ((ahead(end), behind(end)) for end in (node.lower, node.upper))

        def strip(after: Any, before: Any) -> Any:
            middle = (after + before) / 2
            ends = [before, middle, after]
            return mp.quad(lambda t: ahead.at(node.var, t)(node.expr), ends, method="gauss-legendre", maxdegree=3)

        strips = [
            strip(*end) if varies(it, var) else mp.mpf(0) for end, it in ((lower, node.lower), (upper, node.upper))
        ]
        changed = [it.integral_of(node, lower[1], upper[1]) for it in (ahead, behind) if varies(node.expr, var)]
        return (strips[1] - strips[0] + (changed[0] - changed[1] if changed else 0)) / (2 * step)

    def implicit(self, node: Any) -> Any:
        digits = mp.mp.dps
        lost = digits * EXTRA // 100
        with mp.workdps(digits + lost * node.order):

            def level(x: Any, y: Any) -> Any:
                there = PreciseEvaluator({**self.values, node.var: x, node.y: y}, work=self.work)
                return there(node.expr) - there(node.right)

            step = mp.mpf(10) ** -lost
            return slope_of_level(level, self.values[node.var], self.values[node.y], node.order, step)

    def _moved(self, expr: Any, letters: Any, values: Any) -> list[Any]:
        """The values of several functions where letters have others."""
        there = PreciseEvaluator({**self.values, **dict(zip(letters, values, strict=True))}, work=self.work)
        return [there(it) for it in expr.args]

    def implicit_slopes(self, node: Any) -> Any:
        return implicit_slopes(node, self.values, partial(self._moved, node.expr, node.variables))

    def inverse_jacobian(self, node: Any) -> Any:
        return inverse_jacobian(node, self.values, partial(self._moved, node.expr, node.variables))

    def parametric(self, node: Any) -> Any:
        digits = mp.mp.dps
        lost = digits * EXTRA // 100
        with mp.workdps(digits + lost * node.order):

            def up(t: Any) -> Any:
                return self.at(node.var, t)(node.expr)

            def across(t: Any) -> Any:
                return self.at(node.var, t)(node.across)

            return slope_of_path(up, across, self.values[node.var], node.order, mp.mpf(10) ** -lost)

    def expansion(self, node: Any) -> Any:
        about = self(node.about)
        there, away = self.at(node.var, about), self.values[node.var] - about
        slope, total = node.expr, mp.mpf(0)
        for k in range(node.order + 1):
            total += there(slope) * away**k / mp.factorial(k)
            slope = raw(Diff, slope, node.var)
        return total

    def antiderivative(self, node: Antideriv) -> Any:
        here = self.values[node.var]
        origin = self.origin.get(node.var, here)
        there = PreciseEvaluator({**self.values, node.var: origin}, work=self.work)
        slope = there(node.expr) if origin != here else 0
        return mp.mpf(self.constant(node)) + slope * (here - origin)

    def closed(self, node: Closing, *places: Any) -> Any:
        """Where something is read at one place, what varies there is measured from that place at the origin."""
        if len(places) != 1 or not self.origin or not node.expr.has(Antideriv):
            return super().closed(node, *places)
        start = PreciseEvaluator(self.origin, work=self.work)(node.args[node.entered[0]])
        here = {**self.values, node.var: places[0]}
        return PreciseEvaluator(here, {**self.origin, node.var: start}, self.work)(node.expr)

    def integral(self, node: Any, lower: Any, upper: Any) -> Any:
        if lower == upper:
            return mp.mpf(0)
        low, high = sorted((lower, upper))
        digits = DIGITS - 10 if mp.mp.dps > DIGITS else ENOUGH
        found = area(self, node.expr, node.var, low, high, digits)
        return found if lower == low else -found

    def double_integral(self, node: Any, lower: Any, upper: Any) -> Any:
        """By doubles: 50 digits of it would take minutes."""
        from calcref.verify.fast import FastEvaluator

        here = FastEvaluator({letter: complex(value) for letter, value in self.values.items()}, self.work)
        return mp.mpf(here(node).real)

    def indexed(self, node: Any, lower: Any, upper: Any) -> Any:
        """A sum to infinity, too, where its terms show what it is."""
        if not (isinstance(node, IndexedSum) and upper == mp.inf and mp.isint(lower)):
            return super().indexed(node, lower, upper)
        return endless(lambda k: self.at(node.var, mp.mpf(k))(node.expr), int(lower))

    def principal_value(self, node: Any, lower: Any, upper: Any) -> Any:
        return principal_area(self, node.expr, node.var, lower, upper)

    def limit(self, node: LimitOf) -> Any:
        if (integral := self.reached(node)) is not None:
            return integral
        to = self(node.to)
        signs = {"+": (1,), "-": (-1,), "+-": (1, -1)}[node.side]
        found = [self.one_sided(node, to, sign) for sign in (signs if mp.isfinite(to) else signs[:1])]
        if any(value is None for value in found):
            raise OutOfDomain
        left, right = found[0], found[-1]
        if left != right and (mp.isinf(left - right) or abs(left - right) > SETTLED * max(1, abs(left))):
            raise OutOfDomain
        return right

    def one_sided(self, node: LimitOf, to: Any, sign: int) -> Any:
        """What the values on one side of a place tend to, or None."""
        return tends(lambda distance: self.at(node.var, self.towards(to, sign * distance))(node.expr))

    @staticmethod
    def towards(to: Any, offset: Any) -> Any:
        """A place close to `to`; far out, where `to` is infinite."""
        return mp.sign(to) / abs(offset) if mp.isinf(to) else to + offset
