"""The ReLU family: straight lines with a corner, and those that bend the left side (ELU, SELU)."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.activations.activation import Activation, Corner, Naive, entrywise, finite
from calcref.activations.s_shaped import clipped, level
from calcref.core.about import Source
from calcref.core.errors import OutsideDomain
from calcref.core.functions import SELU_ALPHA, SELU_SCALE

SCALE, ALPHA = float(SELU_SCALE), float(SELU_ALPHA)

relu = Activation(
    id="relu-activation",
    name="ReLU activation",
    page="activations/relu-family/#relu-activation",
    statement="max(0, x)",
    statement_latex=r"\max(0,\,x)",
    expression="relu(x)",
    derivative="step(x)",
    row="relu",
    value=entrywise(lambda x: np.where(x <= 0, 0.0, x)),
    slope=entrywise(lambda x: np.where(x <= 0, 0.0, level(x, 1.0))),
    corners=(Corner(0.0, 0.0, 1.0),),
)

relu6 = Activation(
    id="relu6",
    name="ReLU6",
    page="activations/relu-family/#relu6",
    statement="min(6, max(0, x))",
    statement_latex=r"\min(6,\,\max(0,\,x))",
    expression="min(6, max(0, x))",
    derivative="(sign(x) - sign(x-6))/2",
    source=Source("Howard and others, MobileNets", "arXiv 1704.04861, section 3"),
    ml_use="Networks in 8 bits: a bounded output wastes no bits on rare large values.",
    value=entrywise(lambda x: clipped(x, 0.0, 6.0)),
    slope=entrywise(lambda x: np.where(np.abs(x - 3) < 3, 1.0, level(x, 0.0))),
    corners=(Corner(0.0, 0.0, 1.0), Corner(6.0, 1.0, 0.0)),
)


def leaky_relu(slope: float = 0.01) -> Activation:
    """Return the activation that is x for x > 0 and slope * x else.

    Raises:
        OutsideDomain: the slope is not a finite number of at least 0 and below 1.

    Source: Maas, Hannun and Ng, Rectifier nonlinearities improve acoustic models, ICML 2013.

    >>> leaky_relu(0.1).value([-2.0, 3.0]).tolist()
    [-0.2, 3.0]
    """
    a = finite("slope", slope)
    if not 0 <= a < 1:
        raise OutsideDomain(f"the slope of a leaky ReLU is at least 0 and below 1; found {a:g}: try 0.01")
    return Activation(
        id="leaky-relu-activation",
        name="Leaky ReLU activation",
        page="activations/relu-family/#leaky-relu-activation",
        statement="max(0, x) + a*min(0, x)",
        statement_latex=r"\max(0,\,x)+a\min(0,\,x)",
        expression="leaky_relu(x, a)",
        derivative="(1 + a + (1 - a)*sign(x))/2",
        row="leaky-relu",
        value=entrywise(lambda x: np.where(x > 0, x, a * x)),
        slope=entrywise(lambda x: np.where(x > 0, 1.0, level(x, a))),
        corners=(Corner(0.0, a, 1.0),),
        parameters=(("a", a),),
    )


def prelu(x: Any, slope: Any) -> Any:
    """Return x for x > 0 and slope * x else: a leaky ReLU whose slope is learned, one number or one for each channel.

    Its derivative in `slope` is min(0, x); the tape finds both.

    Raises:
        OutsideDomain: `x` is not made of real numbers.

    Source: He and others, Delving Deep into Rectifiers, arXiv 1502.01852, section 2.1.

    >>> prelu(np.array([-2.0, 3.0]), 0.25).tolist()
    [-0.5, 3.0]
    """
    parametric = entrywise(lambda x: np.where(x > 0, x, slope * x))
    return parametric(x)


def elu(alpha: float = 1.0) -> Activation:
    """Return the activation that is x for x > 0 and alpha * (exp(x) - 1) else.

    Raises:
        OutsideDomain: alpha is not a positive finite number.

    Source: Clevert, Unterthiner and Hochreiter, Exponential linear units, arXiv 1511.07289, section 3.

    >>> elu().value([-1000.0, 2.0]).tolist()
    [-1.0, 2.0]
    """
    a = finite("alpha", alpha)
    if not a > 0:
        raise OutsideDomain(f"alpha must be positive; found {a:g}: try 1")
    return Activation(
        id="elu-activation",
        name="ELU activation",
        page="activations/relu-family/#elu-activation",
        statement="max(0, x) + a*(exp(min(0, x)) - 1)",
        statement_latex=r"\max(0,\,x)+a\,\bigl(e^{\min(0,\,x)}-1\bigr)",
        expression="elu(x, a)",
        derivative="(1 + sign(x))/2 + a*(1 - sign(x))*e^x/2",
        row="elu",
        value=entrywise(lambda x: _bent(x, 1.0, a)),
        slope=entrywise(lambda x: _bent_slope(x, 1.0, a)),
        corners=() if a == 1 else (Corner(0.0, a, 1.0),),
        naive=Naive("np.where(x > 0, x, np.exp(x) - 1)", lambda x: np.where(x > 0, x, np.exp(x) - 1), (-1e-12,)),
        parameters=(("a", a),),
    )


def _bent(x: Any, right: float, left: float) -> Any:
    is_right = _right(x, right, left)
    below = np.where(is_right, 0.0, x)  # else the exponential overflows on the side that is not asked for
    return np.where(is_right, right * x, left * np.expm1(below))


def _bent_slope(x: Any, right: float, left: float) -> Any:
    is_right = _right(x, right, left)
    return np.where(is_right, right, left * np.exp(np.where(is_right, 0.0, x)))


def _right(x: Any, right: float, left: float) -> Any:
    """Whether x is on the right; 0 is where the slope is smaller."""
    return x >= 0 if right < left else x > 0


selu = Activation(
    id="selu-activation",
    name="SELU activation",
    page="activations/relu-family/#selu-activation",
    statement="scale*(max(0, x) + alpha*(exp(min(0, x)) - 1)), scale = 1.0507..., alpha = 1.6733...",
    statement_latex=r"s\,\bigl(\max(0,\,x)+a\,(e^{\min(0,\,x)}-1)\bigr)",
    expression="selu(x)",
    derivative="s*((1 + sign(x))/2 + a*(1 - sign(x))*e^x/2)",
    row="selu",
    value=entrywise(lambda x: _bent(x, SCALE, SCALE * ALPHA)),
    slope=entrywise(lambda x: _bent_slope(x, SCALE, SCALE * ALPHA)),
    corners=(Corner(0.0, SCALE * ALPHA, SCALE),),
    naive=elu().naive,
    parameters=(("s", SCALE), ("a", ALPHA)),
)

LEAKY_RELU, ELU = leaky_relu(), elu()
