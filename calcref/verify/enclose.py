"""What an expression can be while its variables run over whole intervals."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.functions import logit, relu, sigmoid, softplus, softsign, step
from calcref.verify import ranges, special
from calcref.verify.calculus import RealEvaluator
from calcref.verify.evaluate import Environment
from calcref.verify.ranges import ANY, ROUNDING, Range, even, inverse, monotone, outward

ENCLOSED: dict[type[sp.Basic], Callable[..., Range]] = {
    sp.exp: ranges.exp,
    sp.log: ranges.log,
    sp.sin: ranges.sine,
    sp.cos: ranges.cosine,
    sp.tan: ranges.tangent,
    sp.sec: lambda u: inverse(ranges.cosine(u)),
    sp.csc: lambda u: inverse(ranges.sine(u)),
    sp.cot: lambda u: ANY if 0 in ranges.sine(u) else monotone(lambda t: 1 / math.tan(t), falling=True)(u),
    sp.asin: monotone(math.asin, -1.0, 1.0),
    sp.acos: monotone(math.acos, -1.0, 1.0, falling=True),
    sp.atan: monotone(math.atan),
    sp.acot: lambda u: monotone(math.atan)(inverse(u)),
    sp.sinh: monotone(math.sinh),
    sp.cosh: even(monotone(lambda t: math.cosh(t) if t < 700 else math.inf)),
    sp.tanh: monotone(math.tanh),
    sp.sech: lambda u: inverse(even(monotone(lambda t: math.cosh(t) if t < 700 else math.inf))(u)),
    sp.csch: lambda u: inverse(monotone(math.sinh)(u)),
    sp.coth: lambda u: inverse(monotone(math.tanh)(u)),
    sp.asinh: monotone(math.asinh),
    sp.acosh: monotone(math.acosh, 1.0),
    sp.atanh: ranges.atanh,
    sp.erf: monotone(math.erf),
    sp.erfc: monotone(math.erfc, falling=True),
    sp.asec: lambda u: monotone(math.acos, -1.0, 1.0, falling=True)(inverse(u)),
    sp.acsc: lambda u: monotone(math.asin, -1.0, 1.0)(inverse(u)),
    sp.asech: lambda u: monotone(math.acosh, 1.0)(inverse(u)),
    sp.acsch: lambda u: monotone(math.asinh)(inverse(u)),
    sp.acoth: lambda u: ranges.atanh(inverse(u)),
    **special.ENCLOSED,
    sp.Abs: ranges.magnitude,
    sp.sign: ranges.signum,
    sp.floor: ranges.whole(math.floor),
    sp.ceiling: ranges.whole(math.ceil),
    sp.Max: ranges.largest,
    sp.Min: ranges.smallest,
}


OWN: dict[type[sp.Basic], Callable[[Range], Range]] = {
    relu: lambda u: ranges.largest(u, Range(0.0, 0.0)),
    step: lambda u: (ranges.signum(u) + Range(1.0, 1.0)) * Range(0.5, 0.5),
    sigmoid: monotone(lambda t: 1 / (1 + math.exp(-t)) if t > -700 else ranges.LEAST),
    softplus: lambda u: ranges.log(Range(1.0, 1.0) + ranges.exp(u)),
    softsign: monotone(lambda t: t / (1 + abs(t)) if math.isfinite(t) else math.copysign(1.0, t)),
    logit: monotone(lambda t: math.log(t / (1 - t)) if 0 < t < 1 else math.copysign(math.inf, t - 0.5), 0.0, 1.0),
}


HIGHEST = 12  # degree of a polynomial whose turning points are looked for


@lru_cache(maxsize=1024)
def _polynomial(node: sp.Expr) -> tuple[sp.Symbol, list[float], list[float]] | None:
    """Of a polynomial in one variable with numbers for coefficients: the variable, these, and where it may turn."""
    if len(node.free_symbols) != 1:
        return None
    (var,) = node.free_symbols
    if not node.is_polynomial(var):
        return None
    polynomial = sp.Poly(node, var)
    if not 2 <= polynomial.degree() <= HIGHEST:
        return None
    try:  # each root once: close to one that counts often, the search for it does not settle
        roots = polynomial.diff().sqf_part().nroots(maxsteps=200)
    except mp.NoConvergence:
        return None
    turns = [float(sp.re(root)) for root in roots]  # others do no harm
    return var, [float(coefficient) for coefficient in polynomial.all_coeffs()], turns


def _over_turns(coefficients: list[float], turns: list[float], given: Range) -> Range:
    """What a polynomial can be over a range: its values at the ends and where it turns between them."""
    places = [given.low, given.high, *(turn for turn in turns if given.low < turn < given.high)]
    values = [mp.fp.polyval(coefficients, place) for place in places]
    sizes = list(map(abs, coefficients))
    rounding = max(mp.fp.polyval(sizes, abs(place)) for place in places if math.isfinite(place))
    margin = ROUNDING * len(coefficients) * rounding
    return outward(min(values) - margin, max(values) + margin, True)


class RangeEvaluator(RealEvaluator):
    """Values are ranges; what is not known may be anything.

    >>> x = sp.Symbol("x", real=True)
    >>> RangeEvaluator({x: Range(-1.0, 1.0)})(1 / x).smooth
    False
    """

    nothing = ANY

    def value(self, node: Any, inside: list[Range]) -> Range:
        found = _polynomial(node) if type(node) is sp.Add else None
        if found is not None:
            given = self.values[found[0]]
            if given.low < given.high and math.isfinite(min(abs(given.low), abs(given.high))):
                return _over_turns(*found[1:], given)
        known: Range = super().value(node, inside)
        return known

    def number(self, node: sp.Expr) -> Range:
        if node.is_infinite:
            return ANY
        try:
            value = int(node.p) / int(node.q) if node.is_Rational else float(node)
        except OverflowError:
            return ANY
        return Range(value, value) if node.is_Integer else outward(value, value, True)

    def power(self, base: Range, exponent: Range) -> Range:
        return ranges.power(base, exponent)

    def function(self, head: Any, inside: list[Range]) -> Range:
        return ENCLOSED[head](*inside) if head in ENCLOSED else ANY

    def case(self, node: sp.Piecewise) -> Range:
        return ANY

    def named(self, node: Any, inside: list[Range]) -> Range:
        found: Range = OWN[type(node)](*inside) if type(node) in OWN else super().named(node, inside)
        return found

    def derivative(self, expr: sp.Expr, var: sp.Symbol) -> Range:
        return ANY

    def antiderivative(self, node: Any) -> Range:
        return ANY

    def integral(self, node: Any, lower: Range, upper: Range) -> Range:
        return ANY

    def limit(self, node: Any) -> Range:
        return ANY

    def indexed(self, node: Any, lower: Range, upper: Range) -> Range:
        return ANY


def enclosing(values: Environment, expr: sp.Expr, var: sp.Symbol) -> Callable[[Any, Any], Range]:
    """From the ends of an interval of `var` to what `expr` can be there, the other letters at `values`."""
    fixed = {symbol: _point(value) for symbol, value in values.items()}
    return partial(_over, fixed, balanced(expr), var)


@lru_cache(maxsize=1024)
def balanced(expr: sp.Expr) -> sp.Expr:
    """`expr` with an exponential divided among the powers of a sum beside it, so that it varies no less than it seems.

    >>> x = sp.Symbol("x", real=True)
    >>> balanced(sp.exp(x) / (1 + sp.exp(x)) ** 2)
    (exp(x/2) + exp(-x/2))**(-2)
    """
    factors = [_unnested(it) for it in sp.Mul.make_args(expr)]
    grown = [n * base.args[0] for base, n in factors if isinstance(base, sp.exp)]
    powers = [it for it in factors if it[0].is_Add and it[1].is_negative]
    if len(powers) != 1 or not grown or not any(term.has(sp.exp) for term in powers[0][0].args):
        return expr
    base, exponent = powers[0]
    share = sp.exp(sp.Add(*grown) / exponent)
    balance = sp.Add(*(term * share for term in base.args)) ** exponent
    return sp.Mul(balance, *(it**n for it, n in factors if it is not base and not isinstance(it, sp.exp)))


def _unnested(factor: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Base and exponent, of a power of a power, too: what is divided by a square is written so."""
    base, exponent = factor.as_base_exp() if factor.is_Pow else (factor, sp.S.One)
    while base.is_Pow and base.exp.is_Integer and exponent.is_Integer:
        base, exponent = base.base, base.exp * exponent
    return base, exponent


def _over(fixed: dict[sp.Symbol, Range], expr: sp.Expr, var: sp.Symbol, low: Any, high: Any) -> Range:
    found: Range = RangeEvaluator({**fixed, var: Range(float(low), float(high))})(expr)
    return found


def _point(value: Any) -> Range:
    number = float(value.real)
    return outward(number, number, True)
