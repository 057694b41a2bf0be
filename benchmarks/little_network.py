"""micrograd's little network, 2-16-16-1 with tanh on 100 points: number by number, and as arrays."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.micrograd import Number
from calcref.autodiff import value_and_grad

SIZES = (2, 16, 16, 1)


def data() -> tuple[Any, Any, list[tuple[Any, Any]]]:
    """Points, labels and parameters."""
    rng = np.random.default_rng(0)
    x = rng.standard_normal((100, 2))
    params = [(rng.standard_normal((m, n)) / m**0.5, np.zeros(n)) for m, n in itertools.pairwise(SIZES)]
    return x, np.sign(x[:, 0] * x[:, 1]), params


def number_by_number() -> Callable[[], tuple[float, list[float]]]:
    """One step with the smallest engine: value and gradient."""
    x, labels, params = data()

    def call() -> tuple[float, list[float]]:
        layers = [
            ([[Number(w) for w in row] for row in ws.tolist()], [Number(b) for b in bs.tolist()]) for ws, bs in params
        ]
        loss = Number(0.0)
        for point, label in zip(x.tolist(), labels.tolist(), strict=True):
            h: list[Any] = point
            for ws, bs in layers:
                sums = [
                    sum((w * v for w, v in zip(column, h, strict=True)), b)
                    for column, b in zip(zip(*ws, strict=True), bs, strict=True)
                ]
                h = [s.tanh() for s in sums]
            error = h[0] + -label
            loss = loss + error * error
        loss.backward()
        grads = [n.grad for ws, bs in layers for n in [*(w for row in ws for w in row), *bs]]
        return loss.data, grads

    return call


def as_arrays() -> Callable[[], Any]:
    """The same step with calcref."""
    x, labels, params = data()

    def loss(params: Any) -> Any:
        h = x
        for w, b in params:
            h = np.tanh(h @ w + b)
        return np.sum((h[:, 0] - labels) ** 2)

    both = value_and_grad(loss)
    return lambda: both(params)
