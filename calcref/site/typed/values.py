"""What a typed formula is worth at a point: numbers, arrays of numbers, functions, slopes, and how they go together.

Arrays have two axes, a column or a row has one of length 1, and hold mpmath's numbers. Side by side they are a matrix
product; a sum, and the product of entries, wants equal shapes. So a wrong transposition does not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import mpmath
import numpy as np

Value = Callable[["Surroundings"], Any]


class Misfit(Exception):
    """What cannot be put together as the formula says: arrays that do not fit, an integral over nothing."""


@dataclass
class Surroundings:
    """What letters and functions stand for at one point.

    Args:
        letters: numbers and arrays.
        functions: of numbers, by name.
        defined: letters that a formula defines by others.
        families: letters that take indices, each a function of them.
        ranges: the values of index letters.
        examples: what some letters are in each of several examples.
        knots: where a function of a letter may have a corner: an integral is taken from one to the next.
        first: the index of the first entry of an array.
        used: the names that were asked for.
    """

    letters: dict[str, Any]
    functions: Mapping[str, Callable[..., Any]]
    defined: Mapping[str, Value] = field(default_factory=dict)
    families: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    ranges: Mapping[str, Sequence[int]] = field(default_factory=dict)
    knots: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    examples: Sequence[Mapping[str, Any]] = ()
    first: int = 0
    used: set[str] = field(default_factory=set)

    def at(self, changed: Mapping[str, Any]) -> Surroundings:
        """The same with other values of some letters."""
        free = {name: value for name, value in self.defined.items() if name not in changed}
        return replace(self, letters={**self.letters, **changed}, defined=free)

    def value(self, name: str) -> Any:
        """What a bare letter stands for: an array that has the name, or a function's value at x, or a number."""
        self.used.add(name)
        if name in self.defined:
            return self.defined[name](self)
        if name in self.functions and not _is_array(self.letters.get(name)):
            return self.functions[name](self.letters["x"])
        if name in self.letters:
            return self.letters[name]
        raise Misfit(f"nothing says what {name} is")

    def element(self, name: str, indices: Sequence[int]) -> Any:
        """What a letter stands for at these indices."""
        self.used.add(name)
        if name in self.families:
            return self.families[name](*indices)
        return entry(self.value(name), [index - self.first for index in indices])


def entry(array: Any, indices: Sequence[int]) -> Any:
    """An entry of an array; of a row or a column as of a sequence, of a matrix with one index a row."""
    flat = array.ravel() if len(indices) == 1 and array.ndim == 2 and 1 in array.shape else array
    if any(not 0 <= index < size for index, size in zip(indices, flat.shape, strict=False)):
        raise Misfit(f"there is no element {indices} in an array of the shape {flat.shape}")
    found = flat[tuple(indices)]
    return np.atleast_2d(found) if isinstance(found, np.ndarray) else found


def each(function: Callable[..., Any], *args: Any) -> Any:
    """A function of numbers, entry by entry where an argument is an array."""
    if any(isinstance(arg, np.ndarray) for arg in args):
        return np.frompyfunc(function, len(args), 1)(*args)
    return function(*args)


def slope(inner: Value, times: int, var: str = "x") -> Value:
    """The derivative of `inner` in `var`, by differences at high precision."""
    return lambda here: mpmath.diff(lambda at: inner(here.at({var: at})), here.letters[var], times)


def scaled(value: Value, sign: int) -> Value:
    """A value or its negative."""
    return value if sign > 0 else lambda here: -value(here)


def plus(one: Value, other: Value) -> Value:
    """A sum."""
    return lambda here: _alike(lambda a, b: a + b, one(here), other(here))


def entrywise(one: Value, other: Value) -> Value:
    """The product of entries."""
    return lambda here: _alike(lambda a, b: a * b, one(here), other(here))


def dot(one: Value, other: Value) -> Value:
    """The inner product of two arrays; the product of two numbers."""

    def value(here: Surroundings) -> Any:
        a, b = one(here), other(here)
        found = _alike(lambda a, b: a * b, a, b)
        return np.sum(found) if _is_array(a) and _is_array(b) else found

    return value


def product(one: Value, other: Value) -> Value:
    """A product: of matrices where both are arrays."""

    def value(here: Surroundings) -> Any:
        a, b = one(here), other(here)
        if not (_is_array(a) and _is_array(b)):
            return a * b
        if a.shape[1] != b.shape[0]:
            raise Misfit(f"arrays of the shapes {a.shape} and {b.shape} stand side by side")
        found = a @ b
        return found[0, 0] if found.size == 1 else found

    return value


def over(one: Value, other: Value) -> Value:
    """A quotient, by a number."""

    def value(here: Surroundings) -> Any:
        below = other(here)
        if _is_array(below):
            raise Misfit("an array stands in a denominator")
        return one(here) / below

    return value


def power(base: Value, exponent: Value) -> Value:
    """A power, entry by entry; the inverse of a square matrix to the power -1."""

    def value(here: Surroundings) -> Any:
        below, above = base(here), exponent(here)
        if _is_array(below) and not _is_array(above) and above == -1:
            return np.array((mpmath.matrix(below.tolist()) ** -1).tolist(), dtype=object)
        return each(lambda b, e: b**e, below, above)

    return value


def transposed(inner: Value) -> Value:
    """A matrix with rows for columns; a number is its own transpose."""
    return lambda here: inner(here).T if _is_array(inner(here)) else inner(here)


def joined(parts: Sequence[Value]) -> Value:
    """Several beside one another."""
    return lambda here: np.concatenate([np.atleast_2d(part(here)) for part in parts], axis=1)


def _is_array(value: Any) -> bool:
    return isinstance(value, np.ndarray)


def _alike(combine: Callable[[Any, Any], Any], a: Any, b: Any) -> Any:
    if _is_array(a) and _is_array(b) and a.shape != b.shape:
        raise Misfit(f"arrays of the shapes {a.shape} and {b.shape} are taken entry by entry")
    return combine(a, b)
