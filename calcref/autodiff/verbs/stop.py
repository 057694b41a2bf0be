"""To count as a constant."""

from __future__ import annotations

from typing import Any

from calcref.autodiff.mechanism.box import unboxed
from calcref.core.trees import tree_map


def stop_gradient(x: Any) -> Any:
    """Return `x`, an array or a structure of them, as plain values: a constant for every derivative.

    >>> import numpy as np
    >>> from calcref.autodiff import grad
    >>> grad(lambda x: x * stop_gradient(x))(3.0)
    np.float64(3.0)
    """
    return tree_map(unboxed, x)
