"""Softmax, its logarithm, and sparsemax: scores along the last axis into probabilities."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.activations.activation import JointActivation, Naive, along
from calcref.core.about import Source
from calcref.core.errors import OutsideDomain


def _softmax(x: Any) -> Any:
    x = along(x, "softmax")
    with np.errstate(invalid="ignore"):  # all -inf is NaN
        grown = np.exp(x - np.max(x, axis=-1, keepdims=True))
        return grown / np.sum(grown, axis=-1, keepdims=True)


def _softmax_back(x: Any, y_bar: Any) -> Any:
    y = _softmax(x)
    return y * (y_bar - np.sum(y_bar * y, axis=-1, keepdims=True))


def _log_softmax(x: Any) -> Any:
    x = along(x, "log-softmax")
    with np.errstate(invalid="ignore"):
        shifted = x - np.max(x, axis=-1, keepdims=True)
        return shifted - np.log(np.sum(np.exp(shifted), axis=-1, keepdims=True))


def _log_softmax_back(x: Any, y_bar: Any) -> Any:
    return y_bar - _softmax(x) * np.sum(y_bar, axis=-1, keepdims=True)


def _support(x: Any) -> Any:
    """Which entries sparsemax keeps, found on plain numbers: the largest k for which 1 + k z_k > z_1 + ... + z_k."""
    ordered = -np.sort(-x, axis=-1)
    counts = np.arange(1, x.shape[-1] + 1)
    kept = 1 + counts * ordered > np.cumsum(ordered, axis=-1)
    size = np.sum(kept, axis=-1, keepdims=True)
    least = np.take_along_axis(ordered, size - 1, axis=-1)
    return x >= least


def sparsemax_threshold(x: Any) -> Any:
    """The tau with sum(max(0, x - tau)) = 1 along the last axis, kept as an axis of length 1.

    Raises:
        ShapeMismatch: there is no last axis, or it is empty.
        OutsideDomain: a score is not a finite number.

    >>> sparsemax_threshold([2.0, 1.5, -1.0]).tolist()
    [1.25]
    """
    x = along(x, "sparsemax")
    if isinstance(x, np.ndarray) and not np.all(np.isfinite(x)):
        raise OutsideDomain("sparsemax takes finite scores; found one that is not: mask by a large negative number")
    shifted = x - np.max(x, axis=-1, keepdims=True)
    kept = np.where(_support(shifted), 1.0, 0.0)
    size = np.sum(kept, axis=-1, keepdims=True)
    return np.max(x, axis=-1, keepdims=True) + (np.sum(kept * shifted, axis=-1, keepdims=True) - 1) / size


def _sparsemax(x: Any) -> Any:
    x = along(x, "sparsemax")
    above = x - sparsemax_threshold(x)
    return np.where(above > 0, above, 0.0)


def _sparsemax_back(x: Any, y_bar: Any) -> Any:
    kept = np.where(_sparsemax(x) > 0, 1.0, 0.0)
    mean = np.sum(y_bar * kept, axis=-1, keepdims=True) / np.sum(kept, axis=-1, keepdims=True)
    return kept * (y_bar - mean)


softmax = JointActivation(
    id="softmax-activation",
    name="Softmax activation",
    page="activations/softmax-and-sparsemax/#softmax-activation",
    statement="y = exp(x)/sum(exp(x)) along the last axis",
    statement_latex=r"y_i = \frac{e^{x_i}}{\sum_j e^{x_j}}",
    expression="e^a/(e^a + e^b + e^c)",
    variable="a",
    derivative="e^a*(e^b + e^c)/(e^a + e^b + e^c)^2",
    backward_latex=r"\bar x_i = y_i\,\bigl(\bar y_i - \sum_j \bar y_j\,y_j\bigr)",
    source=Source("Goodfellow, Bengio and Courville, Deep Learning (2016)", "sections 4.1 and 6.2.2.3"),
    ml_use="The last step of a classifier, and the weights of attention.",
    value=_softmax,
    pullback=_softmax_back,
    naive=Naive(
        "np.exp(x) / np.sum(np.exp(x))",
        lambda x: np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True),
        (1000.0, -1000.0),
    ),
)

log_softmax = JointActivation(
    id="log-softmax",
    name="Log-softmax",
    page="activations/softmax-and-sparsemax/#log-softmax",
    statement="y = x - ln(sum(exp(x))) along the last axis",
    statement_latex=r"y_i = x_i - \ln\Bigl(\sum_j e^{x_j}\Bigr)",
    expression="a - ln(e^a + e^b + e^c)",
    variable="a",
    derivative="1 - e^a/(e^a + e^b + e^c)",
    backward_latex=r"\bar x_i = \bar y_i - \frac{e^{x_i}}{\sum_j e^{x_j}}\sum_j \bar y_j",
    source=softmax.source,
    ml_use="What cross-entropy reads: log-probabilities that do not underflow.",
    value=_log_softmax,
    pullback=_log_softmax_back,
    naive=Naive("np.log(softmax(x))", lambda x: np.log(_softmax(x)), (1000.0, -1000.0)),
)

sparsemax = JointActivation(
    id="sparsemax",
    name="Sparsemax",
    page="activations/softmax-and-sparsemax/#sparsemax",
    statement="y = max(0, x - tau), tau such that the entries add up to 1 along the last axis",
    statement_latex=r"y_i = \max(0,\,x_i-\tau),\quad \sum_i y_i = 1",
    given=("every finite $x$; the way back, where no $x_i$ is exactly $\\tau$",),
    expression="max(0, min(1, (a - b + 1)/2))",
    variable="a",
    derivative="(sign(a - b + 1) - sign(a - b - 1))/4",
    backward_latex=r"\bar x_i = k_i\,\Bigl(\bar y_i - \frac{\sum_j k_j\,\bar y_j}{\sum_j k_j}\Bigr)",
    source=Source("Martins and Astudillo, From Softmax to Sparsemax", "arXiv 1602.02068, sections 2.2 and 2.5"),
    ml_use="Attention that gives exactly no weight to most places: the projection of the scores onto the simplex.",
    value=_sparsemax,
    pullback=_sparsemax_back,
)
