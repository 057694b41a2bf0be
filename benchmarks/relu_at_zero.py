"""`python -m benchmarks.relu_at_zero`: what each peer returns as the slope of a ReLU at 0; writes relu_at_zero.json.

Run it with a Python that has the peers, PyTorch, JAX and autograd; those that are not installed are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.record import write

RESULTS = Path(__file__).with_name("relu_at_zero.json")
WAYS = ("its ReLU", "maximum", "clip", "where")
Way = Callable[[Any], Any]


def torch() -> dict[str, float]:
    """PyTorch, whose clip is `clamp`."""
    import torch

    def slope(way: Way) -> float:
        at = torch.tensor(0.0, requires_grad=True)
        way(at).backward()
        return float(at.grad)

    zero = torch.tensor(0.0)
    ways = [
        torch.relu,
        lambda x: torch.maximum(x, zero),
        lambda x: torch.clamp(x, min=0.0),
        lambda x: torch.where(x > 0, x, zero),
    ]
    return dict(zip(WAYS, map(slope, ways), strict=True))


def jax() -> dict[str, float]:
    """JAX."""
    import jax
    import jax.numpy as np

    ways = [jax.nn.relu, lambda x: np.maximum(x, 0.0), lambda x: np.clip(x, 0.0), lambda x: np.where(x > 0, x, 0.0)]
    return {name: float(jax.grad(way)(0.0)) for name, way in zip(WAYS, ways, strict=True)}


def autograd() -> dict[str, float]:
    """HIPS/autograd, which has no ReLU of its own."""
    import autograd.numpy as np
    from autograd import grad

    ways = [lambda x: np.maximum(x, 0.0), lambda x: np.clip(x, 0.0, np.inf), lambda x: np.where(x > 0, x, 0.0)]
    return {name: float(grad(way)(0.0)) for name, way in zip(WAYS[1:], ways, strict=True)}


PEERS = {"PyTorch": torch, "JAX": jax, "autograd": autograd}


def run() -> list[dict[str, Any]]:
    """Every peer that is installed: its name, its version, and the slope at 0 for each way to write a ReLU."""
    found = []
    for name, slopes in PEERS.items():
        try:
            import_module(slopes.__name__)
        except ImportError:
            continue
        found.append({"peer": name, "version": version(slopes.__name__).partition("+")[0], "slopes": slopes()})
    return found


if __name__ == "__main__":
    results = run()
    write(RESULTS, {"peers": results}, ("relu_at_zero.py",))
    for row in results:
        print(row["peer"], row["version"], row["slopes"])
