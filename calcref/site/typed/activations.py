"""What the letters on the cards of activations and of initializations stand for, by their code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import mpmath
import numpy as np

from calcref.activations import (
    Activation,
    Initialization,
    JointActivation,
    elu,
    leaky_relu,
    sparsemax_threshold,
)
from calcref.site.typed.claims import Case
from calcref.site.typed.layers import exact

MADE: Mapping[str, Activation] = {  # with parameters that are not 1, for a factor 1 would not show
    "leaky-relu-activation": leaky_relu(0.25),
    "elu-activation": elu(0.75),
}
PLACES = (-4.25, -1.5, -0.375, 0.625, 1.75, 7.5)
SHORT: Mapping[str, tuple[Mapping[str, float], ...]] = {  # the arguments of a short example
    **dict.fromkeys(("softmax-activation", "log-softmax"), ({"a": 0.5, "b": -1.0, "c": 2.0},)),
    "sparsemax": ({"a": 0.5, "b": 0.25}, {"a": 0.5, "b": 2.0}, {"a": 2.0, "b": 0.25}),
    **dict.fromkeys(("glu", "geglu", "swiglu"), ({"a": 0.5, "b": -1.0}, {"a": -2.0, "b": 1.5})),
}


def made(activation: Activation) -> Activation:
    """The activation with parameters that show."""
    return MADE.get(activation.id, activation)


def of_one(activation: Activation) -> Iterator[Case]:
    """Places on all sides of the corners."""
    one = made(activation)
    fixed = {name: mpmath.mpf(value) for name, value in one.parameters}
    for x in PLACES:
        yield Case({"x": mpmath.mpf(x), **fixed}, value=mpmath.mpf(float(one.value(x))))


def of_several(activation: JointActivation) -> Iterator[Case]:
    """One row of scores, or of values and gates, and a cotangent of what becomes of it."""
    rng = np.random.default_rng(5)
    for _ in range(3):
        x = rng.normal(size=6)
        y = np.asarray(activation.value(x))
        y_bar = rng.normal(size=y.shape)
        x_bar = activation.pullback(x, y_bar)
        letters: dict[str, Any] = {"y": exact(y), "bar_y": exact(y_bar)}
        if len(y) < len(x):
            pairs = zip(("a", "b", "bar_a", "bar_b"), (*np.split(x, 2), *np.split(x_bar, 2)), strict=True)
            letters |= {name: exact(part) for name, part in pairs}
        else:
            letters |= {"x": exact(x), "bar_x": exact(x_bar)}
        indexed = dict.fromkeys(letters, "i")
        if activation.id == "sparsemax":
            letters |= {"tau": mpmath.mpf(float(sparsemax_threshold(x)[0])), "k": exact((y > 0).astype(float))}
            indexed["k"] = "i"
        yield Case(letters, indexed, {"j": range(len(y))})


def initializations(one: Initialization) -> Iterator[Case]:
    """A layer with fewer outputs than inputs."""
    yield Case({"n": 12, "m": 7, "v": mpmath.mpf(one.variance(12, 7))})
