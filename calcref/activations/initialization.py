"""How large weights begin, so that signals and gradients keep their size: Xavier and He, and what depth makes of them.

A unit adds up n inputs times weights of mean 0. Its variance is q' = n Var(w) E[f(z)^2] for z normal of variance q, and
on the way back each layer multiplies the mean square of the gradient by chi = n Var(w) E[f'(z)^2].
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from calcref.activations.activation import Activation
from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain
from calcref.verify.given import is_finite, is_whole

_REACH, _NODES = 12.0, 64  # standard deviations, beyond which nothing in float64 is; nodes on each piece


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Initialization(Stated):
    """How the weights of a layer are drawn before training.

    Args:
        variance: (fan_in, fan_out) to the variance of a weight.

    The other arguments are those of `Stated`.
    """

    variance: Callable[[int, int], float]

    def sample(self, fan_in: int, fan_out: int, rng: np.random.Generator) -> Any:
        """Normal weights of this variance, of shape (fan_out, fan_in).

        Raises:
            OutsideDomain: a fan is not a positive whole number.

        >>> he.sample(200, 3, np.random.default_rng(0)).shape
        (3, 200)
        """
        for name, fan in (("fan_in", fan_in), ("fan_out", fan_out)):
            if not (is_whole(fan) and fan >= 1):
                raise OutsideDomain(f"{name} is a number of units, at least 1; found {fan!r:.60}")
        return rng.normal(0.0, math.sqrt(self.variance(fan_in, fan_out)), (fan_out, fan_in))


xavier = Initialization(
    id="xavier-initialization",
    name="Xavier (Glorot) initialization",
    page="activations/initialization/#xavier-initialization",
    statement="variance of a weight = 2/(fan_in + fan_out)",
    statement_latex=r"v = \frac{2}{n+m}",
    given=("$v$ the variance of a weight, $n$ inputs, $m$ outputs; for an activation of slope $1$ at $0$",),
    source=Source("Glorot and Bengio, Training deep feedforward neural networks", "AISTATS 2010, section 4.2"),
    ml_use="Layers of tanh: a compromise between the way there, $1/n$, and the way back, $1/m$.",
    variance=lambda fan_in, fan_out: 2 / (fan_in + fan_out),
)

he = Initialization(
    id="he-initialization",
    name="He (Kaiming) initialization",
    page="activations/initialization/#he-initialization",
    statement="variance of a weight = 2/fan_in",
    statement_latex=r"v = \frac{2}{n}",
    given=("$v$ the variance of a weight, $n$ inputs; for ReLU",),
    source=Source("He and others, Delving Deep into Rectifiers", "arXiv 1502.01852, section 2.2"),
    ml_use="Layers of ReLU, which lose half of every signal: the $2$ gives it back.",
    variance=lambda fan_in, fan_out: 2 / fan_in,
)


def mean_square(activation: Activation, variance: float = 1.0) -> float:
    """E[f(z)^2] for z normal with mean 0 and this variance, by quadrature from corner to corner.

    Raises:
        OutsideDomain: the variance is not a positive finite number.

    >>> from calcref.activations import relu
    >>> round(mean_square(relu), 12)
    0.5
    """
    return _expected(activation, activation.value, variance)


def mean_square_slope(activation: Activation, variance: float = 1.0) -> float:
    """E[f'(z)^2] for z normal with mean 0 and this variance: what a layer does to the mean square of a gradient.

    Raises:
        OutsideDomain: the variance is not a positive finite number.

    >>> from calcref.activations import leaky_relu
    >>> round(mean_square_slope(leaky_relu(0.5)), 12)
    0.625
    """
    return _expected(activation, activation.slope, variance)


def derived_sizes(activation: Activation, depth: int, gain: float, variance: float = 1.0) -> tuple[Any, Any]:
    """The variance of the signal and the factor of the gradient's mean square, before each of `depth` layers and after.

    Args:
        gain: fan_in times the variance of a weight: 1 for Xavier between equal layers, 2 for He.
        variance: of what enters the first activation.

    Returns:
        Two arrays of length depth + 1: q with q[0] = variance, and the products of chi from the output back to there.

    Raises:
        OutsideDomain: gain or variance is not positive, or depth not a whole number of at least 1.

    >>> from calcref.activations import relu
    >>> [sizes.round(6).tolist() for sizes in derived_sizes(relu, 3, gain=2.0)]
    [[1.0, 1.0, 1.0, 1.0], [1.0, 1.0, 1.0, 1.0]]
    """
    _checked(depth, gain, variance)
    signal, factors = [float(variance)], []
    for _ in range(depth):
        factors.append(gain * mean_square_slope(activation, signal[-1]))
        signal.append(gain * mean_square(activation, signal[-1]))
    return np.array(signal), np.append(np.cumprod(factors[::-1])[::-1], 1.0)


def measured_sizes(
    activation: Activation, depth: int, gain: float, width: int, rng: np.random.Generator, examples: int = 32
) -> tuple[Any, Any]:
    """The same two arrays, measured in one random network of `width` units in each layer.

    The gradient is pulled back through every layer by hand: transposed weights, then slopes.

    Raises:
        OutsideDomain: as `derived_sizes`.

    >>> from calcref.activations import relu
    >>> signal, gradient = measured_sizes(relu, 2, 2.0, 200, np.random.default_rng(0))
    >>> signal.shape, gradient.shape
    ((3,), (3,))
    """
    _checked(depth, gain, 1.0)
    z, seen, weights = rng.normal(size=(examples, width)), [], []
    for _ in range(depth):
        seen.append(z)
        weights.append(rng.normal(0.0, math.sqrt(gain / width), (width, width)))
        z = activation.value(z) @ weights[-1].T
    back = [rng.normal(size=(examples, width))]
    for before, weight in zip(reversed(seen), reversed(weights), strict=True):
        back.append((back[-1] @ weight) * activation.slope(before))
    return np.array([np.mean(np.square(at)) for at in [*seen, z]]), np.array([np.mean(g**2) for g in back[::-1]])


def _checked(depth: int, gain: float, variance: float) -> None:
    if not (is_whole(depth) and depth >= 1):
        raise OutsideDomain(f"depth is a number of layers, at least 1; found {depth!r:.60}")
    for name, value in (("gain", gain), ("variance", variance)):
        if not (is_finite(value) and value > 0):
            raise OutsideDomain(f"{name} must be a positive finite number; found {value!r:.60}: try 1")


def _expected(activation: Activation, function: Callable[[Any], Any], variance: float) -> float:
    _checked(1, 1.0, variance)
    size = math.sqrt(variance)
    inner = [corner.at / size for corner in activation.corners if abs(corner.at) < _REACH * size]
    ends = sorted({*(float(end) for end in range(-int(_REACH), int(_REACH) + 1, 3)), *inner})
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    total = 0.0
    for low, high in pairwise(ends):
        z = (low + high) / 2 + (high - low) / 2 * nodes
        bell = np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)
        total += float(np.sum(weights * bell * np.square(function(size * z)))) * (high - low) / 2
    return total
