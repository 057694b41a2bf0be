"""Backpropagation: the tape read backwards.

Each place of the tape has a cotangent, the derivative of the result in the value there. The sweep starts with that of
the result, and each entry, met in reverse, hands what it has to its parents: times the local derivative, or through
the vjp of its rule. What meets at one place adds up. When the inputs are reached, theirs are complete.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from calcref.autodiff.mechanism.box import raw
from calcref.autodiff.mechanism.pull import Parts, pull
from calcref.autodiff.mechanism.sparse import Sparse

if TYPE_CHECKING:
    from calcref.autodiff.mechanism.tape import Tape

_ARRAY = np.ndarray
_DENSE = frozenset((np.ndarray, np.float64, np.float32))


def sweep(tape: Tape, seeds: Sequence[tuple[int, Any]], keep: bool = False) -> Cotangents:
    """The cotangents of the inputs, from those of some values: (place, cotangent) each.

    Unless the tape is to be kept for another sweep, its entries are dropped on the way, so that memory falls.
    """
    end = max((place for place, _ in seeds), default=-1)
    if not keep:
        del tape[end + 1 :]
    bars = Cotangents(end + 1)
    for place, y_bar in seeds:
        bars.add(place, y_bar, new=False)
    for k in range(end, -1, -1):
        entry = tape[k] if keep else tape.pop()
        y_bar = bars[k]
        if y_bar is None or entry is None:
            continue
        bars[k] = None
        match len(entry):
            case 2:
                i, d = entry
                x_bar = bars[i]
                bars[i] = y_bar * d if x_bar is None else x_bar + y_bar * d
            case 4:
                i, d, j, e = entry
                x_bar = bars[i]
                bars[i] = y_bar * d if x_bar is None else x_bar + y_bar * d
                x_bar = bars[j]
                bars[j] = y_bar * e if x_bar is None else x_bar + y_bar * e
            case 3:
                i, n, parts = entry
                part = Parts.only(n, parts, y_bar)
                bars[i] = part if bars[i] is None else bars[i] + part
            case _:
                rule, parents, y, args, options = entry
                x_bars = pull(rule, parents, y_bar, y, args, options)
                for parent, x_bar in zip(parents, x_bars, strict=True):
                    if parent >= 0 and x_bar is not None:
                        new = rule.fresh and x_bar is not y_bar
                        if bars[parent] is None and type(x_bar) is _ARRAY:
                            bars[parent], bars.owned[parent] = x_bar, new and x_bar.base is None
                        else:
                            bars.add(parent, x_bar, new)
    return bars


class Cotangents(list[Any]):
    """A cotangent for each place of the tape, or None; and which of them are ours to write into."""

    def __init__(self, size: int) -> None:
        super().__init__([None] * size)
        self.owned = bytearray(size)

    def add(self, place: int, x_bar: Any, new: bool) -> None:
        """Add `x_bar` to what is at `place`; `new` if its memory, where it is not a view, is nobody else's."""
        before = self[place]
        if type(x_bar) is Sparse:
            if self.owned[place]:
                x_bar.add_to(before)
            else:
                self[place] = x_bar.dense() if before is None else before + x_bar.dense()
                self.owned[place] = type(self[place]) is np.ndarray
        elif before is None:
            self[place] = x_bar
            self.owned[place] = new and type(x_bar) is np.ndarray and x_bar.base is None
        elif self.owned[place] and type(x_bar) in _DENSE:
            np.add(before, x_bar, out=before)
        else:
            self[place] = after = before + x_bar
            self.owned[place] = type(after) is np.ndarray

    def finished(self, place: int, x: Any) -> Any:
        """The cotangent of input `x` as an array of its own, 0 where there is none, and of the type of `x`."""
        bar = self[place] if place < len(self) else None
        if bar is None:
            return np.zeros_like(raw(x))[()]
        if type(bar) is np.ndarray:
            return bar if self.owned[place] and bar.dtype == x.dtype else np.array(bar, dtype=x.dtype)
        return bar if bar.dtype == x.dtype else bar.astype(x.dtype)
