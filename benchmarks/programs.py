"""The programs that gradients are timed on, each written once for any namespace that looks like NumPy.

`PROGRAMS[name](np)` gives a loss and its parameters; data and parameters come from one seed, in float64.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy

Program = tuple[Callable[[Any], Any], Any]


def _rng() -> numpy.random.Generator:
    return numpy.random.default_rng(0)


def mlp(np: Any) -> Program:
    """A network 784-512-256-10 with tanh and softmax cross-entropy, batch 256."""
    rng, sizes = _rng(), (784, 512, 256, 10)
    params = [(rng.standard_normal((m, n)) / m**0.5, numpy.zeros(n)) for m, n in itertools.pairwise(sizes)]
    x = np.asarray(rng.standard_normal((256, 784)))
    target = np.asarray(numpy.eye(10)[rng.integers(0, 10, 256)])

    def loss(params: Any) -> Any:
        h = x
        for w, b in params[:-1]:
            h = np.tanh(h @ w + b)
        w, b = params[-1]
        z = h @ w + b
        z = z - np.max(z, axis=1, keepdims=True)
        return np.mean(np.log(np.sum(np.exp(z), axis=1)) - np.sum(z * target, axis=1))

    return loss, params


def transformer(np: Any) -> Program:
    """A transformer block: layer norm, causal attention with 4 heads, a network of width 4d with GELU; d = 64."""
    rng, batch, length, d, heads = _rng(), 8, 64, 64, 4

    def matrix(m: int, n: int) -> Any:
        return rng.standard_normal((m, n)) / m**0.5

    params = {
        **{"qkv": matrix(d, 3 * d), "out": matrix(d, d), "up": matrix(d, 4 * d), "down": matrix(4 * d, d)},
        **{"up_b": numpy.zeros(4 * d), "down_b": numpy.zeros(d)},
        **{f"scale{k}": numpy.ones(d) for k in (1, 2)},
        **{f"shift{k}": numpy.zeros(d) for k in (1, 2)},
    }
    x, target = (np.asarray(rng.standard_normal((batch, length, d))) for _ in range(2))
    mask = np.asarray(numpy.triu(numpy.full((length, length), -1e9), 1))

    def norm(x: Any, scale: Any, shift: Any) -> Any:
        centered = x - np.mean(x, axis=-1, keepdims=True)
        return centered / np.sqrt(np.mean(centered * centered, axis=-1, keepdims=True) + 1e-5) * scale + shift

    def split(x: Any) -> Any:
        return np.transpose(np.reshape(x, (batch, length, heads, d // heads)), (0, 2, 1, 3))

    def attention(h: Any, p: Any) -> Any:
        qkv = h @ p["qkv"]
        q, k, v = (split(qkv[:, :, n * d : (n + 1) * d]) for n in range(3))
        scores = q @ np.transpose(k, (0, 1, 3, 2)) / (d // heads) ** 0.5 + mask
        weights = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
        weights = weights / np.sum(weights, axis=-1, keepdims=True)
        return np.reshape(np.transpose(weights @ v, (0, 2, 1, 3)), (batch, length, d)) @ p["out"]

    def loss(p: Any) -> Any:
        y = x + attention(norm(x, p["scale1"], p["shift1"]), p)
        u = norm(y, p["scale2"], p["shift2"]) @ p["up"] + p["up_b"]
        gelu = 0.5 * u * (1.0 + np.tanh(0.7978845608028654 * (u + 0.044715 * u * u * u)))
        y = y + gelu @ p["down"] + p["down_b"]
        return np.mean((y - target) ** 2)

    return loss, params


def gaussian_process(np: Any) -> Program:
    """The marginal likelihood of a Gaussian process on 500 points, with a Cholesky factor."""
    rng, n = _rng(), 500
    points, values = np.asarray(rng.standard_normal((n, 5))), np.asarray(rng.standard_normal(n))
    eye = np.asarray(numpy.eye(n))
    params = {"lengths": numpy.zeros(5), "amplitude": numpy.zeros(()), "noise": numpy.full((), -1.0)}

    def loss(p: Any) -> Any:
        z = points / np.exp(p["lengths"])
        squares = np.sum(z * z, axis=1)
        distance = squares[:, None] + squares[None, :] - 2.0 * (z @ z.T)
        kernel = np.exp(p["amplitude"]) * np.exp(-0.5 * distance) + np.exp(p["noise"]) * eye
        lower = np.linalg.cholesky(kernel)
        alpha = np.linalg.solve(lower.T, np.linalg.solve(lower, values))
        return 0.5 * np.sum(values * alpha) + np.sum(np.log(np.diag(lower)))

    return loss, params


def lstm(np: Any) -> Program:
    """An LSTM of 64 cells over 50 steps, batch 32, input 32."""
    rng, steps, batch, inputs, cells = _rng(), 50, 32, 32, 64
    params = {
        "w": rng.standard_normal((inputs, 4 * cells)) / inputs**0.5,
        "u": rng.standard_normal((cells, 4 * cells)) / cells**0.5,
        "b": numpy.zeros(4 * cells),
    }
    x, zero = np.asarray(rng.standard_normal((steps, batch, inputs))), np.asarray(numpy.zeros((batch, cells)))

    def sigmoid(z: Any) -> Any:
        return 0.5 * (np.tanh(0.5 * z) + 1.0)

    def loss(p: Any) -> Any:
        h = c = zero
        for t in range(steps):
            z = x[t] @ p["w"] + h @ p["u"] + p["b"]
            gate, forget = sigmoid(z[:, :cells]), sigmoid(z[:, cells : 2 * cells])
            c = forget * c + gate * np.tanh(z[:, 3 * cells :])
            h = sigmoid(z[:, 2 * cells : 3 * cells]) * np.tanh(c)
        return np.sum(h * h)

    return loss, params


def scalar_loop(np: Any) -> Program:
    """A Python loop of 10,000 operations on single numbers."""

    def loss(x: Any) -> Any:
        for _ in range(2000):
            x = x * 0.999 + 0.001 / (1.0 + x * x)
        return x

    return loss, numpy.float64(0.5)


PROGRAMS: dict[str, Callable[[Any], Program]] = {
    "mlp": mlp,
    "transformer": transformer,
    "gaussian process": gaussian_process,
    "lstm": lstm,
    "scalar loop": scalar_loop,
}
