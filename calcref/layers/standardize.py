"""Standardization: mean 0 and variance 1 along some axes, which batch and layer normalization share."""

from __future__ import annotations

from typing import Any

import numpy as np

Axes = int | tuple[int, ...]


def standardize(x: Any, axes: Axes, epsilon: float) -> tuple[Any, Any]:
    """Return (x_hat, scale): (x - mean) * scale along `axes`, and scale = 1/sqrt(variance + epsilon), axes kept.

    >>> standardize(np.array([1.0, 3.0]), -1, 0.0)
    (array([-1.,  1.]), array([1.]))
    """
    centered = x - np.mean(x, axis=axes, keepdims=True)
    scale = 1 / np.sqrt(np.mean(centered**2, axis=axes, keepdims=True) + epsilon)
    return centered * scale, scale


def project(v: Any, x_hat: Any, scale: Any, axes: Axes) -> Any:
    """Return the Jacobian of `standardize` times `v`; it is symmetric, so this serves tangents and cotangents.

    What is along 1 is taken out, for a shift of x changes nothing; of what is along x_hat, epsilon leaves a little.

    >>> project(np.array([3.0, 3.0]), np.array([-1.0, 1.0]), 1.0, -1)
    array([0., 0.])
    """
    along_ones = np.mean(v, axis=axes, keepdims=True)
    along_x_hat = np.mean(v * x_hat, axis=axes, keepdims=True)
    return scale * (v - along_ones - x_hat * along_x_hat)
