"""Half precision has room for an input, and none for the sum of its squares: it is widened on the way through."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np

from calcref.core.trees import leaves, tree_map


def in_single(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, which computes in float32 where an array is float16, and answers in float16.

    >>> in_single(lambda x: np.sqrt(np.sum(x**2)))(np.array([300.0, 400.0], np.float16))
    np.float16(500.0)
    """

    @wraps(function)
    def run(*args: Any, **options: Any) -> Any:
        if not any(_is_half(leaf) for leaf in leaves(args)):
            return function(*args, **options)
        with np.errstate(over="ignore"):  # an answer too large for half precision is infinite there
            return tree_map(_narrow, function(*tree_map(_wide, args), **options))

    return run


def _is_half(leaf: Any) -> bool:
    return getattr(leaf, "dtype", None) == np.float16


def _wide(leaf: Any) -> Any:
    return leaf.astype(np.float32) if _is_half(leaf) else leaf


def _narrow(leaf: Any) -> Any:
    return leaf.astype(np.float16)
