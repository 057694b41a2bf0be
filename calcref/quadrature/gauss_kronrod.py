"""Gauss-Kronrod: ten Gauss nodes with eleven more between them, so that two rules share one set of values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.quadrature.estimate import Estimate, Integrand, in_order, values

# Kronrod (1965), to the digits of QUADPACK's qk21; nodes from the end to the middle, every second one is Gauss's
_HALF = (
    (0.995657163025808080735527280689003, 0.011694638867371874278064396062192, 0.0),
    (0.973906528517171720077964012084452, 0.032558162307964727478818972459390, 0.066671344308688137593568809893332),
    (0.930157491355708226001207180059508, 0.054755896574351996031381300244580, 0.0),
    (0.865063366688984510732096688423493, 0.075039674810919952767043140916190, 0.149451349150580593145776339657697),
    (0.780817726586416897063717578345042, 0.093125454583697605535065465083366, 0.0),
    (0.679409568299024406234327365114874, 0.109387158802297641899210590325805, 0.219086362515982043995534934228163),
    (0.562757134668604683339000099272694, 0.123491976262065851077958109831074, 0.0),
    (0.433395394129247190799265943165784, 0.134709217311473325928054001771707, 0.269266719309996355091226921569469),
    (0.294392862701460198131126603103866, 0.142775938577060080797094273138717, 0.0),
    (0.148874338981631210884826001129720, 0.147739104901338491374841515972068, 0.295524224714752870173892994651338),
    (0.0, 0.149445554002916905664936468389821, 0.0),
)
_ROUNDING = 50 * float(np.finfo(np.float64).eps)


class Cell(NamedTuple):
    """What is known of the integral over a part: from where to where, the value, its error, and the integral of |f|."""

    lower: float
    upper: float
    value: float
    error: float
    size: float


@final
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class GaussKronrod(Stated):
    """The rule with 21 nodes, whose error is told by how far the rule with 10 of them is off.

    >>> round(gauss_kronrod(np.exp, 0, 1).value, 12)
    1.718281828459
    """

    def __call__(self, f: Integrand, a: float, b: float) -> Estimate:
        """The estimate of the integral of `f` from `a` to `b`, by 21 values.

        Raises:
            OutsideDomain: a bound or a value of `f` is not a finite real number, or the bounds are out of order.
            ShapeMismatch: `f` returns another shape than it was given.
        """
        low, high = in_order(a, b)
        (cell,) = cells(f, np.array([low]), np.array([high]))
        return Estimate(cell.value, cell.error, len(NODES), "samples")


def cells(f: Integrand, lower: Any, upper: Any) -> list[Cell]:
    """The rule on every interval from an entry of `lower` to that of `upper`, by one call of `f`.

    The error is QUADPACK's: with K - G far below the variation of f, K is much better than the difference tells.
    """
    half = (upper - lower) / 2
    at = np.clip(lower[:, None] + half[:, None] * (1 + NODES), lower[:, None], upper[:, None])
    found = values(f, at.ravel()).reshape(at.shape)
    with np.errstate(over="ignore", invalid="ignore"):
        kronrod, gauss = half * (found @ KRONROD), half * (found @ GAUSS)
        size = half * (np.abs(found) @ KRONROD)
        varied = half * (np.abs(found - (found @ KRONROD)[:, None] / 2) @ KRONROD)
        apart = np.abs(kronrod - gauss)
        share = np.minimum(1, (200 * apart / np.maximum(varied, np.finfo(np.float64).tiny)) ** 1.5)
    error = np.maximum(np.where(varied > 0, varied * share, apart), _ROUNDING * size)
    rows = zip(lower, upper, kronrod, error, size, strict=True)
    return [Cell(*map(float, row)) for row in rows]


def is_rounding(cell: Cell) -> bool:
    """Whether the error of a cell is that of its sums, so that halving it would not help."""
    return cell.error <= 2 * _ROUNDING * cell.size


def _mirrored(column: int, sign: int) -> Any:
    half = np.array([row[column] for row in _HALF])
    return np.concatenate([sign * half, half[-2::-1]])


NODES, KRONROD, GAUSS = _mirrored(0, -1), _mirrored(1, 1), _mirrored(2, 1)

gauss_kronrod = GaussKronrod(
    id="gauss-kronrod",
    name="Gauss-Kronrod pair",
    page="quadrature/adaptive-quadrature/#gauss-kronrod",
    statement="h*sum(v[i]*f(c + h*x[i]), i = 1..21), beside h*sum(w[i]*f(c + h*x[2*i]), i = 1..10)",
    statement_latex=r"h\sum_{i=1}^{21} v_i\, f(c + h x_i),\quad G = h\sum_{i=1}^{10} w_i\, f(c + h x_{2i})",
    given=("$c$ the middle of the interval and $h$ half its length; exact for polynomials of degree below $32$",),
    source=Source("Piessens et al., QUADPACK (1983)", "section 2.2"),
    ml_use="Reference values of expectations and normalizing constants that samples are checked against.",
)
