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
    of(layers.EMBEDDING, real(4, 2), indices=np.array([[0, 3], [3, 1]])),
    of(layers.DROPOUT, real(2, 3), keep=np.array([[True, False, True], [False, False, True]]), rate=0.25),
    of(layers.CONV1D, real(2, 2, 5), real(3, 2, 2), real(3), stride=(1,), padding=(0,)),
    of(layers.CONV1D, real(1, 2, 6), real(2, 2, 3), real(2), stride=(2,), padding=(1,)),
    of(layers.CONV1D, real(1, 1, 7), real(1, 1, 2), real(1), stride=(3,), padding=(0,)),
    of(layers.CONV2D, real(2, 1, 4, 3), real(2, 1, 2, 2), real(2), stride=(1, 1), padding=(0, 0)),
    of(layers.CONV2D, real(1, 2, 4, 5), real(2, 2, 3, 2), real(2), stride=(2, 3), padding=(1, 2)),
    of(layers.MAX_POOL, real(2, 6), size=(2,), stride=(2,)),
    of(layers.MAX_POOL, real(1, 5, 4), size=(3, 2), stride=(1, 1)),
    of(layers.AVERAGE_POOL, real(2, 7), size=(3,), stride=(2,)),
    of(layers.AVERAGE_POOL, real(2, 4, 4), size=(2, 2), stride=(2, 2)),
    of(layers.ATTENTION, real(3, 2), real(4, 2), real(4, 3), mask=None),
    of(layers.ATTENTION, real(2, 3, 2), real(2, 3, 2), real(2, 3, 2), mask=np.tri(3, dtype=bool)),
    of(layers.MULTI_HEAD, *(real(2, 3, 4) for _ in range(3)), *(real(4, 4) for _ in range(4)), heads=2, mask=None),
    of(
        layers.MULTI_HEAD,
        *(real(2, 3), real(3, 2), real(3, 4)),
        *(real(3, 4), real(2, 4), real(4, 6), real(6, 3)),
        heads=2,
        mask=np.tri(2, 3, 1, dtype=bool),
    ),
    of(layers.LSTM, real(3, 2), real(3, 2), real(3, 2), real(2, 8), real(2, 8), real(8)),
    of(layers.GRU, real(3, 2), real(3, 2), real(2, 6), real(2, 6), real(6)),
)


def name(case: Case) -> str:
    return f"{case.layer.id} {' '.join('x'.join(map(str, arg.shape)) for arg in case.args)}"
