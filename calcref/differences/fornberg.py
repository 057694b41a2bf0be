"""The weights of a finite difference of any order, on any nodes."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.verify.given import is_finite, is_whole, reals

MOST_NODES = 100


def weights(nodes: Any, order: int, at: float = 0.0) -> Any:
    """Return the weights w with f^(order)(at) ~ sum(w[i] * f(nodes[i])), exact for all polynomials through the nodes.

    Args:
        nodes: different places, more than `order` of them, in any order.
        order: of the derivative; 0 interpolates.
        at: where the derivative is wanted.

    Raises:
        OutsideDomain: the nodes are not different finite numbers, there are too few, or `order` is not a whole number.
        ShapeMismatch: the nodes are not a vector.

    Source: Fornberg, Generation of Finite Difference Formulas on Arbitrarily Spaced Grids, Mathematics of Computation
    51 (1988).

    >>> weights([-1, 0, 1], order=2)
    array([ 1., -2.,  1.])
    """
    x = reals(nodes, "nodes")
    whole_order(order)
    if x.ndim != 1:
        raise ShapeMismatch(f"nodes must be a vector; found an array of shape {x.shape}")
    if not order < x.size <= MOST_NODES:
        raise OutsideDomain(
            f"a derivative of order {order} needs {order + 1} to {MOST_NODES} nodes; found {x.size}: add nodes"
        )
    if not np.all(np.isfinite(x)) or np.unique(x).size < x.size or not is_finite(at):
        raise OutsideDomain(
            f"nodes must be finite and different, and at finite; found {x.tolist()!s:.60} and {at!r:.30}"
        )
    with np.errstate(all="ignore"):
        found = _table(x - at, order)[:, order]
    if not np.all(np.isfinite(found)):
        raise OutsideDomain(f"nodes from {np.min(x):g} to {np.max(x):g} are too far apart or too near: scale them")
    return found


def _table(x: Any, order: int) -> Any:
    """Weights at 0 for all derivatives up to `order`: one node after the other."""
    found = np.zeros((x.size, order + 1))
    found[0, 0] = 1.0
    k, before = np.arange(order + 1), np.float64(1.0)
    for n in range(1, x.size):
        gaps = x[n] - x[:n]
        product = np.prod(gaps)
        last = found[n - 1].copy()
        found[n] = before / product * (k * np.roll(last, 1) - x[n - 1] * last)
        found[:n] = (x[n] * found[:n] - k * np.roll(found[:n], 1, axis=1)) / gaps[:, None]
        before = product
    return found


def whole_order(order: Any) -> None:
    """Stand by while `order` is a whole number, at least 0.

    Raises:
        OutsideDomain: it is not.
    """
    if not is_whole(order) or order < 0:
        raise OutsideDomain(f"the order of a derivative must be a whole number, at least 0; found {order!r:.60}: try 1")
