"""A cotangent that is zero outside an index: added where it belongs instead of being filled up with zeros."""

from __future__ import annotations

from typing import Any

import numpy as np


class Sparse:
    """`part` at `index` of an array of `shape`, zero elsewhere; `once` where no place is met twice."""

    __slots__ = ("index", "once", "part", "shape")

    def __init__(self, index: Any, part: Any, shape: tuple[int, ...], once: bool) -> None:
        self.index, self.part, self.shape, self.once = index, part, shape, once

    def add_to(self, out: Any) -> Any:
        """Add this to `out`, in place."""
        if self.once:
            out[self.index] += self.part
        else:
            np.add.at(out, self.index, self.part)
        return out

    def dense(self) -> Any:
        """This as an array."""
        return self.add_to(np.zeros(self.shape, self.part.dtype))
