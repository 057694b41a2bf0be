"""What the letters on the cards of dual problems stand for: a small problem of each, and multipliers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import mpmath
import numpy as np

from calcref.optimization.duals import DUALS, Dual
from calcref.site.typed.claims import Case
from calcref.site.typed.layers import exact

LETTER = {"support-vector-dual": "alpha", "linear-program-dual": "y"}  # of the multipliers; of the others, nu


def example(rng: np.random.Generator) -> dict[str, Any]:
    """The data of one small problem of each kind, under the names of their letters."""
    found = {"A": rng.random((2, 4)) + 0.1, "b": rng.random(2), "c": rng.random(4) + 0.1, "X": rng.normal(size=(5, 3))}
    shares = rng.random(4) + 0.2
    return found | {"y": np.array([1.0, -1, 1, 1, -1]), "lambda": 0.75, "C": 1.5, "p": shares / np.sum(shares)}


def _cases(dual: Dual) -> Iterator[Case]:
    rng = np.random.default_rng(4)
    data = example(rng)
    m = dual.multipliers(data, rng)
    if dual.id == "entropy-dual":
        data["b"] = data["A"] @ data["p"]
    letters: dict[str, Any] = {"g": mpmath.mpf(dual.value(data, m)), "lambda": mpmath.mpf(data["lambda"])}
    letters |= {name: exact(data[name]) for name in ("A", "X")}
    letters |= {name: exact(data[name][:, None]) for name in ("b", "c", "y")}
    letters[LETTER.get(dual.id, "nu")] = exact(m[:, None])
    indexed = {"alpha": "i"} if "alpha" in letters else {}
    yield Case(letters, indexed, {"i": range(4)} if dual.id == "entropy-dual" else {})


CASES: Mapping[str, Callable[[], Iterator[Case]]] = {dual.id: partial(_cases, dual) for dual in DUALS}
