"""Maximum mean discrepancy: how far apart two samples are in the means of all functions of a kernel at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.metrics.labels import finite
from calcref.metrics.metric import Metric
from calcref.verify.given import is_finite, reals

_ROWS = 256  # of a matrix of kernels at once


def squared_mmd(x: Any, y: Any, bandwidth: float = 1.0, unbiased: bool = False) -> float:
    """Return the square of the discrepancy with the Gaussian kernel exp(-|x - y|^2/(2 h^2)). O(m n) kernels.

    Args:
        x: a sample: numbers, or points as rows.
        y: another, of points of the same dimension.
        bandwidth: h; pairs that are much farther apart do not see one another.
        unbiased: leave out the pairs of a point with itself: right on average, and so at times negative.

    Raises:
        ShapeMismatch: the samples are not sequences of numbers or of points of one dimension, or too small.
        OutsideDomain: an entry is not finite, or `bandwidth` is not a positive number.

    Source: Gretton and others, A kernel two-sample test, JMLR 13 (2012) 723, lemma 6 and equation 5.

    >>> squared_mmd([0.0, 1.0], [0.0, 1.0]), round(squared_mmd([0.0, 1.0], [0.0, 1.0], unbiased=True), 6)
    (0.0, -0.393469)
    """
    if not (is_finite(bandwidth) and bandwidth > 0):
        raise OutsideDomain(f"bandwidth must be a positive finite number; found {bandwidth!r:.60}: try 1")
    one, other = _points(x, "x"), _points(y, "y")
    if one.shape[1] != other.shape[1]:
        raise ShapeMismatch(f"points of one dimension; found {one.shape[1]} and {other.shape[1]}")
    m, n = len(one), len(other)
    if unbiased and min(m, n) < 2:
        raise ShapeMismatch(f"without the pairs of a point with itself both samples need two; found {m} and {n}")
    h = float(bandwidth)
    own, others, across = _kernels(one, one, h), _kernels(other, other, h), _kernels(one, other, h)
    if unbiased:  # a point with itself has the kernel 1
        return float((own - m) / (m * (m - 1)) + (others - n) / (n * (n - 1)) - 2 * across / (m * n))
    return max(0.0, float(own / m**2 + others / n**2 - 2 * across / (m * n)))


def _points(value: Any, name: str) -> Any:
    found = finite(reals(value, f"sample {name}"), f"sample {name}")
    if found.ndim not in (1, 2) or found.size == 0:
        raise ShapeMismatch(f"sample {name} is a sequence of numbers, or rows of points; found shape {found.shape}")
    return found[:, None] if found.ndim == 1 else found


def _kernels(x: Any, y: Any, h: float) -> float:
    """The sum of the kernel over all pairs."""
    total = 0.0
    with np.errstate(over="ignore", under="ignore"):  # beyond floating point is far, too
        for start in range(0, len(x), _ROWS):
            apart = (x[start : start + _ROWS, None] - y[None]) / h
            total += float(np.sum(np.exp(-np.sum(apart**2, axis=-1) / 2)))
    return total


MMD = Metric(
    id="maximum-mean-discrepancy",
    name="Maximum mean discrepancy, squared",
    page="metrics/distances/#maximum-mean-discrepancy",
    statement="mean of K(x, x') - 2*mean of K(x, y) + mean of K(y, y'), K the kernel",
    statement_latex=(
        r"\frac{1}{m^2}\sum_{i,j} K(x_i, x_j) - \frac{2}{mn}\sum_{i,k} K(x_i, y_k)"
        r" + \frac{1}{n^2}\sum_{k,l} K(y_k, y_l)"
    ),
    given=("$K$ a positive definite kernel, here $e^{-\\lvert x-y\\rvert^2/(2h^2)}$",),
    source=Source("Gretton and others, A Kernel Two-Sample Test", "JMLR 13 (2012) 723-773"),
    ml_use="Compares samples of images or of features where no density is known, with a slope in every point.",
    value=squared_mmd,
)
