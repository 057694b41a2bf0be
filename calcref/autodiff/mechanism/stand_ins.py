"""The functions of NumPy that make an array of anything, with others in their place while a trace is open.

np.exp(x) asks x what it is, and a box answers. np.array([x, y]) asks nobody: it would take the boxes for plain arrays,
which they refuse. So NumPy's name `array` is lent to a function that tries NumPy's own, and where a box refuses, joins
the boxes. What holds no box gets NumPy's own answer, in every thread; when the last trace closes, the names go back.
"""

from __future__ import annotations

import functools
import sys
import threading
from collections.abc import Callable
from typing import Any

import numpy as np

from calcref.core.errors import CalcrefError

FUNCTIONS = (
    "array",
    "asarray",
    "asanyarray",
    "ascontiguousarray",
    "asfortranarray",
    "asarray_chkfinite",
    "full",
    "full_like",
)
BRACKETS = ("r_", "c_")


class StandIns:
    """A context in which `answers`, by NumPy's own functions, are asked for what these refuse; any thread may enter."""

    def __init__(self, answers: Any) -> None:
        self.lock, self.depth = threading.Lock(), 0
        self.found: dict[str, Any] = {}
        self.lent = {name: _function(getattr(np, name), answers[getattr(np, name)]) for name in FUNCTIONS}
        self.lent |= {name: _brackets(getattr(np, name), answers[getattr(np, name)]) for name in BRACKETS}

    def __enter__(self) -> None:
        with self.lock:
            if not self.depth:
                self.found = {name: getattr(np, name) for name in self.lent}
                np.__dict__.update(self.lent)
            self.depth += 1

    def __exit__(self, *error: object) -> None:
        with self.lock:
            self.depth -= 1
            if not self.depth:
                np.__dict__.update(self.found)


def told_by_a_box(error: BaseException) -> bool:
    """Whether a box refused, and NumPy may have wrapped what it said in an error of its own."""
    return isinstance(error, CalcrefError) or isinstance(error.__cause__, CalcrefError)


def _function(original: Callable[..., Any], answer: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def stand_in(*args: Any, **options: Any) -> Any:
        try:
            return original(*args, **options)
        except (CalcrefError, ValueError) as error:
            if not told_by_a_box(error):
                raise
        options.pop("like", None)  # a box, then: NumPy asked it, under the name of this function
        return answer(*args, **options)

    return stand_in


def _brackets(original: Any, answer: Callable[[Any], Any]) -> Any:
    class StandIn(type(original)):  # type: ignore[misc]
        def __getitem__(self, key: Any) -> Any:
            if isinstance(key, str):  # the names in it are those of the caller
                frame = sys._getframe(1)
                return np.bmat(key, frame.f_globals, frame.f_locals)
            try:
                return original[key]
            except (CalcrefError, ValueError) as error:
                if not told_by_a_box(error):
                    raise
            return answer(key)

    return StandIn()
