"""Functions of two numbers, applied element by element with broadcasting.

Where two arguments of a maximum tie, each gets half of the derivative: np.maximum(x, 0) has slope 1/2 at 0.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import unboxed
from calcref.autodiff.mechanism.rule import ArrayRule, Reads
from calcref.autodiff.rules.shapes import broadcast, chosen_part, conj, product, unbroadcast

Derivative = Callable[[Any, Any, Any], Any]

ADD = ArrayRule(
    "add",
    np.add,
    jvp=(lambda x_dot, y, a, b: broadcast(x_dot, y), lambda x_dot, y, a, b: broadcast(x_dot, y)),
    vjp=(lambda y_bar, y, a, b: unbroadcast(y_bar, a), lambda y_bar, y, a, b: unbroadcast(y_bar, b)),
    reads="shapes",
    complex_too=True,
    fresh=True,
)
SUBTRACT = ArrayRule(
    "subtract",
    np.subtract,
    jvp=(lambda x_dot, y, a, b: broadcast(x_dot, y), lambda x_dot, y, a, b: broadcast(-x_dot, y)),
    vjp=(lambda y_bar, y, a, b: unbroadcast(y_bar, a), lambda y_bar, y, a, b: -unbroadcast(y_bar, b)),
    reads="shapes",
    complex_too=True,
    fresh=True,
)
MULTIPLY = ArrayRule(
    "multiply",
    np.multiply,
    jvp=(lambda x_dot, y, a, b: broadcast(x_dot * b, y), lambda x_dot, y, a, b: broadcast(a * x_dot, y)),
    vjp=(lambda y_bar, y, a, b: product(y_bar, conj(b), a), lambda y_bar, y, a, b: product(y_bar, conj(a), b)),
    reads="others",
    complex_too=True,
    fresh=True,
)


def _divide_vjp_b(y_bar: Any, y: Any, a: Any, b: Any) -> Any:
    """-sum(y_bar a / b) / b: what can be summed is summed first."""
    d, b = -product(y_bar, conj(y), b), conj(b)
    return np.divide(d, b, out=d) if type(d) is np.ndarray is type(b) and d.dtype == b.dtype else d / b


DIVIDE = ArrayRule(
    "divide",
    np.divide,
    jvp=(
        lambda x_dot, y, a, b: broadcast(x_dot / b, y),
        lambda x_dot, y, a, b: broadcast(-x_dot * y / b, y),
    ),
    vjp=(lambda y_bar, y, a, b: unbroadcast(y_bar / conj(b), a), _divide_vjp_b),
    complex_too=True,
    fresh=True,
)


def _picked(v: Any, d: Any) -> Any:
    return chosen_part(d, v)


def _picked_back(y_bar: Any, d: Any, like: Any) -> Any:
    return unbroadcast(chosen_part(d, y_bar), like)


def _plain(v: Any, d: Any) -> Any:
    return v * d


def _row(
    ufunc: Any, in_a: Derivative, in_b: Derivative, reads: Reads = "all", complex_too: bool = False, drops: Any = None
) -> tuple[Any, ArrayRule]:
    """The rule of a ufunc from its two partial derivatives, each a function of (y, a, b).

    Where it `drops` an argument, nothing goes there, even an infinite cotangent.
    """
    put, back = (_plain, product) if drops is None else (_picked, _picked_back)
    rule = ArrayRule(
        ufunc.__name__,
        ufunc,
        jvp=(
            lambda x_dot, y, a, b: broadcast(put(x_dot, in_a(y, a, b)), y),
            lambda x_dot, y, a, b: broadcast(put(x_dot, in_b(y, a, b)), y),
        ),
        vjp=(
            lambda y_bar, y, a, b: back(y_bar, conj(in_a(y, a, b)), a),
            lambda y_bar, y, a, b: back(y_bar, conj(in_b(y, a, b)), b),
        ),
        reads=reads,
        complex_too=complex_too,
        fresh=True,
        drops=drops,
    )
    return ufunc, rule


def _power_in_a(y: Any, a: Any, b: Any) -> Any:
    """b a**(b-1), and 0 where b is 0: x**0 is 1 at 0 too."""
    if type(b) in (int, float):
        return 2 * a if b == 2 else b * a ** (b - 1) if b else 0.0 * a
    return b * a ** np.where(b == 0, 1, b - 1)


def _power_in_b(y: Any, a: Any, b: Any) -> Any:
    """y log(a), and 0 where a is 0; for a < 0 and real b there is no derivative, and it is NaN."""
    if type(a) in (int, float) and a > 0:
        return y * math.log(a)
    if np.iscomplexobj(unboxed(a)) or np.iscomplexobj(unboxed(b)):
        return y * np.log(np.where(np.equal(unboxed(a), 0), 1.0, a) + 0j)
    return y * np.where(a < 0, np.nan, np.log(np.where(a > 0, a, 1.0)))


def _wins(more: Any) -> Derivative:
    """1 where `a` is chosen over `b`, 1/2 at a tie."""

    def derivative(y: Any, a: Any, b: Any) -> Any:
        tie = a == b
        chosen = more(a, b)
        return chosen + 0.5 * tie if np.any(tie) else chosen

    return derivative


def _swapped(derivative: Derivative) -> Derivative:
    return lambda y, a, b: derivative(y, b, a)


def _fwins(more: Any) -> Derivative:
    """As `_wins`, where the other being NaN makes `a` the chosen one."""
    wins = _wins(more)
    return lambda y, a, b: wins(y, a, b) + (np.isnan(b) & ~np.isnan(a))


def _shares(exp: Any) -> tuple[Derivative, Derivative]:
    """exp(a - y) and exp(b - y); where y is infinite, equal shares for those that are y."""

    def share(y: Any, a: Any, b: Any) -> Any:
        infinite = np.isinf(unboxed(y))
        if not np.any(infinite):
            return exp(a - y)
        ties = np.equal(unboxed(a), unboxed(y)) + 1.0 * np.equal(unboxed(b), unboxed(y))
        equal = np.equal(unboxed(a), unboxed(y)) / np.maximum(ties, 1.0)
        return np.where(infinite, equal, exp(np.where(infinite, 0.0, a) - np.where(infinite, 0.0, y)))

    return share, _swapped(share)


def _smaller(k: int, a: Any, b: Any) -> Any:
    return np.less(a, b) if k == 0 else np.less(b, a)


def _larger(k: int, a: Any, b: Any) -> Any:
    return np.greater(a, b) if k == 0 else np.greater(b, a)


ARITHMETIC: dict[Any, ArrayRule] = dict(
    (
        (np.add, ADD),
        (np.subtract, SUBTRACT),
        (np.multiply, MULTIPLY),
        (np.divide, DIVIDE),
        _row(np.power, _power_in_a, _power_in_b, complex_too=True),
        _row(np.float_power, _power_in_a, _power_in_b, complex_too=True),
        _row(np.maximum, _wins(np.greater), _swapped(_wins(np.greater)), "inputs", drops=_smaller),
        _row(np.minimum, _wins(np.less), _swapped(_wins(np.less)), "inputs", drops=_larger),
        _row(np.fmax, _fwins(np.greater), _swapped(_fwins(np.greater)), "inputs", drops=_smaller),
        _row(np.fmin, _fwins(np.less), _swapped(_fwins(np.less)), "inputs", drops=_larger),
        _row(np.logaddexp, *_shares(np.exp)),
        _row(np.logaddexp2, *_shares(np.exp2)),
        _row(
            np.arctan2,
            lambda y, a, b: b / (h := np.hypot(a, b)) / h,
            lambda y, a, b: -(a / (h := np.hypot(a, b)) / h),
            "inputs",
        ),
        _row(np.hypot, lambda y, a, b: a / y, lambda y, a, b: b / y),
        _row(np.remainder, lambda y, a, b: np.ones_like(y), lambda y, a, b: -np.floor_divide(unboxed(a), unboxed(b))),
        _row(
            np.fmod, lambda y, a, b: np.ones_like(y), lambda y, a, b: -np.rint((unboxed(a) - unboxed(y)) / unboxed(b))
        ),
        _row(np.copysign, lambda y, a, b: np.sign(a) * np.sign(y), lambda y, a, b: np.zeros_like(y), "all"),
    )
)
