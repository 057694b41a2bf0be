"""Reverse mode: a list of what was computed, in the order in which it was.

That order is a topological one, so nothing recurses and nothing is sorted. Entry k says how value k was made:

    None                                     an input
    (i, d)                                   a number made of value i, with the local derivative d
    (i, d, j, e)                             a number made of values i and j, with local derivatives d and e
    (i, n, parts)                            part n of value i, a tuple of so many parts
    (rule, options, y, i, a, j, b, ...)      anything else: the arguments a, b, ..., each after its place, or after -1

All are flat: the garbage collector leaves them alone, and long tapes stay cheap.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from calcref.autodiff.mechanism.box import Box, shape
from calcref.autodiff.mechanism.heap import raise_thresholds
from calcref.autodiff.mechanism.levels import next_level
from calcref.autodiff.mechanism.promote import promoted
from calcref.autodiff.mechanism.pull import kept
from calcref.autodiff.mechanism.push import share
from calcref.core.errors import CalcrefError

if TYPE_CHECKING:
    from calcref.autodiff.mechanism.rule import ArrayRule
    from calcref.autodiff.mechanism.table import Table

_ARRAY, _FLOAT = np.ndarray, np.float64
_BOXED = frozenset((np.ndarray, np.float64, Box))
_NONE: dict[str, Any] = {}  # no options
_new = object.__new__
_NUMBERS = frozenset((float, int, np.float64))


class Tape(list[Any]):
    """A list of entries, open while the function runs."""

    __slots__ = ("fast", "level", "shared", "table", "watched")

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.fast, self.table, self.level = True, table, next_level()
        self.shared: dict[Any, Any] = {}
        self.watched = False
        raise_thresholds()

    def input(self, value: Any) -> Box:
        """A box for an input."""
        self.append(None)
        return Box(value, self, len(self) - 1)

    def record(self, rule: ArrayRule, args: Sequence[Any], values: Sequence[Any], options: Any, y: Any) -> Any:
        """Write down that `rule` made `y` of `values`, and box it."""
        if type(y) is _FLOAT and not options and _all_numbers(values):
            self.append(self._numbers(rule, args, values, y))
            return Box(y, self, len(self) - 1)
        if type(y) is tuple:
            return self._record_tuple(rule, args, values, options, y)
        if type(y) not in _BOXED:
            y = np.asarray(y)[()]
        if y.dtype.kind != "f":
            complex_args = promoted(rule, args, y)
            if complex_args is not None:
                return rule(*complex_args, **options)
        self._write(rule, args, values, options, y)
        return Box(y, self, len(self) - 1)

    def write_one(self, rule: ArrayRule, i: int, a: Any, options: Any, y: Any) -> Box:
        """An entry for a rule of one argument, and its box."""
        reads = rule.reads
        if reads == "shapes" or reads == "others":
            self.append((rule, options, None, i, shape(a)))
        elif reads == "output":
            self.append((rule, options, y, i, None))
        else:
            self.append((rule, options, y if reads == "all" else None, i, a))
        box: Box = _new(Box)
        box.value, box.origin, box.index = y, self, len(self) - 1
        return box

    def write_two(self, rule: ArrayRule, i: int, a: Any, j: int, b: Any, y: Any) -> Box:
        """An entry for a rule of two arguments without options, and its box."""
        reads = rule.reads
        if reads == "shapes":
            self.append((rule, _NONE, None, i, shape(a), j, shape(b)))
        elif reads == "others":
            if j < 0:  # `b` may be changed in place before the way back
                a, b = a.shape, b.copy() if type(b) is _ARRAY else b
            elif i < 0:
                a, b = a.copy() if type(a) is _ARRAY else a, b.shape
            self.append((rule, _NONE, None, i, a, j, b))
        else:
            y_kept, (a, b) = kept(rule, (i, j), y, (a, b))
            self.append((rule, _NONE, y_kept, i, a, j, b))
        box: Box = _new(Box)
        box.value, box.origin, box.index = y, self, len(self) - 1
        return box

    def _write(self, rule: ArrayRule, args: Sequence[Any], values: Sequence[Any], options: Any, y: Any) -> None:
        """An entry for any rule."""
        if rule.shares:
            options = {**options, "shared": self.shared}
        parents = [arg.index if type(arg) is Box and arg.origin is self else -1 for arg in args]
        y, values = kept(rule, parents, y, values)
        self.append((rule, options, y, *itertools.chain.from_iterable(zip(parents, values, strict=True))))

    def close(self) -> None:
        """Let nothing more be written: a box that outlives its function would count as a constant."""
        self.fast = False
        self.__class__ = Closed

    def _record_tuple(self, rule: ArrayRule, args: Sequence[Any], values: Any, options: Any, y: Any) -> tuple[Box, ...]:
        """An entry for the tuple, and one for each of its parts."""
        self._write(rule, args, values, options, y)
        self.watched = self.watched or rule.watches
        whole = len(self) - 1
        self.extend((whole, n, len(y)) for n in range(len(y)))
        return tuple(Box(part, self, whole + 1 + n) for n, part in enumerate(y))

    def _numbers(self, rule: ArrayRule, args: Sequence[Any], values: Sequence[Any], y: Any) -> Any:
        """An entry with local derivatives, for a number made of numbers."""
        entry: tuple[Any, ...] = ()
        for k, arg in enumerate(args):
            if type(arg) is Box and arg.origin is self and not (rule.drops is not None and rule.drops(k, *values)):
                entry += (arg.index, share(rule, k, 1.0, y, values, {}))
        return entry or None


class Closed(Tape):
    """A tape whose function has returned."""

    __slots__ = ()

    def append(self, entry: Any) -> None:
        raise CalcrefError(
            "a traced value was used after the function that was differentiated had returned (kept in a list, a "
            "global or an attribute): return it from the function, or keep stop_gradient(x)"
        )


def _all_numbers(values: Sequence[Any]) -> bool:
    """Whether an entry of numbers will do."""
    return type(values[0]) in _NUMBERS and (len(values) == 1 or (len(values) == 2 and type(values[1]) in _NUMBERS))
