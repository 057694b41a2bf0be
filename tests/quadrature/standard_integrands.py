"""Twenty integrals with known values, five kinds of four: fixed before the adaptive rule was tuned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import atan, erf, inf, log, pi, sqrt
from typing import Any

import mpmath
import numpy as np


@dataclass(frozen=True)
class Known:
    """An integral whose value is known."""

    name: str
    f: Callable[[Any], Any]
    a: float
    b: float
    exact: float


def spikes(x: Any) -> Any:
    """Two bells, one ten times narrower than the other."""
    return np.cosh(10 * (x - 0.2)) ** -2 + np.cosh(100 * (x - 0.4)) ** -4


def _spikes() -> float:
    """By the antiderivatives of even powers of sech in u = tanh."""
    with mpmath.workdps(30):
        powers = (lambda u: u, lambda u: u - u**3 / 3)
        total = mpmath.mpf(0)
        for antiderivative, rate, center in zip(powers, (10, 100), ("0.2", "0.4"), strict=True):
            ends = [mpmath.tanh(rate * (end - mpmath.mpf(center))) for end in (0, 1)]
            total += (antiderivative(ends[1]) - antiderivative(ends[0])) / rate
        return float(total)


STANDARD = (
    # smooth
    Known("exp", np.exp, 0, 1, np.e - 1),
    Known("Runge", lambda x: 1 / (1 + x * x), -5, 5, 2 * atan(5)),
    Known("damped", lambda x: np.exp(-x) * np.cos(4 * x), 0, 4, float(np.real((np.exp(-4 + 16j) - 1) / (-1 + 4j)))),
    Known("x log", lambda x: x * np.log1p(x), 0, 1, 0.25),
    # peaked
    Known("Lorentz", lambda x: 1 / ((x - 0.3) ** 2 + 1e-4), 0, 1, 100 * (atan(70) + atan(30))),
    Known("spikes", spikes, 0, 1, _spikes()),
    Known(
        "bell",
        lambda x: np.exp(-500 * (x - 0.4) ** 2),
        0,
        1,
        sqrt(pi / 500) / 2 * (erf(0.6 * sqrt(500)) + erf(0.4 * sqrt(500))),
    ),
    Known("needle", lambda x: 1 / (1e-6 + x * x), -1, 1, 2000 * atan(1000)),
    # oscillating
    Known("cosine", lambda x: np.cos(50 * x), 0, 1, float(np.sin(50) / 50)),
    Known("Bessel", lambda x: np.cos(20 * np.sin(x)), 0, pi, float(mpmath.pi * mpmath.besselj(0, 20))),
    Known("product", lambda x: x * np.sin(30 * x) * np.cos(x), 0, 2 * pi, -60 * pi / 899),
    Known("waves", lambda x: np.exp(x) * np.sin(100 * x), 0, 1, float(np.imag((np.exp(1 + 100j) - 1) / (1 + 100j)))),
    # singular at an end
    Known("root", lambda x: 1 / np.sqrt(x), 0, 1, 2),
    Known("log", np.log, 0, 1, -1),
    Known("log by root", lambda x: np.log(x) / np.sqrt(x), 0, 1, -4),
    Known("arcsine", lambda x: 1 / np.sqrt(x * (1 - x)), 0, 1, pi),
    # with tails, light and heavy
    Known("Gauss", lambda x: np.exp(-x * x), -inf, inf, sqrt(pi)),
    Known("Student", lambda x: (2 + x * x) ** -1.5, -inf, inf, 1),
    Known("Pareto", lambda x: (1 + x) ** -1.5, 0, inf, 2),
    Known("log tail", lambda x: np.log(x) / (1 + 100 * x * x), 0, inf, -pi * log(10) / 20),
)
