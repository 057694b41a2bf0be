"""Tanh-sinh: a substitution that squeezes the ends together so fast that no singularity there is felt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, NamedTuple, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import DidNotConverge
from calcref.quadrature.estimate import Estimate, Integrand, in_order, tolerances, values

FARTHEST = 6.0  # of t: there the distance to the end is 1e-275 of the interval
_LEVELS = 10  # halvings of h
_APART = 1e4  # how much farther off the second of two points is that tell the power of a singularity
_EPS = float(np.finfo(np.float64).eps)
_TINY = float(np.finfo(np.float64).tiny)


class _Half(NamedTuple):
    """Nodes from the middle to an end: distances to it, sizes of the values there, and the weights of those."""

    far: Any
    size: Any
    weight: Any


@final
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TanhSinh(Stated):
    """The trapezoid rule in t, for x = (a+b)/2 + (b-a)/2 tanh(pi/2 sinh t), with h halved until the sums settle.

    >>> round(tanh_sinh(lambda x: np.log(x) / np.sqrt(x), 0, 1).value, 10)
    -4.0
    """

    def __call__(self, f: Integrand, a: float, b: float, rtol: float = 1e-10, atol: float = 1e-10) -> Estimate:
        """The integral of `f` from `a` to `b`, with a bound for its error; `f` is never read at a bound.

        Points come as near to 0 as numbers do. At another bound they come no nearer than rounding lets them, and what
        lies beyond counts as error: put a singularity at 0.

        Raises:
            OutsideDomain: a bound or a value of `f` is not a finite real number, the bounds are out of order, or a
                tolerance is negative.
            ShapeMismatch: `f` returns another shape than it was given.
            DidNotConverge: the error did not fall below the tolerance, or every value read is 0; `.trace` is the
                estimate that was left.
        """
        low, high = in_order(a, b)
        tolerances(rtol, atol)
        h, width, area = 1.0, high - low, 0.0
        total = math.pi / 4 * width * float(values(f, np.array([low + width / 2]))[0])
        middle = abs(total)
        halves: dict[float, list[_Half]] = {low: [], high: []}
        evaluations, error = 1, math.inf
        for level in range(_LEVELS + 1):
            before = total
            t = np.arange(h, FARTHEST, 2 * h if level else h)
            for end, way in ((low, width), (high, -width)):
                added, half = _half(f, end, way, t)
                total += added
                evaluations += half.far.size
                halves[end].append(half)
            lost = sum(_lost(end, found, h) for end, found in halves.items())
            error = abs(h * total - 2 * h * before) + lost + 4 * _EPS * abs(h * total)
            area = h * (middle + sum(float(it.weight @ it.size) for half in halves.values() for it in half))
            allowed = max(atol, rtol * abs(h * total)) if area > atol else rtol * area  # small: the foot of a peak?
            if level > 2 and area > 0 and error <= allowed:
                return Estimate(h * total, error, evaluations, "tolerance")
            h /= 2
        if area == 0:
            raise DidNotConverge(
                f"all of {evaluations} values are 0: if the integrand is 0 throughout, so is its integral; if it has a "
                "peak, adaptive takes it, with breakpoints",
                Estimate(0.0, 0.0, evaluations, "samples"),
            )
        raise DidNotConverge(
            f"the error is still {error:.2g} after {evaluations} evaluations: the integral may diverge at a bound "
            "(calcref.integrate can tell), the integrand be singular inside (cut there), or a singular bound not be 0 "
            "(shift it there); adaptive takes peaks",
            Estimate(2 * h * total, error, evaluations, "steps"),
        )


def _half(f: Integrand, end: float, way: float, t: Any) -> tuple[float, _Half]:
    """The terms of the sum at t, on the side of `end`, whose distance shrinks as t grows; none at the end itself."""
    share = 1 / (1 + np.exp(math.pi * np.sinh(t)))
    at = end + way * share
    kept = (at != end) & (share > 0)
    weight = abs(way) * (math.pi * np.cosh(t) * share * (1 - share))[kept]
    found = values(f, at[kept])
    with np.errstate(all="ignore"):
        added = float(weight @ found)
    return added, _Half(abs(way) * share[kept], np.abs(found), weight)


def _lost(end: float, found: list[_Half], h: float) -> float:
    """Four times what lies beyond the last point, as for a power of the distance, and what rounding the points does."""
    far, size, weight = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.argsort(far)
    if order.size < 2 or not np.any(size):
        return 0.0
    last, other = order[0], order[min(np.searchsorted(far[order], _APART * far[order[0]]), order.size - 1)]
    ratio = math.log(max(size[last], _TINY) / max(size[other], _TINY)) / math.log(far[other] / far[last])
    power = min(max(0.0, ratio), 1.0)
    beyond = size[last] * far[last] / (1 - power) if power < 1 else math.inf
    shaken = power * h * float(weight @ (size * np.minimum(1, _EPS * abs(end) / far)))
    return float(4 * (beyond + shaken))


tanh_sinh = TanhSinh(
    id="tanh-sinh",
    name="Tanh-sinh rule",
    page="quadrature/adaptive-quadrature/#tanh-sinh",
    statement="h*sum(f(x[k])*w[k], k = -m..m), x[k] = (a+b)/2 + (b-a)/2*tanh(pi/2*sinh(k*h)), w[k] its slope in k*h",
    statement_latex=(
        r"h\sum_{k=-m}^{m} w_k\, f(x_k),\quad x_k = \frac{a+b}2 + \frac{b-a}2\tanh\!\left(\tfrac\pi2\sinh(kh)\right),"
        r"\quad w_k = \frac{b-a}2\,\frac{\tfrac\pi2\cosh(kh)}{\cosh\!\left(\tfrac\pi2\sinh(kh)\right)^2}"
    ),
    given=("$f$ analytic inside the interval; at its ends it may be singular, if it has an area there",),
    source=Source("Takahasi and Mori, Double Exponential Formulas for Numerical Integration (1974)", "section 3"),
    ml_use="Normalizing constants of densities that are infinite at an end of their range.",
)
