"""`python -m benchmarks.kink_peers NAME`: the gradients that one peer returns for all cases, as JSON; in float64."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import packages_distributions, version
from pathlib import Path
from typing import Any

import numpy

CASES = tomllib.loads(Path(__file__).with_name("kinks.toml").read_text("utf-8"))["case"]
Gradient = Callable[[str, Any], Any]


def asked(case: dict[str, Any], peer: str) -> str:
    """What the peer is asked to differentiate; empty where it has no such function."""
    code: str = case.get(peer, case["numpy"])
    return code


def torch() -> Gradient:
    """PyTorch."""
    import torch

    def gradient(code: str, at: Any) -> Any:
        x = torch.tensor(at, dtype=torch.float64, requires_grad=True)
        eval(code, {"torch": torch, "np": numpy, "x": x}).backward()
        return None if x.grad is None else x.grad.tolist()

    return gradient


def jax() -> Gradient:
    """JAX."""
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)

    def gradient(code: str, at: Any) -> Any:
        found = jax.grad(lambda x: eval(code, {"jax": jax, "np": jnp, "x": x}))
        return found(jnp.asarray(at, dtype=jnp.float64)).tolist()

    return gradient


def tensorflow() -> Gradient:
    """TensorFlow."""
    import tensorflow as tf

    def gradient(code: str, at: Any) -> Any:
        x = tf.Variable(at, dtype=tf.float64)
        with tf.GradientTape() as tape:
            y = eval(code, {"tf": tf, "np": numpy, "x": x})
        found = tape.gradient(y, x)
        return None if found is None else found.numpy().tolist()

    return gradient


def autograd() -> Gradient:
    """HIPS/autograd."""
    import autograd.numpy as np
    from autograd import grad

    def gradient(code: str, at: Any) -> Any:
        found = grad(lambda x: eval(code, {"np": np, "x": x}))
        return numpy.asarray(found(numpy.asarray(at, dtype=float)[()])).tolist()

    return gradient


PEERS = {"PyTorch": torch, "JAX": jax, "TensorFlow": tensorflow, "autograd": autograd}


def portable(value: Any) -> Any:
    """A gradient as JSON knows it: NaN and infinities are words."""
    if isinstance(value, list):
        return [portable(it) for it in value]
    return value if value is None or numpy.isfinite(value) else str(value)


def answer(gradient: Gradient, code: str, at: Any) -> dict[str, Any]:
    """What was asked, and the gradient, or the error that came back."""
    try:
        return {"asked": code, "gradient": portable(gradient(code, at))}
    except Exception as error:
        return {"asked": code, "error": f"{type(error).__name__}: {error}".splitlines()[0][:200]}


def run(peer: str) -> dict[str, Any]:
    """The version of a peer and its answers, by case; those it has no function for are left out."""
    gradient = PEERS[peer]()
    (distribution, *_) = packages_distributions()[PEERS[peer].__name__]
    with numpy.errstate(all="ignore"):
        answers = {case["id"]: answer(gradient, code, case["at"]) for case in CASES if (code := asked(case, peer))}
    return {"peer": peer, "version": version(distribution).partition("+")[0], "answers": answers}


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1])))
