"""Arguments that are numbers, arrays, or dictionaries, lists and tuples of them, to any depth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import Box
from calcref.core.errors import CalcrefError, OutsideDomain
from calcref.core.trees import tree_map


def refill(tree: Any, values: Iterator[Any]) -> Any:
    """`tree` with the next of `values` in the place of each leaf."""
    return tree_map(lambda leaf: next(values), tree)


def differentiable(x: Any, what: str) -> Any:
    """`x` as something that a derivative can be taken in; a Python float becomes np.float64.

    Raises:
        OutsideDomain: it is an integer, complex or an array of neither, which have no derivative.
        CalcrefError: it is not an array.
    """
    if type(x) is Box:
        return x
    if type(x) is float:
        return np.float64(x)
    if isinstance(x, np.generic) or type(x) is np.ndarray:
        if x.dtype.kind == "f":
            return x
        raise OutsideDomain(
            f"{what} was asked to differentiate in {_described(x)}; only floats have a derivative: pass "
            f"{'x.astype(float)' if x.dtype.kind in 'iub' else 'real floats'}, or choose other arguments with argnums"
        )
    if isinstance(x, bool | int | complex):
        raise OutsideDomain(
            f"{what} was asked to differentiate in {_described(x)}; only floats have a derivative: pass a float such "
            "as 1.0, or choose other arguments with argnums"
        )
    if isinstance(x, np.ndarray):
        raise CalcrefError(f"{what} does not know the array type {type(x).__name__}; pass np.asarray(x)")
    raise CalcrefError(
        f"{what} was asked to differentiate in {_described(x)}; pass an array, a float, or a dict, list or tuple of "
        "them, or choose other arguments with argnums"
    )


def _described(x: Any) -> str:
    kind = f"an array of {x.dtype}, shape {x.shape}," if isinstance(x, np.ndarray) else f"a {type(x).__name__},"
    return f"{kind} {str(x)[:40]!r}"
