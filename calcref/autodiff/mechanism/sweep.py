"""Backpropagation: the tape read backwards.

Each place of the tape has a cotangent, the derivative of the result in the value there. The sweep starts with that of
the result, and each entry, met in reverse, hands what it has to its parents: times the local derivative, or through
the vjp of its rule. What meets at one place adds up. When the inputs are reached, theirs are complete.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from calcref.autodiff.mechanism.box import shape, unboxed
from calcref.autodiff.mechanism.pull import Parts, pull
from calcref.autodiff.mechanism.sparse import Sparse
from calcref.autodiff.mechanism.unchosen import Masks, silenced, unchosen

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
    found = Cotangents(end + 1)
    for place, y_bar in seeds:
        found.add(place, y_bar)
    bars, owned, masks = found.bars, found.owned, found.masks
    watched = tape.watched
    for k in range(end, -1, -1):
        entry = tape[k] if keep else tape.pop()
        y_bar = bars[k]
        if y_bar is None or entry is None:
            continue
        bars[k] = None
        form = len(entry)
        if masks and form != 3 and form < 5:
            if masks.pop(k, False) is not False:
                continue  # one number that was not chosen
            for parent in entry[: 3 if form == 4 else 1 : 2]:
                masks.pop(parent, None)
        if form == 4:
            i, d, j, e = entry
            x_bar = bars[i]
            bars[i] = y_bar * d if x_bar is None else x_bar + y_bar * d
            x_bar = bars[j]
            bars[j] = y_bar * e if x_bar is None else x_bar + y_bar * e
        elif form == 2:
            i, d = entry
            x_bar = bars[i]
            bars[i] = y_bar * d if x_bar is None else x_bar + y_bar * d
        elif form == 3:
            i, n, parts = entry
            part = Parts.only(n, parts, y_bar, masks.pop(k, None))
            bars[i] = part if bars[i] is None else bars[i] + part
        else:
            rule, options, y = entry[:3]
            if form <= rule.short and type(y_bar) is _ARRAY and not masks and not watched:
                found.pull_short(rule.vjp, entry, y_bar, owned[k])
                continue
            parents, args = entry[3::2], entry[4::2]
            x_bars = pull(rule, parents, y_bar, y, args, options)
            if watched and rule.name == "take":
                masks.setdefault(k, np.zeros(shape(y_bar), bool))  # so that what is not taken is known
            if masks or rule.drops is not None:
                x_bars = found.mask(unchosen(masks, rule, k, parents, y_bar, y, args, options), parents, x_bars)
            if rule.fresh and type(y_bar) is _ARRAY:
                found.add_fresh(parents, x_bars, y_bar, owned[k])
            else:
                for parent, x_bar in zip(parents, x_bars, strict=True):
                    if parent >= 0 and x_bar is not None:
                        found.add(parent, x_bar)
    return found


class Cotangents:
    """A cotangent for each place of the tape, or None; and which of them are ours to write into."""

    __slots__ = ("bars", "masks", "owned")

    def __init__(self, size: int) -> None:
        self.bars: list[Any] = [None] * size
        self.owned = bytearray(size)
        self.masks: Masks = {}

    def mask(self, masks: Sequence[Any], places: Sequence[int], x_bars: Sequence[Any]) -> list[Any]:
        """The cotangents with 0 at the masks, which are kept for places where nothing else has arrived."""
        for place, mask in zip(places, masks, strict=True):
            if place < 0:
                continue
            before = self.masks.pop(place, None)
            if mask is not None and (self.bars[place] is None or before is not None):
                both = mask if before is None else mask & before
                if places.count(place) == 1 and np.any(both):
                    self.masks[place] = both
        return [
            x_bar if mask is None or x_bar is None else silenced(x_bar, mask)
            for x_bar, mask in zip(x_bars, masks, strict=True)
        ]

    def pull_short(self, vjp: Any, entry: Sequence[Any], y_bar: Any, mine: int) -> None:
        """What `pull` and `add_fresh` do, the shortest way, for one argument or two."""
        if len(entry) == 5:
            _, options, y, i, a = entry
            self.place(i, (vjp[0] if type(vjp) is tuple else vjp)(y_bar, y, a, **options), y_bar, mine)
            return
        _, options, y, i, a, j, b = entry
        if j < 0:
            self.place(i, vjp[0](y_bar, y, a, b, **options), y_bar, mine)
        elif i < 0:
            self.place(j, vjp[1](y_bar, y, a, b, **options), y_bar, mine)
        else:
            a_bar, b_bar = vjp[0](y_bar, y, a, b, **options), vjp[1](y_bar, y, a, b, **options)
            mine = mine and not (_looks_at(a_bar, y_bar) and _looks_at(b_bar, y_bar))
            self.place(i, a_bar, y_bar, mine)
            self.place(j, b_bar, y_bar, mine)

    def add_fresh(self, places: Sequence[int], x_bars: Sequence[Any], y_bar: Any, mine: int) -> None:
        """Add what a rule returned that holds on to nothing: new arrays, `y_bar` itself, or views of it.

        A new array is ours to write into. Where `y_bar` was ours (`mine`), and one parent alone gets it, it still is.
        """
        if mine and len(places) > 1:
            mine = [x_bar is not None and _looks_at(x_bar, y_bar) for x_bar in x_bars].count(True) == 1
        for place, x_bar in zip(places, x_bars, strict=True):
            if place >= 0:
                self.place(place, x_bar, y_bar, mine)

    def place(self, place: int, x_bar: Any, y_bar: Any, mine: int) -> None:
        """Add what a rule returned for one argument; `mine` says whether it may take over the memory of `y_bar`."""
        bars, owned = self.bars, self.owned
        if type(x_bar) is not _ARRAY or bars[place] is not None:
            self.add(place, x_bar)
            return
        bars[place] = x_bar
        if x_bar is y_bar:
            owned[place] = mine
        elif x_bar.base is None:
            owned[place] = True
        else:
            owned[place] = mine and x_bar.size == y_bar.size and x_bar.flags.writeable

    def add(self, place: int, x_bar: Any) -> None:
        """Add `x_bar`, whose memory may be somebody else's, to what is at `place`."""
        before = self.bars[place]
        if type(x_bar) is Sparse:
            if self.owned[place]:
                x_bar.add_to(before)
                return
            x_bar = x_bar.dense()
            self.bars[place] = x_bar if before is None else before + x_bar
            self.owned[place] = type(self.bars[place]) is _ARRAY
        elif before is None:
            self.bars[place] = x_bar
        elif self.owned[place] and type(x_bar) in _DENSE:
            np.add(before, x_bar, out=before)
        else:
            self.bars[place] = after = before + x_bar
            self.owned[place] = type(after) is _ARRAY

    def finished(self, place: int, x: Any) -> Any:
        """The cotangent of input `x` as an array of its own, 0 where there is none, and of the type of `x`."""
        bar = self.bars[place] if place < len(self.bars) else None
        if bar is None:
            return np.zeros_like(unboxed(x))[()]
        if type(bar) is _ARRAY:
            return bar if self.owned[place] and bar.dtype == x.dtype else np.array(bar, dtype=x.dtype)
        return bar if bar.dtype == x.dtype else bar.astype(x.dtype)


def _looks_at(x_bar: Any, y_bar: Any) -> bool:
    """Whether `x_bar` may share memory with `y_bar`."""
    return x_bar is y_bar or type(x_bar) is Sparse or getattr(x_bar, "base", None) is not None
