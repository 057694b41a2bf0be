"""Reverse mode: a list of what was computed, in the order in which it was.

That order is a topological one, so nothing recurses and nothing is sorted. Entry k says how value k was made:

    None                                     an input
    (i, d)                                   a number made of value i, with the local derivative d
    (i, d, j, e)                             a number made of values i and j, with local derivatives d and e
    (i, n, parts)                            part n of value i, a tuple of so many parts
    (rule, parents, y, arguments, options)   anything else: parents[n] is the place of argument n, or -1
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from calcref.autodiff.mechanism.box import Box
from calcref.autodiff.mechanism.heap import raise_thresholds
from calcref.autodiff.mechanism.levels import next_level
from calcref.autodiff.mechanism.promote import promoted
from calcref.autodiff.mechanism.pull import kept
from calcref.autodiff.mechanism.push import share
from calcref.core.errors import CalcrefError

if TYPE_CHECKING:
    from calcref.autodiff.mechanism.rule import ArrayRule
    from calcref.autodiff.mechanism.table import Table

_NUMBERS = frozenset((float, int, np.float64))
_ARRAYS = frozenset((np.ndarray, np.float64, Box))


class Tape(list[Any]):
    """A list of entries, open while the function runs."""

    fast = True

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table, self.level = table, next_level()
        self.shared: dict[Any, Any] = {}
        raise_thresholds()

    def input(self, value: Any) -> Box:
        """A box for an input."""
        return self._box(value, None)

    def record(self, rule: ArrayRule, args: Sequence[Any], values: Sequence[Any], options: Any, y: Any) -> Any:
        """Write down that `rule` made `y` of `values`, and box it."""
        if type(y) is np.float64 and not options and _all_numbers(values):
            return self._box(y, self._numbers(rule, args, values, y))
        if type(y) is tuple:
            self.append(self._entry(rule, args, y, values, options))
            at = len(self) - 1
            return tuple(self._box(part, (at, n, len(y))) for n, part in enumerate(y))
        if type(y) not in _ARRAYS:
            y = np.asarray(y)[()]
        if y.dtype.kind != "f":
            complex_args = promoted(rule, args, y)
            if complex_args is not None:
                return rule(*complex_args, **options)
        return self._box(y, self._entry(rule, args, y, values, options))

    def close(self) -> None:
        """Let nothing more be written: a box that outlives its function would count as a constant."""
        self.__class__ = Closed

    def _box(self, value: Any, entry: Any) -> Box:
        self.append(entry)
        return Box(value, self, len(self) - 1)

    def _numbers(self, rule: ArrayRule, args: Sequence[Any], values: Sequence[Any], y: Any) -> Any:
        """An entry with local derivatives, for a number made of numbers."""
        entry: tuple[Any, ...] = ()
        for k, arg in enumerate(args):
            if type(arg) is Box and arg.origin is self:
                entry += (arg.index, share(rule, k, 1.0, y, values, {}))
        return entry

    def _entry(self, rule: ArrayRule, args: Sequence[Any], y: Any, values: Sequence[Any], options: Any) -> Any:
        """An entry that keeps only what the rule reads."""
        parents = [arg.index if type(arg) is Box and arg.origin is self else -1 for arg in args]
        y, values = kept(rule, parents, y, values)
        return (rule, parents, y, values, {**options, "shared": self.shared} if rule.shares else options)


class Closed(Tape):
    """A tape whose function has returned."""

    fast = False

    def append(self, entry: Any) -> None:
        raise CalcrefError(
            "a traced value was used after the function that was differentiated had returned (kept in a list, a "
            "global or an attribute): return it from the function, or keep stop_gradient(x)"
        )


def _all_numbers(values: Sequence[Any]) -> bool:
    return all(type(value) in _NUMBERS for value in values) and len(values) <= 2
