"""Functions of one number, applied to each element: a row for each, with its derivative from (y, x).

A derivative must be a new array: the products below write into it. Most are analytic, and hold for complex numbers: a
tangent is multiplied by the complex derivative, a cotangent by its conjugate (the inner product is Re sum(conj(a) b)).
On a branch cut the derivative is that of the side whose value NumPy gives: the sign of a zero says which, and x - -1
keeps it where x + 1 would not.
"""

from __future__ import annotations

from collections.abc import Callable
from math import factorial
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import unboxed
from calcref.autodiff.mechanism.rule import ArrayRule, Reads
from calcref.autodiff.rules.shapes import conj

_LN2, _LN10 = float(np.log(2.0)), float(np.log(10.0))


def _into(v: Any, d: Any) -> Any:
    """v * d, in the memory of `d` where that is a plain array of the same kind."""
    if type(d) is np.ndarray and type(v) is np.ndarray and d.shape == v.shape and d.dtype == v.dtype:
        return np.multiply(v, d, out=d)
    return v * d


def _row(ufunc: Any, derivative: Callable[[Any, Any], Any], reads: Reads = "inputs") -> tuple[Any, ArrayRule]:
    """The rule of `ufunc` from its derivative."""
    rule = ArrayRule(
        ufunc.__name__,
        ufunc,
        jvp=lambda x_dot, y, x: _into(x_dot, derivative(y, x)),
        vjp=lambda y_bar, y, x: _into(y_bar, conj(derivative(y, x))),
        reads=reads,
        complex_too=True,
        fresh=True,
    )
    return ufunc, rule


def _growing(derivative: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """The derivative of a function that grows without bound, not a number at infinity.

    There 0 would be taken for an answer: ln(exp(1000)) has the slope 1, and its exponential is infinite here.
    """

    def of(y: Any, x: Any) -> Any:
        d, end = derivative(y, x), unboxed(y if x is None else x)
        far = np.isinf(end)
        return np.where(far, np.array(np.nan, end.dtype), d)[()] if np.any(far) else d

    return of


def _scaled(ufunc: Any, factor: float) -> tuple[Any, ArrayRule]:
    """The rule of a ufunc that multiplies by a constant."""
    rule = ArrayRule(ufunc.__name__, ufunc, "linear", lambda y_bar, y, x: y_bar * factor, reads="shapes", fresh=True)
    return ufunc, rule


STEEP = 0.999  # beyond it 1 - y^2 loses more than three digits
FLAT = 1 - STEEP**2  # and 1 - y^2 is less than this


def _tanh_slope(y: Any, x: Any) -> Any:
    """1 - y^2; where that cancels, by the exponential."""
    if type(y) is np.ndarray and y.dtype.kind == "f":
        return _tanh_slope_of_plain(y, x)
    plain = unboxed(y)
    if np.iscomplexobj(plain):
        return _sech_squared(x)
    if np.size(plain) and (np.max(plain) > STEEP or np.min(plain) < -STEEP):
        e = np.square(np.exp(-np.abs(x)))
        return np.where(np.abs(plain) < STEEP, 1 - y * y, 4 * e / (1 + e) ** 2)
    return 1 - y * y


def _tanh_slope_of_plain(y: Any, x: Any) -> Any:
    """The same with one look at all elements, and the exponential of those alone that need it."""
    d = y * y
    np.subtract(1, d, out=d)
    if np.fmin.reduce(d, axis=None, initial=1) < FLAT:
        steep = d < FLAT
        e = np.square(np.exp(-np.abs(x[steep])))
        d[steep] = 4 * e / (1 + e) ** 2
    return d


def _sech_squared(z: Any) -> Any:
    """1 / cosh(z)^2 of complex numbers, by an exponential that is at most 1 in size."""
    e = np.exp(np.where(np.real(unboxed(z)) < 0, 2 * z, -2 * z))
    return 4 * e / ((1 + e) * (1 + e))


def _tan_slope(y: Any, x: Any) -> Any:
    return _sech_squared(1j * x) if np.iscomplexobj(unboxed(y)) else 1 + y * y


def _arctan_slope(y: Any, x: Any) -> Any:
    """1 / (1 + x^2), by factors where the square of a complex number could overflow."""
    return 1 / (x - 1j) / (x + 1j) if np.iscomplexobj(unboxed(x)) else 1 / (1 + x * x)


def _arcsin_slope(y: Any, x: Any) -> Any:
    """1 / sqrt(1 - x^2); of complex numbers by factors, whose roots have the same cuts."""
    if np.iscomplexobj(unboxed(x)):
        return 1 / (np.sqrt(-(x - 1)) * np.sqrt(x - -1))
    return 1 / np.sqrt((1 - x) * (1 + x))


def _arcsinh_slope(y: Any, x: Any) -> Any:
    """1 / sqrt(1 + x^2); of complex numbers by factors, whose roots have the same cuts."""
    if np.iscomplexobj(unboxed(x)):
        x = np.where(np.signbit(np.real(unboxed(x))), -x, x)  # the slope is even
        return 1 / np.sqrt(1j * x - -1) / np.sqrt(-(1j * x - 1))
    return 1 / np.hypot(x, 1.0)


# the derivative of sin(pi x) / (pi x) is x times a power series in x^2, of which these are the coefficients
_SINC_SERIES = [(-1) ** k * 2 * k * float(np.pi) ** (2 * k) / factorial(2 * k + 1) for k in range(1, 14)]


def _sinc_slope(y: Any, x: Any) -> Any:
    """(cos(pi x) - sinc(x)) / x; by its series near 0, where that is a difference of equal numbers."""
    near = np.abs(x) < 0.5
    safe, inside = np.where(near, 1.0, x), np.where(near, x, 0.0)
    series = 0.0 * inside
    for coefficient in reversed(_SINC_SERIES):
        series = series * (inside * inside) + coefficient
    away = (np.cos(np.pi * safe) - np.sin(np.pi * safe) / (np.pi * safe)) / safe
    return np.where(near, inside * series, away)


def _abs_jvp(x_dot: Any, y: Any, x: Any) -> Any:
    product = conj(np.sign(x)) * x_dot
    return np.real(product) if x.dtype.kind == "c" else product


def _absolute(ufunc: Any) -> tuple[Any, ArrayRule]:
    """|x|, with derivative 0 at 0; for complex x, the length, with x/|x| for the sign."""
    rule = ArrayRule(
        ufunc.__name__,
        ufunc,
        jvp=_abs_jvp,
        vjp=lambda y_bar, y, x: np.sign(x) * y_bar,
        reads="inputs",
        complex_too=True,
        fresh=True,
    )
    return ufunc, rule


_LOG_SLOPE = _growing(lambda y, x: 1 / x)
EXP = ArrayRule(
    "exp",
    np.exp,
    jvp=lambda x_dot, y, x: x_dot * y,
    vjp=lambda y_bar, y, x: y_bar * conj(y),
    reads="output",
    complex_too=True,
    fresh=True,
)
LOG = ArrayRule(
    "log",
    np.log,
    jvp=lambda x_dot, y, x: x_dot * _LOG_SLOPE(y, x),
    vjp=lambda y_bar, y, x: y_bar * conj(_LOG_SLOPE(y, x)),
    reads="inputs",
    complex_too=True,
    fresh=True,
)
NEGATIVE = ArrayRule("negative", np.negative, "linear", lambda y_bar, y, x: -y_bar, "shapes", True, True)
POSITIVE = ArrayRule("positive", np.positive, "linear", lambda y_bar, y, x: y_bar, "shapes", True, True)
CONJUGATE = ArrayRule(
    "conjugate", np.conjugate, "linear", lambda y_bar, y, x: np.conjugate(y_bar), "shapes", True, True
)

ELEMENTWISE: dict[Any, ArrayRule] = dict(
    (
        (np.exp, EXP),
        (np.log, LOG),
        (np.negative, NEGATIVE),
        (np.positive, POSITIVE),
        (np.conjugate, CONJUGATE),
        _absolute(np.absolute),
        _absolute(np.fabs),
        _row(np.sqrt, _growing(lambda y, x: 0.5 / y), "output"),
        _row(np.cbrt, _growing(lambda y, x: 1 / (3 * y * y)), "output"),
        _row(np.square, lambda y, x: 2 * x),
        _row(np.reciprocal, lambda y, x: -y * y, "output"),
        _row(np.exp2, lambda y, x: _LN2 * y, "output"),
        _row(np.expm1, lambda y, x: np.exp(x)),
        _row(np.log2, _growing(lambda y, x: 1 / (_LN2 * x))),
        _row(np.log10, _growing(lambda y, x: 1 / (_LN10 * x))),
        _row(np.log1p, _growing(lambda y, x: 1 / (1 + x))),
        _row(np.sin, lambda y, x: np.cos(x)),
        _row(np.cos, lambda y, x: -np.sin(x)),
        _row(np.tan, _tan_slope, "all"),
        _row(np.arcsin, _arcsin_slope),
        _row(np.arccos, lambda y, x: -_arcsin_slope(y, x)),
        _row(np.arctan, _arctan_slope),
        _row(np.sinh, lambda y, x: np.cosh(x)),
        _row(np.cosh, lambda y, x: np.sinh(x)),
        _row(np.tanh, _tanh_slope, "all"),
        _row(np.arcsinh, _growing(_arcsinh_slope)),
        _row(np.arccosh, _growing(lambda y, x: 1 / (np.sqrt(x - 1) * np.sqrt(x - -1)))),
        _row(np.arctanh, lambda y, x: 1 / ((1 - x) * (1 + x))),
        _scaled(np.deg2rad, float(np.pi / 180)),
        _scaled(np.radians, float(np.pi / 180)),
        _scaled(np.rad2deg, float(180 / np.pi)),
        _scaled(np.degrees, float(180 / np.pi)),
    )
)

SINC = _row(np.sinc, _sinc_slope)[1]  # np.sinc is no ufunc
