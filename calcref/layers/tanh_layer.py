"""Tanh as a layer: a step from -1 to 1 with a slope everywhere."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.core.about import Source
from calcref.layers.arguments import real_arrays
from calcref.layers.layer import Layer


def tanh(x: Any) -> Any:
    """Return tanh(x), element by element, of the shape of `x`.

    Its derivative 1 - y^2 needs the output alone, so the input need not be kept.

    Raises:
        OutsideDomain: `x` is not made of real numbers.

    Source: LeCun, Bottou, Orr and Müller, Efficient BackProp (1998), section 4.4.

    >>> tanh([0.0, 0.5]).round(4)
    array([0.    , 0.4621])
    """
    (x,) = real_arrays("tanh", x=x)
    return TANH.rule(x)


def _value(x: Any) -> Any:
    return np.tanh(x)


def _derivative(v: Any, y: Any, x: Any) -> Any:
    """For tangents and cotangents alike: the Jacobian is diagonal, so it is its own transpose."""
    return v * (1 - y**2)


TANH = Layer(
    id="tanh-layer",
    name="Tanh layer",
    page="autodiff/affine-and-broadcasting/#tanh-layer",
    statement="y = tanh(x)",
    statement_latex=r"y = \tanh x",
    backward_latex=r"\bar x = \bar y\,(1 - y^2)",
    source=Source("LeCun, Bottou, Orr and Müller, Efficient BackProp (1998)", "section 4.4"),
    ml_use="The state of recurrent cells, which it keeps between $-1$ and $1$.",
    rule=ArrayRule("tanh", _value, _derivative, _derivative, reads="output"),
)
