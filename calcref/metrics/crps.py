"""The continuous ranked probability score: a forecast's distribution function against the step of what happened."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.metrics.labels import finite, in_range
from calcref.metrics.metric import Metric, Score
from calcref.verify.given import reals

_ERF = np.vectorize(math.erf, otypes=[np.float64])
_ROOT_PI = math.sqrt(math.pi)


def crps(y: Any, members: Any, fair: bool = False) -> float:
    """Return the mean score of forecasts that are samples: mean |x - y| - mean |x - x'| / 2. O(m log m) for each.

    It is in the unit of `y`; of a sample with one member it is the absolute error.

    Args:
        y: what happened: a number, or an array of any shape.
        members: the sample that was forecast, along the last axis; the other axes are those of `y`.
        fair: leave out the pairs of a member with itself, so that small samples are not at a disadvantage.

    Raises:
        ShapeMismatch: the shapes do not fit, or a sample is empty (with `fair`, has one member).
        OutsideDomain: an entry is not a finite real number.

    Source: Gneiting and Raftery, Strictly proper scoring rules, JASA 102 (2007), section 4.2; Ferro (2014).

    >>> crps(1.0, [0.0, 2.0]), crps(1.0, [0.0, 2.0], fair=True)
    (0.5, 0.0)
    """
    outcome, drawn = finite(reals(y, "outcomes"), "outcomes"), finite(reals(members, "members"), "members")
    if drawn.ndim == 0 or drawn.shape[:-1] != outcome.shape or drawn.size == 0:
        raise ShapeMismatch(
            f"members have the axes of the outcomes and one more, for the sample; found shapes {drawn.shape} and "
            f"{outcome.shape}: for one outcome, give a number and a sequence"
        )
    m = drawn.shape[-1]
    if fair and m < 2:
        raise ShapeMismatch("a fair score needs two members, or there are no pairs; found 1")
    with np.errstate(over="ignore", invalid="ignore"):
        off = np.sort(drawn - outcome[..., None], axis=-1)
        gaps = off @ (2 * np.arange(1, m + 1) - m - 1)  # half the sum of |x - x'| over all pairs
        return in_range(np.mean(np.mean(np.abs(off), axis=-1) - gaps / (m * (m - 1 if fair else m))))


def crps_normal(y: Any, mu: Any, sigma: Any) -> float:
    """Return the mean score of normal forecasts with means `mu` and deviations `sigma`, in closed form.

    Raises:
        ShapeMismatch: the three shapes cannot be broadcast.
        OutsideDomain: an entry is not a finite real number, or a deviation is not positive.

    Source: Gneiting, Raftery, Westveld and Goldman, Monthly Weather Review 133 (2005) 1098, equation 5.

    >>> round(crps_normal(0.0, 0.0, 1.0), 12)
    0.233694977255
    """
    z, _, spread = _normal(y, mu, sigma)
    with np.errstate(over="ignore", invalid="ignore"):
        return in_range(np.mean(spread * (z * _ERF(z / math.sqrt(2)) + 2 * _bell(z) - 1 / _ROOT_PI)))


def crps_normal_gradient(y: Any, mu: Any, sigma: Any) -> tuple[Any, Any]:
    """Return the gradients of `crps_normal` in `mu` and in `sigma`, each of the shape that all three broadcast to.

    Raises:
        ShapeMismatch, OutsideDomain: as for `crps_normal`.

    >>> mean, deviation = crps_normal_gradient([0.0], [0.0], [1.0])
    >>> mean.tolist(), round(float(deviation[0]), 12)
    ([-0.0], 0.233694977255)
    """
    z, count, _ = _normal(y, mu, sigma)
    return -_ERF(z / math.sqrt(2)) / count, (2 * _bell(z) - 1 / _ROOT_PI) / count


def _bell(z: Any) -> Any:
    with np.errstate(over="ignore", under="ignore"):
        return np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)


def _normal(y: Any, mu: Any, sigma: Any) -> tuple[Any, int, Any]:
    """Standardized outcomes, how many, and deviations."""
    names = ("outcomes", "means", "deviations")
    given = [finite(reals(it, name), name) for it, name in zip((y, mu, sigma), names, strict=True)]
    try:
        outcome, mean, spread = np.broadcast_arrays(*given)
    except ValueError as error:
        raise ShapeMismatch(
            f"outcomes, means and deviations have one shape, or are numbers; found {[it.shape for it in given]}"
        ) from error
    if outcome.size == 0:
        raise ShapeMismatch("a mean needs at least one outcome; found none")
    if np.any(spread <= 0):
        raise OutsideDomain(f"deviations must be positive; found {np.min(spread):g}: try abs, or exp of a score")
    with np.errstate(over="ignore"):
        return (outcome - mean) / spread, outcome.size, spread


CRPS = Metric(
    id="crps",
    name="Continuous ranked probability score",
    page="metrics/proper-scores/#crps",
    statement="integral of (F(t) - [t >= y])^2 = mean(|x - y|) - mean(|x - x'|)/2",
    statement_latex=(
        r"\int (F(t) - [t \ge y])^2\,dt = \frac1m\sum_i \lvert x_i - y\rvert"
        r" - \frac{1}{2m^2}\sum_{i,j} \lvert x_i - x_j\rvert"
    ),
    given=("$F$ the distribution function of the sample $x_i$, and $y$ what happened",),
    source=Source("Gneiting and Raftery, Strictly Proper Scoring Rules", "JASA 102 (2007), section 4.2"),
    ml_use="Scores weather and demand forecasts that come as samples, in the unit of what is forecast.",
    value=crps,
)

CRPS_NORMAL = Score(
    id="crps-of-a-normal-forecast",
    name="CRPS of a normal forecast",
    page="metrics/proper-scores/#crps-normal",
    statement="sigma*(z*(2*Phi(z) - 1) + 2*phi(z) - 1/sqrt(pi)), z = (y - mu)/sigma",
    statement_latex=(
        r"(y - \mu)(2\Phi(z) - 1) + \sigma\sqrt{\tfrac2\pi}\,e^{-z^2/2} - \frac{\sigma}{\sqrt\pi},\quad "
        r"z = \frac{y - \mu}{\sigma}"
    ),
    given=(r"$\sigma > 0$",),
    expression="z*erf(z/sqrt(2)) + sqrt(2/pi)*e^(-z^2/2) - 1/sqrt(pi)",
    variable="z",
    derivative="erf(z/sqrt(2))",
    source=Source("Gneiting and others, Calibrated Probabilistic Forecasting", "Monthly Weather Review 133 (2005)"),
    ml_use="Trains a mean and a spread together; its slope is bounded, so that outliers pull like absolute errors.",
    value=crps_normal,
    gradient=crps_normal_gradient,
)
