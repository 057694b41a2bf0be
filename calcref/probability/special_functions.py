"""Gamma and beta functions in the form that densities need: logarithms without cancellation.

Source: Loader, Fast and accurate computation of binomial probabilities (2000); Didonato and Morris, ACM TOMS 708.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

EULER = 0.57721566490153286061
_LOG_GAMMA = np.vectorize(math.lgamma, otypes=[np.float64])
_STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156)
_DIGAMMA = (-1 / 12, 1 / 120, -1 / 252, 1 / 240, -1 / 132, 691 / 32760, -1 / 12)
_LARGE = 10.0
_HALF_LOG_TAU = 0.5 * math.log(2 * math.pi)


def log_excess(t: Any, ratio: Any = None) -> Any:
    """t - ln(1 + t), with all its digits near 0, and near -1 where `ratio` is 1 + t to all of its own.

    >>> f"{log_excess(1e-6):.12e}"
    '4.999996666669e-13'
    """
    t = np.asarray(t, dtype=np.float64)
    near = np.where(np.abs(t) < 0.1, t, 0.0)
    series = np.zeros_like(near)
    for k in range(22, 1, -1):
        series = near * series + (-1) ** k / k
    direct = np.where(np.isinf(t), np.inf, t - np.log(1 + t if ratio is None else ratio))
    return np.where(np.abs(t) < 0.1, near * near * series, direct)


def stirling(x: Any) -> Any:
    """What ln gamma(x) has beyond (x - 1/2) ln x - x + ln(2 pi)/2.

    >>> round(float(stirling(1.0)), 12)
    0.081061466795
    """
    x = np.asarray(x, dtype=np.float64)
    large = np.maximum(x, _LARGE)
    small = np.minimum(x, _LARGE)
    direct = _LOG_GAMMA(small) - (small - 0.5) * np.log(small) + small - _HALF_LOG_TAU if x.size else small
    return np.where(x < _LARGE, direct, _in_powers(_STIRLING, large) / large)


def digamma_less_log(x: float) -> float:
    """digamma(x) - ln x, which tends to 0.

    >>> round(digamma_less_log(1.0), 12)
    -0.577215664902
    """
    if x >= _LARGE:
        return float(-1 / (2 * x) + _in_powers(_DIGAMMA, x) / x**2)
    raised = x + math.ceil(_LARGE - x)
    steps = sum(1 / (x + k) for k in range(math.ceil(_LARGE - x)))
    return digamma_less_log(raised) + math.log(raised) - math.log(x) - steps


def digamma(x: float) -> float:
    """The slope of ln gamma(x).

    >>> round(digamma(0.5), 12)
    -1.963510026021
    """
    return digamma_less_log(x) + math.log(x)


def log_gamma_kernel(a: Any, x: Any) -> Any:
    """ln(x^a e^-x / gamma(a)).

    >>> round(float(log_gamma_kernel(3.0, 1.0)), 12) == round(-1 - math.log(2), 12)
    True
    """
    return 0.5 * np.log(a) - _HALF_LOG_TAU - stirling(a) - a * log_excess((x - a) / a, x / a)


def log_beta_kernel(a: Any, b: Any, x: Any, y: Any) -> Any:
    """ln(x^a y^b / beta(a, b)), for y = 1 - x.

    >>> round(float(np.exp(log_beta_kernel(2.0, 1.0, 0.5, 0.5))), 12)
    0.25
    """
    off = x * b - y * a
    corrections = stirling(a) + stirling(b) - stirling(a + b)
    sizes = 0.5 * (np.log(a) + np.log(b) - np.log(a + b))
    first, second = log_excess(off / a, x * (1 + b / a)), log_excess(-off / b, y * (1 + a / b))
    return sizes - _HALF_LOG_TAU - corrections - a * first - b * second


def log_beta(a: float, b: float) -> float:
    """ln beta(a, b).

    >>> round(math.exp(log_beta(2.0, 3.0)), 12) == round(1 / 12, 12)
    True
    """
    a, b = min(a, b), max(a, b)
    corrections = float(stirling(a) + stirling(b) - stirling(a + b))
    powers = (a - 0.5) * math.log(a / (a + b)) - b * math.log1p(a / b) - 0.5 * math.log(b)
    return _HALF_LOG_TAU + corrections + powers


def log_of_one_and_square(r: Any) -> Any:
    """ln(1 + r^2) for r >= 0, where r^2 may be too large or too small for float64.

    >>> round(float(log_of_one_and_square(1e200)), 6) == round(400 * math.log(10), 6)
    True
    """
    r = np.asarray(r, dtype=np.float64)
    near, far = np.minimum(r, 1.0), 1 / np.maximum(r, 1.0)
    return np.where(r <= 1, np.log1p(near**2), np.log1p(far**2) - 2 * np.log(far))


def times_log(factor: float, x: Any) -> Any:
    """factor * ln x, and 0 where the factor is.

    >>> float(times_log(0.0, 0.0))
    0.0
    """
    with np.errstate(divide="ignore"):
        return factor * np.log(x) if factor else np.zeros_like(x, dtype=np.float64)


def _in_powers(coefficients: tuple[float, ...], x: Any) -> Any:
    """The sum of coefficients times 1, x^-2, x^-4 and so on."""
    found: Any = 0.0
    for it in reversed(coefficients):
        found = it + found / x**2
    return found
