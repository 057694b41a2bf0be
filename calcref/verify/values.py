"""What a statement's side is worth at a point: by differences, quadrature and approach, without any rule."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import mpmath as mp
import sympy as sp
from sympy.core.relational import Relational

from calcref.core.indexed import IndexedProduct
from calcref.core.questions import Bounded, Closing, Head
from calcref.verify.approach import tends
from calcref.verify.arithmetic import digits_of
from calcref.verify.fast import FastEvaluator
from calcref.verify.level_curves import differenced, slope_of_level, slope_of_path
from calcref.verify.level_sets import implicit_slopes, inverse_jacobian

Point = Mapping[sp.Symbol, Any]
BASE = mp.mpf("0.45")  # where antiderivatives start: an arbitrary constant
SMALL, LARGE = mp.mpf("1e-14"), mp.mpf(60)
SAME = 1e-7
RELATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
SCALE, ALPHA = mp.mpf(1.0507009873554805), mp.mpf(1.6732632423543772)  # of SELU, as doubles


class NoValue(Exception):
    """A side that is no finite real number at a point."""


def value(expr: sp.Expr, at: Point) -> Any:
    """The real number that `expr` is at a point; an antiderivative is compared by its slope.

    Raises:
        NoValue: there is none.
    """
    found = _value(expr, at)
    if isinstance(found, mp.mpc) and abs(found.imag) < mp.mpf(10) ** (8 - mp.mp.dps):
        found = found.real
    if isinstance(found, mp.mpc) or mp.isnan(found):
        raise NoValue(str(expr))
    return found


@dataclass(frozen=True, slots=True)
class _Here:
    """What a head may ask of a point, to have a value there."""

    at: Point
    nothing: ClassVar[Any] = mp.nan

    def derivative(self, expr: sp.Expr, var: sp.Symbol) -> Any:
        return slope(lambda t: self.with_(var, t, expr), self.at[var])

    def nth(self, node: Any, order: Any) -> Any:
        if order < 0 or not mp.isint(order):
            raise NoValue(str(node))
        digits, count = mp.mp.dps, int(order)
        with mp.workdps(digits * (1 + count)):
            return differenced(
                lambda t: self.with_(node.var, t, node.expr), self.at[node.var], count, mp.mpf(10) ** -(digits // 3)
            )

    def prime(self, node: Any) -> Any:
        (var,) = node.expr.free_symbols
        return self.derivative(node.expr, var)

    def implicit(self, node: Any) -> Any:
        def level(x: Any, y: Any) -> Any:
            return value(node.expr, {**self.at, node.var: x, node.y: y}) - value(node.right, self.at)

        step = mp.mpf(10) ** -(mp.mp.dps // 3)
        return slope_of_level(level, self.at[node.var], self.at[node.y], node.order, step)

    def _moved(self, expr: Any, letters: Any, values: Any) -> list[Any]:
        return [value(it, {**self.at, **dict(zip(letters, values, strict=True))}) for it in expr.args]

    def implicit_slopes(self, node: Any) -> Any:
        return implicit_slopes(node, self.at, partial(self._moved, node.expr, node.variables))

    def inverse_jacobian(self, node: Any) -> Any:
        return inverse_jacobian(node, self.at, partial(self._moved, node.expr, node.variables))

    def parametric(self, node: Any) -> Any:
        up, across = (partial(self.with_, node.var, expr=it) for it in (node.expr, node.across))
        return slope_of_path(up, across, self.at[node.var], node.order, mp.mpf(10) ** -(mp.mp.dps // 3))

    def antiderivative(self, node: Head) -> Any:
        return _area(node.expr, node.var, BASE, self.at[node.var], self.at)

    def integral_of(self, node: Head, lower: Any, upper: Any) -> Any:
        return _area(node.expr, node.var, lower, upper, self.at)

    def double_integral(self, node: Any, lower: Any, upper: Any) -> Any:
        found = FastEvaluator({letter: complex(place) for letter, place in self.at.items()})(node)
        return mp.mpf(found.real)

    def closed(self, node: Closing, *places: Any) -> Any:
        signs = dict(node.reads)
        return mp.fsum(
            signs[k] * self.with_(node.var, place, node.expr) for k, place in zip(node.entered, places, strict=True)
        )

    def indexed(self, node: Any, lower: Any, upper: Any) -> Any:
        counted = range(int(mp.ceil(lower)), int(mp.floor(upper)) + 1)
        terms = [self.with_(node.var, mp.mpf(k), node.expr) for k in counted]
        return mp.fprod(terms) if isinstance(node, IndexedProduct) else mp.fsum(terms)

    def limit(self, node: Any) -> Any:
        to = value(node.to, self.at)
        sign = -1 if node.side == "-" else 1
        if node.expr.has(Bounded):  # quadrature is slow: one place close by, or far out, is looked at
            return self.with_(node.var, mp.sign(to) * LARGE if mp.isinf(to) else to + sign * SMALL, node.expr)
        found = tends(
            lambda near: self.with_(node.var, mp.sign(to) / near if mp.isinf(to) else to + sign * near, node.expr)
        )
        if found is None:
            raise NoValue(str(node))
        return found

    def expansion(self, node: Any) -> Any:
        about, here = value(node.about, self.at), self.at[node.var]
        known = mp.taylor(lambda t: self.with_(node.var, t, node.expr), about, node.order)
        return mp.polyval(known[::-1], here - about)

    def with_(self, var: sp.Symbol, place: Any, expr: sp.Expr) -> Any:
        """The value of `expr` where `var` is at `place`."""
        return value(expr, {**self.at, var: place})


def _value(expr: sp.Expr, at: Point) -> Any:
    if expr.is_Symbol:
        return at[expr]
    if expr.is_Number or expr.is_NumberSymbol:
        return digits_of(expr, mp.mp.dps)
    if expr.is_Mul and any(at.get(factor) == 0 for factor in expr.args):
        return mp.mpf(0)  # 0 times x to the power -1 is read as 0, as in the power rule for n = 0
    if isinstance(expr, Head):
        return expr.valued(_Here(at), *(value(expr.args[k], at) for k in expr.entered))
    if isinstance(expr, sp.Piecewise):
        for part, condition in expr.args:
            if _holds(condition, at):
                return value(part, at)
        raise NoValue("no case holds")
    try:
        return FUNCTIONS[expr.func.__name__](*(value(arg, at) for arg in expr.args))
    except (ZeroDivisionError, ValueError, OverflowError) as error:
        raise NoValue(str(expr)) from error


def _holds(condition: Any, at: Point) -> bool:
    """Whether a condition of letters holds at a point."""
    if isinstance(condition, Relational):
        return bool(RELATIONS[condition.rel_op](*(value(side, at) for side in condition.args)))
    return bool(condition.func(*(_holds(part, at) for part in condition.args)))


def slope(function: Callable[[Any], Any], x: Any) -> Any:
    """The derivative of a function of one number, where the slopes from both sides are one."""
    here = function(x)
    for digits in (mp.mp.dps // 3, 2 * mp.mp.dps // 3):  # the slopes of x^(4/3) at 0 come together slowly
        step = mp.mpf(10) ** -digits
        right, left = (function(x + step) - here) / step, (here - function(x - step)) / step
        if abs(right - left) <= SAME * (1 + abs(right) + abs(left)):
            return (right + left) / 2
    raise NoValue("the slopes of both sides differ")


def _area(expr: sp.Expr, var: sp.Symbol, lower: Any, upper: Any, at: Point) -> Any:
    ends = [lower, 0, upper] if lower * upper < 0 else [lower, upper]  # kinks of the letters' functions stand at 0

    def integrand(t: Any) -> Any:
        return value(expr, {**at, var: t})

    found, error = mp.quad(integrand, ends, error=True, method="gauss-legendre", maxdegree=4)  # a few dozen places
    return found if error < mp.mpf(10) ** (6 - mp.mp.dps) else mp.quad(integrand, ends)


def _product(*factors: Any) -> Any:
    return mp.fprod(factors)


def _power(base: Any, exponent: Any) -> Any:
    if base == 0 and exponent <= 0 and exponent != 0:
        raise NoValue("a power of 0")
    return mp.power(base, exponent)


def _real_root(base: Any, exponent: Any) -> Any:
    if base == 0 and exponent < 0:
        raise NoValue("a power of 0")
    size = mp.power(abs(base), exponent)
    whole = sp.nsimplify(str(exponent), rational=True, tolerance=1e-12)
    return -size if base < 0 and whole.p % 2 else size


def _logarithm(u: Any) -> Any:
    if not u > 0:
        raise NoValue("the logarithm of what is not positive")
    return mp.log(u)


def _inside(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def of(u: Any) -> Any:
        if abs(u) > 1:
            raise NoValue("outside [-1, 1]")
        return function(u)

    return of


def _outside(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def of(u: Any) -> Any:
        if abs(u) < 1:
            raise NoValue("inside (-1, 1)")
        return function(u)

    return of


def _polygamma(order: Any, u: Any) -> Any:
    if order < 0 or not mp.isint(order):
        raise NoValue("an order that is no natural number")
    return mp.polygamma(int(order), u)


def _sigmoid(u: Any) -> Any:
    return 1 / (1 + mp.exp(-u))


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "Add": lambda *terms: mp.fsum(terms),
    "Mul": _product,
    "Pow": _power,
    "RealPower": _real_root,
    "exp": mp.exp,
    "log": _logarithm,
    "LogBase": lambda u, b: _logarithm(u) / _logarithm(b),
    **{name: getattr(mp, name) for name in ("sin", "cos", "tan", "sec", "csc", "cot", "atan", "acot")},
    **{name: getattr(mp, name) for name in ("sinh", "cosh", "tanh", "sech", "csch", "coth", "asinh", "erf", "erfc")},
    **{name: getattr(mp, name) for name in ("erfi", "fresnels", "fresnelc", "floor", "beta", "acsch", "besselj")},
    "besseli": lambda n, u: mp.besseli(abs(n) if mp.isint(n) else n, u),  # slow for whole orders below 0
    **{name: getattr(mp, name.lower()) for name in ("Si", "Ci", "Shi", "Chi", "Ei", "li")},
    **{name: _inside(getattr(mp, name)) for name in ("asin", "acos", "atanh")},
    **{name: _outside(getattr(mp, name)) for name in ("asec", "acsc", "acoth")},
    "asech": lambda u: mp.asech(u) if 0 < u <= 1 else mp.nan,
    "polylog": mp.polylog,
    "binomial": mp.binomial,
    "ceiling": mp.ceil,
    "leaky_relu": lambda u, a: u if u > 0 else a * u,
    "elu": lambda u, a: u if u > 0 else a * mp.expm1(u),
    "selu": lambda u: SCALE * (u if u > 0 else ALPHA * mp.expm1(u)),
    "mish": lambda u: u * mp.tanh(mp.log1p(mp.exp(u))),
    "gelu_tanh": lambda u: u * _sigmoid(2 * mp.sqrt(2 / mp.pi) * (u + mp.mpf("0.044715") * u**3)),
    "softsign": lambda u: u / (1 + abs(u)),
    "logit": lambda u: _logarithm(u) - _logarithm(1 - u),
    "logsumexp": lambda *us: max(us) + mp.log(mp.fsum(mp.exp(u - max(us)) for u in us)),
    "softmax": lambda k, *us: mp.exp(us[int(k) - 1]) / mp.fsum(map(mp.exp, us)),
    "acosh": lambda u: mp.acosh(u) if u >= 1 else mp.nan,
    "Abs": abs,
    "sign": mp.sign,
    "relu": lambda u: max(u, mp.mpf(0)),
    "step": lambda u: mp.mpf(u > 0),
    "atan2": mp.atan2,
    "Max": max,
    "Min": min,
    "sigmoid": _sigmoid,
    "softplus": lambda u: mp.log1p(mp.exp(u)),
    "silu": lambda u: u * _sigmoid(u),
    "gelu": lambda u: u * mp.ncdf(u),
    "gamma": mp.gamma,
    "polygamma": _polygamma,
    "loggamma": mp.loggamma,
}
