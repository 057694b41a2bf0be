"""The gradient penalty: how far the slopes of a function are from a wanted size, differentiated twice by the tape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from calcref.autodiff import grad
from calcref.core.errors import ShapeMismatch
from calcref.regularizers import penalty as base
from calcref.regularizers.penalty import real


def gradient_penalty(function: Callable[[Any], Any], x: Any, strength: float = 1.0, size: float = 0.0) -> Any:
    """Return strength * mean over the rows of x of (|gradient of function there| - size)^2.

    It is made of a gradient, and the tape goes through that once more: for the gradient in parameters w, give
    `grad(lambda w: gradient_penalty(lambda x: network(w, x), x))`.

    Args:
        function: rows (n, d) to n numbers, each of its own row alone.
        x: the places, (n, d).
        size: the wanted length of the gradients; at 0 the penalty is smooth even where a gradient vanishes.

    Raises:
        OutsideDomain: strength or size is not a finite number of at least 0.
        ShapeMismatch: x is not made of rows.

    Source: Gulrajani and others, Improved training of Wasserstein GANs, arXiv 1704.00028, section 4.

    >>> float(gradient_penalty(lambda x: np.sum(x**2, axis=1), [[1.0, 0.0], [0.0, 2.0]]))
    10.0
    """
    weight, wanted = base.strength("strength", strength), base.strength("size", size)
    x = real(x)
    if x.ndim != 2:
        raise ShapeMismatch(f"places are rows (n, d); found shape {x.shape}")
    slopes = grad(lambda at: np.sum(function(at)))(x)
    squares = np.sum(np.square(slopes), axis=1)
    if wanted == 0:
        return weight * np.mean(squares)
    lengths = np.where(squares > 0, np.sqrt(np.where(squares > 0, squares, 1.0)), 0.0)
    return weight * np.mean(np.square(lengths - wanted))
