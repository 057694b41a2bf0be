"""GELU as a layer: x times the normal distribution function of x."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.autodiff.rules.normal_distribution import distribution
from calcref.core.about import Source
from calcref.layers.arguments import real_arrays
from calcref.layers.layer import Layer


def gelu(x: Any) -> Any:
    """Return x * (1 + erf(x / sqrt(2))) / 2, element by element, of the shape of `x`.

    That is x times the chance that a standard normal number is below x. It is the exact function, not the tanh
    approximation of some libraries.

    Raises:
        OutsideDomain: `x` is not made of real numbers.

    Source: Hendrycks and Gimpel, Gaussian Error Linear Units (2016), section 2, arXiv:1606.08415.

    >>> gelu([-1.0, 0.0, 1.0]).round(4)
    array([-0.1587,  0.    ,  0.8413])
    """
    (x,) = real_arrays("gelu", x=x)
    return GELU.rule(x)


def _value(x: Any) -> Any:
    return x * distribution(x)


def _derivative(v: Any, y: Any, x: Any) -> Any:
    """For tangents and cotangents alike: the Jacobian is diagonal, so it is its own transpose."""
    density = np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
    return v * (distribution(x) + x * density)


GELU = Layer(
    id="gelu-layer",
    name="GELU layer",
    page="autodiff/affine-and-broadcasting/#gelu-layer",
    statement="y = x * (1 + erf(x / sqrt(2))) / 2",
    statement_latex=r"y = x\,\Phi(x) = \tfrac12 x\Bigl(1 + \operatorname{erf}\tfrac{x}{\sqrt2}\Bigr)",
    backward_latex=r"\bar x = \bar y\,\bigl(\Phi(x) + x\,\varphi(x)\bigr),"
    r"\quad \varphi(x) = \tfrac{1}{\sqrt{2\pi}}e^{-x^2/2}",
    source=Source("Hendrycks and Gimpel, Gaussian Error Linear Units (2016)", "section 2, arXiv:1606.08415"),
    ml_use="The feed-forward block of GPT and BERT.",
    rule=ArrayRule("gelu", _value, _derivative, _derivative, reads="inputs"),
)
