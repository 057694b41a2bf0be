"""ReLU as a layer: nothing below 0, and x above."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.core.about import Source
from calcref.layers.arguments import real_arrays
from calcref.layers.layer import Layer


def relu(x: Any) -> Any:
    """Return max(0, x), element by element, of the shape of `x`.

    At 0, where every slope from 0 to 1 is a subgradient, the derivative is 0; NaN stays NaN.

    Raises:
        OutsideDomain: `x` is not made of real numbers.

    Source: Glorot, Bordes and Bengio, Deep Sparse Rectifier Neural Networks (AISTATS 2011), section 3.

    >>> relu([-1.0, 0.0, 2.0])
    array([0., 0., 2.])
    """
    (x,) = real_arrays("relu", x=x)
    return RELU.rule(x)


def _value(x: Any) -> Any:
    return np.where(x <= 0, 0, x)


def _derivative(v: Any, y: Any, x: Any) -> Any:
    """For tangents and cotangents alike: the Jacobian is diagonal, so it is its own transpose."""
    return v * (x > 0)


RELU = Layer(
    id="relu-layer",
    name="ReLU layer",
    page="autodiff/affine-and-broadcasting/#relu-layer",
    statement="y = max(0, x)",
    statement_latex=r"y = \max(0, x)",
    backward_latex=r"\bar x = \bar y\,[x > 0]",
    given=("every $x$; at its kink, $x = 0$, the slope is taken to be $0$",),
    source=Source("Glorot, Bordes and Bengio, Deep Sparse Rectifier Neural Networks (AISTATS 2011)", "section 3"),
    ml_use="The default of convolutional networks: cheap, and its slope does not shrink where it is on.",
    rule=ArrayRule("relu", _value, _derivative, _derivative, reads="inputs"),
)
