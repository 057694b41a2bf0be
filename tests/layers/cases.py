"""Arguments for every layer; the table-wide tests run them all."""

from typing import Any, NamedTuple

import numpy as np

from calcref import layers
from calcref.layers import Layer


class Case(NamedTuple):
    """`layer` at `args`, arrays of float64, with `options`."""

    layer: Layer
    args: tuple[Any, ...]
    options: dict[str, Any]


_rng = np.random.default_rng(7)


def real(*shape: int) -> Any:
    """Numbers of both signs, none near 0."""
    return _rng.uniform(0.3, 1.5, shape) * _rng.choice([-1.0, 1.0], shape)


def positive(*shape: int) -> Any:
    return _rng.uniform(0.2, 1.0, shape)


def of(layer: Layer, *args: Any, **options: Any) -> Case:
    return Case(layer, args, options)


CASES = (
    of(layers.AFFINE, real(4, 3), real(3, 2), real(2)),
    of(layers.AFFINE, real(3), real(3, 2), real(2)),
    of(layers.AFFINE, real(2, 2, 3), real(3, 2), real(2)),
    *(of(layer, real(2, 3)) for layer in (layers.RELU, layers.TANH, layers.SILU, layers.GELU)),
    of(layers.SOFTMAX, real(2, 4)),
    of(layers.SOFTMAX, real(3)),
    of(layers.LOG_SUM_EXP, real(2, 4)),
    of(layers.LOG_SUM_EXP, real(3)),
    of(layers.SOFTMAX_CROSS_ENTROPY, real(3, 4), positive(3, 4)),
    of(layers.SOFTMAX_CROSS_ENTROPY, real(2, 3), np.eye(3)[[2, 0]]),
    of(layers.LAYER_NORM, real(3, 4), real(4), real(4), epsilon=1e-5),
    of(layers.LAYER_NORM, real(2, 2, 3), real(3), real(3), epsilon=0.5),
    of(layers.LAYER_NORM, real(5), real(5), real(5), epsilon=0.0),
    of(layers.BATCH_NORM, real(5, 3), real(3), real(3), epsilon=1e-5),
    of(layers.BATCH_NORM, real(2, 3, 2), real(2), real(2), epsilon=0.5),
    of(layers.RMS_NORM, real(3, 4), real(4), epsilon=1e-5),
    of(layers.RMS_NORM, real(5), real(5), epsilon=0.5),
)


def name(case: Case) -> str:
    return f"{case.layer.id} {' '.join('x'.join(map(str, arg.shape)) for arg in case.args)}"
