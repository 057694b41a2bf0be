"""Check a layer's hand-derived derivative by what shares nothing with it."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from calcref import differences
from calcref.autodiff import check_grad, jvp, vjp
from calcref.core.evidence import Evidence, weakest
from calcref.layers.layer import Layer
from calcref.verify.arrays import compare


def check_layer(layer: Layer, *args: Any, seed: int = 0, **options: Any) -> Evidence:
    """Return how the jvp and vjp of `layer` bear out at `args`, checked four ways; `.parts` has one for each.

    The remainder of the first-order expansion falls with the square of the step, and the vjp is the transpose of the
    jvp; the vjp and the jvp are those that the tape finds, and dual numbers find, in the same value function; and the
    vjp is that of central differences in float64. Their cost grows with the size of `args`, so take small ones.

    Args:
        layer: a record such as `SOFTMAX`.
        args: the arrays that it takes, float64 or float32; in single precision everything but the differences is too.
        seed: of the random cotangent and the random tangents.
        options: the layer's options without a derivative.

    >>> from calcref.layers import SOFTMAX
    >>> check_layer(SOFTMAX, np.array([0.5, -1.0, 2.0])).verdict
    'agrees'
    """
    every = tuple(range(len(args)))
    rng = np.random.default_rng(seed)
    eps = max(float(np.finfo(arg.dtype).eps) for arg in args)
    bars = [_like(part, rng) for part in _parts(layer.rule.value(*args, **options))]
    dots = tuple(_like(arg, rng) for arg in args)
    rule = lambda *at: layer.rule(*at, **options)  # noqa: E731
    plain = lambda *at: layer.rule.value(*at, **options)  # noqa: E731
    y_bar = tuple(bars) if len(bars) > 1 else bars[0]
    ours, tape = (_joined(vjp(f, every)(*args)[1](y_bar)) for f in (rule, plain))
    forward, dual = (_joined(jvp(f, every)(*args, dots)[1]) for f in (rule, plain))
    slopes = _joined(_slopes(plain, args, bars))
    found = (
        check_grad(rule, *args, seed=seed),
        compare("vjp against the tape", ours, tape, _size(tape), 1e3 * eps),
        compare("jvp against dual numbers", forward, dual, _size(dual), 1e3 * eps),
        compare("vjp against central differences", ours, slopes, _size(slopes), max(1e-7, 1e3 * eps)),
    )
    judged = weakest(found)
    return Evidence(judged.verdict, judged.how, ours.size, found[-1].error, found)


def _slopes(f: Any, args: Any, bars: list[Any]) -> list[Any]:
    """The gradient of y_bar . f in each argument, by central differences in float64."""
    wide = [np.asarray(arg, np.float64) for arg in args]

    def weighed(k: int, at: Any) -> Any:
        y = f(*wide[:k], at, *wide[k + 1 :])
        return sum(np.sum(part * bar) for part, bar in zip(_parts(y), bars, strict=True))

    return [differences.gradient(partial(weighed, k), arg) for k, arg in enumerate(wide)]


def _like(array: Any, rng: np.random.Generator) -> Any:
    """Random numbers of the shape and type of `array`."""
    return rng.standard_normal(np.shape(array)).astype(array.dtype)


def _parts(y: Any) -> tuple[Any, ...]:
    return y if isinstance(y, tuple) else (y,)


def _joined(parts: Any) -> Any:
    return np.concatenate([np.ravel(part) for part in _parts(tuple(parts) if isinstance(parts, list) else parts)])


def _size(array: Any) -> float:
    return float(np.max(np.abs(array), initial=0.0)) or 1.0
