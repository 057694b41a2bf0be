"""Where nothing was chosen, nothing goes back: not even through a slope that is infinite.

A cotangent that comes out as 0 says nothing of the kind: sqrt(x) * sqrt(x) has the slope 1 at 0. So the places that a
rule *drops* (the branch that `where` did not take, the smaller argument of a maximum) are kept apart as masks, and
handed on through rules that work element by element, or only move and add elements.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from calcref.autodiff.mechanism.box import shape, unboxed
from calcref.autodiff.mechanism.pull import pull
from calcref.autodiff.mechanism.sparse import Sparse

if TYPE_CHECKING:
    from calcref.autodiff.mechanism.rule import ArrayRule

# Each element of the value adds up elements of the argument, so what goes back to one is a sum of what came.
MOVING = frozenset(
    "array broadcast_to concatenate mean moveaxis reshape roll sum swapaxes take transpose".split()  # noqa: SIM905
)
Masks = dict[int, Any]


def unchosen(
    masks: Masks, rule: ArrayRule, k: int, parents: Sequence[int], y_bar: Any, y: Any, args: Any, options: Any
) -> list[Any]:
    """For each argument of entry `k` the mask of the places to which nothing goes, or None."""
    mine = masks.pop(k, None)
    elementwise = isinstance(rule.value, np.ufunc) and rule.value.signature is None
    if mine is None or rule.drops is not None or elementwise:
        return [_of_argument(rule, mine, n, y_bar, args) if parent >= 0 else None for n, parent in enumerate(parents)]
    if rule.name not in MOVING:
        return [None] * len(parents)
    alive = np.asarray(~mine, dtype=float)
    found = pull(rule, parents, alive[()] if alive.ndim == 0 else alive, y, args, options)
    return [None if bar is None else np.equal(_dense(bar), 0) for bar in found]


def _of_argument(rule: ArrayRule, mine: Any, n: int, y_bar: Any, args: Sequence[Any]) -> Any:
    dropped = rule.drops(n, *map(unboxed, args)) if rule.drops is not None else None
    mask = dropped if mine is None else mine if dropped is None else mine | dropped
    if mask is None or not np.any(mask):
        return None
    mask = np.broadcast_to(mask, shape(y_bar))
    target = args[n] if type(args[n]) is tuple else shape(args[n]) if args[n] is not None else mask.shape
    extra = mask.ndim - len(target)
    mask = np.all(mask, axis=tuple(range(extra)))
    again = tuple(axis for axis, size in enumerate(target) if size == 1 and mask.shape[axis] != 1)
    return np.all(mask, axis=again, keepdims=True)


def silenced(x_bar: Any, mask: Any) -> Any:
    """`x_bar` with 0 where the mask is and a slope was infinite."""
    x_bar = _dense(x_bar)
    bad = mask & ~np.isfinite(unboxed(x_bar))
    return np.where(bad, np.zeros((), unboxed(x_bar).dtype), x_bar)[()] if np.any(bad) else x_bar


def _dense(bar: Any) -> Any:
    return bar.dense() if type(bar) is Sparse else bar
