"""SiLU as a layer: x times how far it is on."""

from __future__ import annotations

from typing import Any

from calcref.autodiff import ArrayRule
from calcref.core.about import Source
from calcref.layers.arguments import real_arrays
from calcref.layers.layer import Layer
from calcref.layers.sigmoid import sigmoid


def silu(x: Any) -> Any:
    """Return x * sigmoid(x), element by element, of the shape of `x`.

    It is also called swish.

    Raises:
        OutsideDomain: `x` is not made of real numbers.

    Source: Hendrycks and Gimpel, Gaussian Error Linear Units (2016), section 2, arXiv:1606.08415.

    >>> silu([-1.0, 0.0, 1.0]).round(4)
    array([-0.2689,  0.    ,  0.7311])
    """
    (x,) = real_arrays("silu", x=x)
    return SILU.rule(x)


def _value(x: Any) -> Any:
    return x * sigmoid(x)


def _derivative(v: Any, y: Any, x: Any) -> Any:
    """For tangents and cotangents alike: the Jacobian is diagonal, so it is its own transpose."""
    s = sigmoid(x)
    return v * (s + x * s * (1 - s))


SILU = Layer(
    id="silu-layer",
    name="SiLU layer",
    page="autodiff/affine-and-broadcasting/#silu-layer",
    statement="y = x * sigmoid(x)",
    statement_latex=r"y = x\,\sigma(x)",
    backward_latex=r"\bar x = \bar y\,\bigl(s + x s(1 - s)\bigr),\quad s = \sigma(x)",
    source=Source("Hendrycks and Gimpel, Gaussian Error Linear Units (2016)", "section 2, arXiv:1606.08415"),
    ml_use="The gate of the feed-forward blocks of many language models.",
    rule=ArrayRule("silu", _value, _derivative, _derivative, reads="inputs"),
)
