"""A trace that keeps everything, for looking at: the tape's simple twin.

It takes no short way for numbers, so that each operation has its name; and its sweep is backpropagation in a few
lines, without any of the care for memory that the fast one takes. The tests compare the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from calcref.autodiff.mechanism.box import Box
from calcref.autodiff.mechanism.levels import next_level
from calcref.autodiff.mechanism.promote import promoted
from calcref.autodiff.mechanism.pull import Parts, kept, pull
from calcref.autodiff.mechanism.sparse import Sparse

if TYPE_CHECKING:
    from calcref.autodiff.mechanism.rule import ArrayRule
    from calcref.autodiff.mechanism.table import Table


class Entry(NamedTuple):
    """How a value was made; without a rule it is an input, or a part of the tuple that its parent is."""

    rule: ArrayRule | None
    parents: Sequence[int]
    value: Any
    args: Sequence[Any] = ()
    options: dict[str, Any] = {}  # noqa: RUF012  (never written into)


class Recorder:
    """A list of entries, in the order in which they were made."""

    fast = False

    def __init__(self, table: Table) -> None:
        self.table, self.level = table, next_level()
        self.entries: list[Entry] = []

    def input(self, value: Any) -> Box:
        """A box for an input."""
        return self._box(Entry(None, (), value))

    def record(self, rule: ArrayRule, args: Sequence[Any], values: Sequence[Any], options: Any, y: Any) -> Any:
        """Write down that `rule` made `y` of `values`, and box it."""
        parents = [arg.index if type(arg) is Box and arg.origin is self else -1 for arg in args]
        if type(y) is tuple:
            whole = self._box(Entry(rule, parents, y, values, options)).index
            return tuple(self._box(Entry(None, (whole,), part, (n,))) for n, part in enumerate(y))
        y = y if type(y) is Box else np.asarray(y)[()]
        if y.dtype.kind != "f":
            complex_args = promoted(rule, args, y)
            if complex_args is not None:
                return rule(*complex_args, **options)
        return self._box(Entry(rule, parents, y, values, options))

    def adjoints(self, end: int, y_bar: Any) -> list[Any]:
        """The cotangent of every entry, where entry `end` has `y_bar`; None where nothing depends on it."""
        bars: list[Any] = [None] * len(self.entries)
        bars[end] = y_bar
        for k in range(end, -1, -1):
            if bars[k] is None:
                continue
            for parent, x_bar in zip(self.entries[k].parents, self.sent(k, bars[k]), strict=True):
                if parent >= 0 and x_bar is not None:
                    bars[parent] = x_bar if bars[parent] is None else bars[parent] + x_bar
        return bars

    def sent(self, k: int, y_bar: Any) -> list[Any]:
        """What entry `k`, which has the cotangent `y_bar` or None, hands back to each of its parents."""
        if y_bar is None:
            return [None] * len(self.entries[k].parents)
        handed = self._pulled(self.entries[k], y_bar)
        return [x_bar.dense() if type(x_bar) is Sparse else x_bar for x_bar in handed]

    def _pulled(self, entry: Entry, y_bar: Any) -> Sequence[Any]:
        if entry.rule is None:
            return [Parts.only(entry.args[0], len(self.entries[k].value), y_bar) for k in entry.parents]
        y, args = kept(entry.rule, entry.parents, entry.value, entry.args)
        options = {**entry.options, "shared": {}} if entry.rule.shares else entry.options
        return pull(entry.rule, entry.parents, y_bar, y, args, options)

    def _box(self, entry: Entry) -> Box:
        self.entries.append(entry)
        return Box(entry.value, self, len(self.entries) - 1)
