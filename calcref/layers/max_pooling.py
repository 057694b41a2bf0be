"""Max pooling: the largest element of each window."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.core.about import Source
from calcref.layers.layer import Layer
from calcref.layers.pooling import pooled
from calcref.layers.windows import Sizes, add_windows, windows


def max_pool(x: Any, size: Sizes, stride: int | Sizes | None = None) -> Any:
    """Return the largest element of each window over the last len(size) axes, of shape (..., *places).

    Where several elements of a window tie, they share the derivative equally, as np.max does in `calcref.autodiff`.

    Args:
        x: shape (..., *lengths).
        size: the window: (2,) for signals, (2, 2) for images.
        stride: from one window to the next, at least 1; None for windows side by side.

    Raises:
        ShapeMismatch: the window is larger than what it slides over.
        OutsideDomain: `x` is not made of real numbers, or an option is out of its range.

    Source: Goodfellow, Bengio and Courville, Deep Learning (2016), section 9.3.

    >>> max_pool([1.0, 5.0, 2.0, 3.0], (2,))
    array([5., 3.])
    """
    x, window, step = pooled("max_pool", x, size, stride)
    return MAX_POOL.rule(x, size=window, stride=step)


def _value(x: Any, size: Sizes, stride: Sizes) -> Any:
    return np.max(windows(x, size, stride), axis=_within(size))


def _within(size: Sizes) -> tuple[int, ...]:
    """The axes of the offsets within a window: the last ones."""
    return tuple(range(-len(size), 0))


def _shares(y: Any, x: Any, size: Sizes, stride: Sizes) -> Any:
    """For each window the part of the derivative that goes to each element: 1 for the largest, less at a tie."""
    largest = windows(x, size, stride) == np.expand_dims(y, _within(size))
    return largest / np.sum(largest, axis=_within(size), keepdims=True, dtype=x.dtype)


def _jvp(x_dot: Any, y: Any, x: Any, size: Sizes, stride: Sizes) -> Any:
    return np.sum(_shares(y, x, size, stride) * windows(x_dot, size, stride), axis=_within(size))


def _vjp(y_bar: Any, y: Any, x: Any, size: Sizes, stride: Sizes) -> Any:
    seen_bar = _shares(y, x, size, stride) * np.expand_dims(y_bar, _within(size))
    return add_windows(seen_bar, x.shape[-len(size) :], stride)  # an element may win in several windows


MAX_POOL = Layer(
    id="max-pooling",
    name="Max pooling",
    page="autodiff/convolution-and-pooling/#max-pooling",
    statement="y[t] = max over i of x[t*stride + i]",
    statement_latex=r"y_t = \max_i x_{ts+i}",
    backward_latex=r"\bar x_u = \sum_{t} \bar y_t\,\bigl[u = ts + \arg\max_i x_{ts+i}\bigr]",
    given=("windows with one largest entry; where several tie, they share the derivative equally",),
    source=Source("Goodfellow, Bengio and Courville, Deep Learning (2016)", "section 9.3"),
    ml_use="Says that a feature was there, and forgets a little of where.",
    rule=ArrayRule("max_pool", _value, _jvp, _vjp),
)
