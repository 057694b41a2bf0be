"""Two arithmetics to evaluate expressions in: fast complex doubles, and 50 digits.

In doubles a derivative is taken by the complex step: an imaginary part of 1e-30 carries it through every function.
At 50 digits it is a central difference of real numbers. Neither knows a table of derivatives.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.verify.fresnel import fresnelc, fresnels

H = 1e-30
DIGITS = 50
HUGE = (
    mp.mpf(10) ** 40
)  # past this the functions below take as many digits as their argument has, which may be millions
STEEP = frozenset((sp.exp, sp.sin, sp.cos, sp.tan, sp.sec, sp.csc, sp.cot, sp.sinh, sp.cosh, sp.gamma))
NAN = complex(math.nan, math.nan)

Number = Any
Function = Callable[..., Number]


@lru_cache(maxsize=4096)
def digits_of(node: sp.Expr, digits: int) -> Any:
    """A number to so many digits, to which mpmath is set."""
    if node.is_Rational:
        return mp.mpf(int(node.p)) / int(node.q)
    if node.is_infinite:
        return mp.inf if node.is_extended_positive else -mp.inf
    return mp.mpf(str(sp.N(node, digits + 10)))


class OutOfDomain(ArithmeticError):
    """A real function has no real value here."""


def _log(z: complex) -> complex:
    if z.real <= 0:
        raise OutOfDomain
    return cmath.log(z)


def _abs(z: complex) -> complex:
    if z.real == 0 and z.imag != 0:
        raise OutOfDomain
    return -z if z.real < 0 else z


def _sign(z: complex) -> complex:
    if cmath.isnan(z) or (z.real == 0 and z.imag != 0):
        raise OutOfDomain
    return complex((z.real > 0) - (z.real < 0))


def _inside(function: Callable[[complex], complex], low: float, high: float) -> Callable[[complex], complex]:
    def guarded(z: complex) -> complex:
        if not low <= z.real <= high:
            raise OutOfDomain
        return function(z)

    return guarded


def _extreme(chosen: Callable[..., complex]) -> Callable[..., complex]:
    """The largest or the smallest of several numbers, and none where one of them is none: NaN compares false."""

    def of(*zs: complex) -> complex:
        if any(map(cmath.isnan, zs)):
            raise OutOfDomain
        return chosen(zs, key=lambda z: z.real)

    return of


FAST: dict[type[sp.Basic], Function] = {
    sp.sin: cmath.sin,
    sp.cos: cmath.cos,
    sp.tan: cmath.tan,
    sp.sec: lambda z: 1 / cmath.cos(z),
    sp.csc: lambda z: 1 / cmath.sin(z),
    sp.cot: lambda z: 1 / cmath.tan(z),
    sp.exp: cmath.exp,
    sp.log: _log,
    sp.sinh: cmath.sinh,
    sp.cosh: cmath.cosh,
    sp.tanh: cmath.tanh,
    sp.atan: cmath.atan,
    sp.asin: _inside(cmath.asin, -1, 1),
    sp.acos: _inside(cmath.acos, -1, 1),
    sp.asinh: cmath.asinh,
    sp.acosh: _inside(cmath.acosh, 1, math.inf),
    sp.atanh: _inside(cmath.atanh, -1, 1),
    sp.Abs: _abs,
    sp.sign: _sign,
    sp.Max: _extreme(max),
    sp.Min: _extreme(min),
}


def fast_power(base: complex, exponent: complex) -> complex:
    """`base` to `exponent`, over the reals: a negative base needs an integer exponent."""
    whole = exponent.imag == 0 and exponent.real.is_integer()
    if whole and abs(exponent.real) <= 64:
        return complex(base ** int(exponent.real))
    if base.real < 0 and whole:
        sign = 1 if exponent.real % 2 == 0 else -1
        return sign * cmath.exp(exponent * cmath.log(-base))
    if base.real <= 0:
        if base == 0 and exponent.real > 0:
            return 0j
        raise OutOfDomain
    return cmath.exp(exponent * cmath.log(base))


def polylog(order: Number, z: Number) -> Number:
    """Liₛ(z); of order 2 left of 0 by Landen's identity, as mpmath takes its time near −1."""
    if order == 2 and z < 0:
        return -mp.polylog(2, z / (z - 1)) - mp.log1p(-z) ** 2 / 2
    return mp.polylog(order, z)


OWN = {"polylog": polylog, "fresnels": fresnels, "fresnelc": fresnelc}  # where mpmath takes its time


@cache
def in_mpmath(head: Any, arguments: int) -> Function:
    """The real function `head` of so many arguments in mpmath, at the digits that are set when it is called.

    Raises:
        OutOfDomain: it is no function of real numbers.
    """
    letters = sp.symbols(f"t:{arguments}", real=True)
    try:
        compiled = sp.lambdify(letters, head(*letters, evaluate=False), modules=[OWN, "mpmath"])
    except TypeError as error:
        raise OutOfDomain from error

    def real(*values: Number) -> Number:
        if any(isinstance(value, complex | mp.mpc) for value in values):
            raise OutOfDomain
        if head in STEEP and abs(values[0]) > HUGE:
            if head is sp.exp and values[0] < 0:
                return mp.mpf(0)
            raise OutOfDomain
        try:
            found = compiled(*(mp.mpf(value) for value in values))
        except (ValueError, ZeroDivisionError, TypeError, mp.libmp.ComplexResult) as error:
            raise OutOfDomain from error  # a TypeError: mpmath's, where some functions are asked for their value at ∞
        if isinstance(found, mp.mpc):
            if found.imag:
                raise OutOfDomain
            found = found.real
        if not mp.isfinite(found):
            raise OutOfDomain
        return mp.mpf(found)

    return real


def lifted(head: Any, values: Sequence[complex]) -> complex:
    """A function that `cmath` lacks, at complex steps: its value, and its slope by a difference at 50 digits."""
    real = in_mpmath(head, len(values))
    direction = [z.imag / H for z in values]
    with mp.workdps(DIGITS):
        centre = real(*(z.real for z in values))
        if not any(direction):
            return complex(float(centre))
        step = mp.mpf(10) ** -15
        ahead = real(*(z.real + step * d for z, d in zip(values, direction, strict=True)))
        behind = real(*(z.real - step * d for z, d in zip(values, direction, strict=True)))
        slope = (ahead - behind) / (2 * step)
    return complex(float(centre), float(slope) * H)
