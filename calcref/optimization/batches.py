"""Minibatches: the rows of some arrays in a random order, a few at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from calcref.core.errors import CalcrefError, OutsideDomain, ShapeMismatch
from calcref.verify.given import array_of, is_whole


def minibatches(*arrays: Any, size: int, rng: np.random.Generator, epochs: int = 1) -> Iterator[tuple[Any, ...]]:
    """Yield tuples of `size` rows of all `arrays`, the same rows of each; every epoch is a new order of all of them.

    The last batch of an epoch is smaller where `size` does not divide the number of rows.

    Args:
        arrays: of one length, along their first axis.
        size: how many rows, at least 1; more than there are gives them all.
        rng: `np.random.default_rng(seed)`; equal seeds give equal batches.
        epochs: how often every row comes.

    Raises:
        ShapeMismatch: there is no array, no row, or the lengths differ.
        OutsideDomain: `size` is not a whole number of at least 1, or `epochs` one of at least 0.
        CalcrefError: `rng` is not a generator.

    >>> x = np.arange(5)
    >>> [len(rows) for rows, in minibatches(x, size=2, rng=np.random.default_rng(0))]
    [2, 2, 1]
    """
    data = [array_of(array, "data") for array in arrays]
    lengths = {len(array) if array.ndim else 0 for array in data}
    if len(lengths) != 1 or lengths == {0}:
        raise ShapeMismatch(f"minibatches need arrays of one length, at least 1; found {[a.shape for a in data]}")
    for name, number, least in (("size", size, 1), ("epochs", epochs, 0)):
        if not is_whole(number) or number < least:
            raise OutsideDomain(f"{name} must be a whole number, at least {least}; found {number!r}")
    if not isinstance(rng, np.random.Generator):
        raise CalcrefError(f"rng must be a generator; found {rng!r}: try np.random.default_rng(0)")
    return _shuffled(data, lengths.pop(), size, rng, epochs)


def _shuffled(
    data: list[Any], rows: int, size: int, rng: np.random.Generator, epochs: int
) -> Iterator[tuple[Any, ...]]:
    for _ in range(epochs):
        order = rng.permutation(rows)
        for start in range(0, rows, size):
            yield tuple(array[order[start : start + size]] for array in data)
