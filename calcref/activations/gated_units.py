"""Gated linear units: half of the entries, each times a gate of the other half."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from calcref.activations.activation import Activation, JointActivation, along
from calcref.activations.s_shaped import sigmoid
from calcref.activations.self_gated import gelu, silu
from calcref.core.about import Source

_DAUPHIN = Source("Dauphin and others, Language Modeling with Gated Convolutional Networks", "arXiv 1612.08083")
_SHAZEER = Source("Shazeer, GLU Variants Improve Transformer", "arXiv 2002.05202, section 2")


def _by(gate: Activation, name: str) -> tuple[Callable[[Any], Any], Callable[[Any, Any], Any]]:
    """Value and pullback of a * gate(b), with a and b the two halves of the last axis."""

    def halves(x: Any) -> tuple[Any, Any]:
        x = along(x, name, even=True)
        middle = x.shape[-1] // 2
        return x[..., :middle], x[..., middle:]

    def value(x: Any) -> Any:
        a, b = halves(x)
        return a * gate.value(b)

    def pullback(x: Any, y_bar: Any) -> Any:
        a, b = halves(x)
        return np.concatenate([y_bar * gate.value(b), y_bar * a * gate.slope(b)], axis=-1)

    return value, pullback


_glu, _glu_back = _by(sigmoid, "GLU")
_geglu, _geglu_back = _by(gelu, "GEGLU")
_swiglu, _swiglu_back = _by(silu, "SwiGLU")

glu = JointActivation(
    id="glu",
    name="Gated linear unit (GLU)",
    page="activations/gelu-silu-mish/#glu",
    statement="y = a*sigmoid(b), a and b the two halves of x",
    statement_latex=r"y_i = a_i\,\sigma(b_i)",
    given=("$x$ with an even number of entries along the last axis: $a$, then $b$",),
    expression="a*sigmoid(b)",
    variable="b",
    derivative="a*sigmoid(b)*(1 - sigmoid(b))",
    backward_latex=r"\bar a_i = \bar y_i\,\sigma(b_i),\quad \bar b_i = \bar y_i\,a_i\,\sigma(b_i)\,(1-\sigma(b_i))",
    source=_DAUPHIN,
    ml_use="Convolutional language models: where the gate is open the gradient passes as through a straight line.",
    value=_glu,
    pullback=_glu_back,
)

geglu = JointActivation(
    id="geglu",
    name="GEGLU",
    page="activations/gelu-silu-mish/#geglu",
    statement="y = a*gelu(b), a and b the two halves of x",
    statement_latex=r"y_i = a_i\,b_i\,\Phi(b_i)",
    given=glu.given,
    expression="a*gelu(b)",
    variable="b",
    derivative="a*((1 + erf(b/sqrt(2)))/2 + b*e^(-b^2/2)/sqrt(2 pi))",
    backward_latex=r"\bar a_i = \bar y_i\,b_i\,\Phi(b_i),"
    r"\quad \bar b_i = \bar y_i\,a_i\,\bigl(\Phi(b_i)+b_i\,\tfrac{1}{\sqrt{2\pi}}e^{-b_i^2/2}\bigr)",
    source=_SHAZEER,
    ml_use="The feed-forward blocks of some transformers.",
    value=_geglu,
    pullback=_geglu_back,
)

swiglu = JointActivation(
    id="swiglu",
    name="SwiGLU",
    page="activations/gelu-silu-mish/#swiglu",
    statement="y = a*b*sigmoid(b), a and b the two halves of x",
    statement_latex=r"y_i = a_i\,b_i\,\sigma(b_i)",
    given=glu.given,
    expression="a*silu(b)",
    variable="b",
    derivative="a*(sigmoid(b) + b*sigmoid(b)*(1 - sigmoid(b)))",
    backward_latex=r"\bar a_i = \bar y_i\,b_i\,\sigma(b_i),"
    r"\quad \bar b_i = \bar y_i\,a_i\,\sigma(b_i)\,(1+b_i-b_i\,\sigma(b_i))",
    source=_SHAZEER,
    ml_use="The feed-forward blocks of most large language models.",
    value=_swiglu,
    pullback=_swiglu_back,
)
