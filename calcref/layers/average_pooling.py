"""Average pooling: the mean of each window."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.core.about import Source
from calcref.layers.layer import Layer
from calcref.layers.pooling import pooled
from calcref.layers.windows import Sizes, add_windows, windows


def average_pool(x: Any, size: Sizes, stride: int | Sizes | None = None) -> Any:
    """Return the mean of each window over the last len(size) axes, of shape (..., *places).

    Args:
        x: shape (..., *lengths).
        size: the window: (2,) for signals, (2, 2) for images.
        stride: from one window to the next, at least 1; None for windows side by side.

    Raises:
        ShapeMismatch: the window is larger than what it slides over.
        OutsideDomain: `x` is not made of real numbers, or an option is out of its range.

    Source: LeCun, Bottou, Bengio and Haffner, Gradient-Based Learning Applied to Document Recognition (1998),
    section II.B.

    >>> average_pool([1.0, 5.0, 2.0, 3.0], (2,))
    array([3. , 2.5])
    """
    x, window, step = pooled("average_pool", x, size, stride)
    return AVERAGE_POOL.rule(x, size=window, stride=step)


def _value(x: Any, size: Sizes, stride: Sizes) -> Any:
    return np.mean(windows(x, size, stride), axis=tuple(range(-len(size), 0)))


def _vjp(y_bar: Any, y: Any, x: Any, size: Sizes, stride: Sizes) -> Any:
    axes = len(size)
    part = np.expand_dims(y_bar / math.prod(size), tuple(range(-axes, 0)))  # the same for all of a window
    seen_bar = np.broadcast_to(part, y_bar.shape + size)
    return add_windows(seen_bar, np.shape(x)[-axes:], stride)


AVERAGE_POOL = Layer(
    id="average-pooling",
    name="Average pooling",
    page="autodiff/convolution-and-pooling/#average-pooling",
    statement="y[t] = mean over i of x[t*stride + i]",
    statement_latex=r"y_t = \frac1k\sum_{i=0}^{k-1} x_{ts+i}",
    backward_latex=r"\bar x_u = \frac1k\sum_{ts+i=u} \bar y_t",
    source=Source(
        "LeCun, Bottou, Bengio and Haffner, Gradient-Based Learning Applied to Document Recognition (1998)",
        "section II.B",
    ),
    ml_use="The last step before the classifier of many convolutional networks: a mean over the whole picture.",
    rule=ArrayRule("average_pool", _value, "linear", _vjp, reads="inputs"),
)
