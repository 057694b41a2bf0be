"""What the two poolings share: how their windows are read."""

from __future__ import annotations

from typing import Any

from calcref.core.errors import OutsideDomain
from calcref.layers.arguments import real_arrays, require, whole_numbers
from calcref.layers.windows import Sizes


def pooled(layer: str, x: Any, size: Any, stride: Any) -> tuple[Any, Sizes, Sizes]:
    """The arguments of a pooling: an array of floats, the window, and the step (the window where none is given).

    Raises:
        ShapeMismatch: the window is larger than what it slides over.
        OutsideDomain: `x` is not made of real numbers, or an option is out of its range.
    """
    (x,) = real_arrays(layer, x=x)
    if not isinstance(size, tuple | list) or not size:
        raise OutsideDomain(f"{layer} takes a size for each of the last axes; found {size!r}: try (2,) or (2, 2)")
    window = whole_numbers(layer, "size", size, 1, len(size))
    step = window if stride is None else whole_numbers(layer, "stride", stride, 1, len(size))
    fits = x.ndim >= len(window) and all(k <= n for k, n in zip(window[::-1], x.shape[::-1], strict=False))
    require(fits, layer, f"x (..., *places) with at least {window} places", x=x)
    return x, window, step
