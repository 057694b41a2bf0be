"""Functions of one number: their values in floats, and their slopes as relations between them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import mpmath as mp

_ROOT = math.sqrt(2.0)


def _sigmoid(t: float) -> float:
    return 1 / (1 + math.exp(-t)) if t >= 0 else math.exp(t) / (1 + math.exp(t))


def _softplus(t: float) -> float:
    return max(t, 0.0) + math.log1p(math.exp(-abs(t)))


def _normal(t: float) -> float:
    return (1 + math.erf(t / _ROOT)) / 2


_SCALE, _ALPHA = 1.0507009873554805, 1.6732632423543772

FUNCTIONS: Mapping[str, Callable[[float], float]] = {
    **{
        name: getattr(math, name)
        for name in ["exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh"]
    },
    **{name: getattr(math, name) for name in ["asinh", "acosh", "atanh", "erf", "erfc", "gamma", "floor"]},
    "loggamma": math.lgamma,
    "ceiling": math.ceil,
    "ceil": math.ceil,
    "abs": abs,
    "sign": lambda t: float((t > 0) - (t < 0)),
    "step": lambda t: float(t > 0) if t else 0.5,
    "relu": lambda t: max(t, 0.0),
    "sec": lambda t: 1 / math.cos(t),
    "csc": lambda t: 1 / math.sin(t),
    "cot": lambda t: 1 / math.tan(t),
    "sech": lambda t: 1 / math.cosh(t),
    "csch": lambda t: 1 / math.sinh(t),
    "coth": lambda t: 1 / math.tanh(t),
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    "silu": lambda t: t * _sigmoid(t),
    "gelu": lambda t: t * _normal(t),
    "gelu_tanh": lambda t: t / 2 * (1 + math.tanh(math.sqrt(2 / math.pi) * (t + 0.044715 * t**3))),
    "mish": lambda t: t * math.tanh(_softplus(t)),
    "selu": lambda t: _SCALE * (t if t > 0 else _ALPHA * math.expm1(t)),
    "softsign": lambda t: t / (1 + abs(t)),
    "logit": lambda t: math.log(t / (1 - t)),
    "digamma": lambda t: float(mp.digamma(t)),
    "erfi": lambda t: float(mp.erfi(t)),
}


def real(name: str, at: float) -> float:
    """The value of the function `name`; a `ValueError` where it has none."""
    if name == "f":  # any function, in a statement: this one stands for all
        return math.sin(at) + at * at / 4
    if name == "f'":
        return math.cos(at) + at / 2
    return FUNCTIONS[name](at)


Of = Callable[[str], Any]
# The slope of each, from the argument, the value, and other functions of the same argument.
SLOPES: Mapping[str, Callable[[Any, Any, Of], Any]] = {
    "exp": lambda t, value, of: value,
    "log": lambda t, value, of: 1 / t,
    "sin": lambda t, value, of: of("cos"),
    "cos": lambda t, value, of: -of("sin"),
    "tan": lambda t, value, of: 1 + value * value,
    "sinh": lambda t, value, of: of("cosh"),
    "cosh": lambda t, value, of: of("sinh"),
    "tanh": lambda t, value, of: 1 - value * value,
    "atan": lambda t, value, of: 1 / (1 + t * t),
    "sigmoid": lambda t, value, of: value * (1 - value),
    "softplus": lambda t, value, of: of("sigmoid"),
    "relu": lambda t, value, of: of("step"),
    "abs": lambda t, value, of: of("sign"),
    "step": lambda t, value, of: 0 * t,
    "sign": lambda t, value, of: 0 * t,
    "f": lambda t, value, of: of("f'"),
}
