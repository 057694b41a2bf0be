"""Each peer as a function from a program to a call that computes value and gradient once, to the last number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy

from benchmarks.programs import Program

Call = Callable[[], Any]
Build = Callable[[Any], Program]


def plain(build: Build) -> Call:
    """The value alone, in plain NumPy: what all the others are divided by."""
    loss, params = build(numpy)
    return lambda: loss(params)


def calcref(build: Build) -> Call:
    """calcref."""
    from calcref.autodiff import value_and_grad

    loss, params = build(numpy)
    both = value_and_grad(loss)
    return lambda: both(params)


def autograd(build: Build) -> Call:
    """HIPS/autograd."""
    import autograd.numpy as np
    from autograd import value_and_grad

    loss, params = build(np)
    both = value_and_grad(loss)
    return lambda: both(params)


def jax_eager(build: Build) -> Call:
    """JAX, operation by operation."""
    both, params = _jax(build)
    return lambda: _ready(both(params))


def jax_jit(build: Build) -> Call:
    """JAX, compiled; the compilation is not counted."""
    import jax

    both, params = _jax(build)
    compiled = jax.jit(both)
    return lambda: _ready(compiled(params))


def _jax(build: Build) -> tuple[Any, Any]:
    import jax

    jax.config.update("jax_enable_x64", True)
    loss, params = build(jax.numpy)
    return jax.value_and_grad(loss), jax.tree_util.tree_map(jax.numpy.asarray, params)


def _ready(found: Any) -> Any:
    import jax

    return jax.block_until_ready(found)


def torch(build: Build) -> Call:
    """PyTorch, eager, on the processor."""
    from benchmarks.torch_numpy import namespace, tensors

    loss, params = build(namespace())
    flat: list[Any] = []
    params = tensors(params, flat)

    def call() -> Any:
        for leaf in flat:
            leaf.grad = None
        value = loss(params)
        value.backward()
        return value, [leaf.grad for leaf in flat]

    return call


PEERS: dict[str, Callable[[Build], Call]] = {
    "calcref": calcref,
    "autograd": autograd,
    "PyTorch": torch,
    "JAX eager": jax_eager,
    "JAX jit": jax_jit,
}
MODULES = {"autograd": "autograd", "PyTorch": "torch", "JAX eager": "jax", "JAX jit": "jax"}
