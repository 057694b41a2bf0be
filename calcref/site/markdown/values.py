"""What a typed formula is worth at a point: numbers, functions, slopes, and how they are put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import mpmath

Value = Callable[["Surroundings"], Any]


@dataclass
class Surroundings:
    """What letters and functions stand for at one point."""

    letters: dict[str, Any]
    functions: Mapping[str, Callable[[Any], Any]]
    defined: Mapping[str, Value] = field(default_factory=dict)
    sequences: Mapping[str, Callable[[int], Any]] = field(default_factory=dict)

    def at(self, **changed: Any) -> Surroundings:
        """The same with other values of some letters."""
        free = {name: value for name, value in self.defined.items() if name not in changed}
        return Surroundings({**self.letters, **changed}, self.functions, free, self.sequences)

    def value(self, name: str) -> Any:
        """The number that a bare letter stands for; of a function, its value at x."""
        if name in self.defined:
            return self.defined[name](self)
        if name in self.functions:
            return self.functions[name](self.letters["x"])
        return self.letters[name]


def slope(inner: Value, times: int, var: str = "x") -> Value:
    """The derivative of `inner` in `var`, by differences at high precision."""
    return lambda here: mpmath.diff(lambda at: inner(here.at(**{var: at})), here.letters[var], times)


def from_1(here: Surroundings) -> Any:
    return 1


def to_n(here: Surroundings) -> Any:
    return here.letters["n"]


def scaled(value: Value, sign: int) -> Value:
    return value if sign > 0 else lambda here: -value(here)


def plus(one: Value, other: Value) -> Value:
    return lambda here: one(here) + other(here)


def product(one: Value, other: Value) -> Value:
    return lambda here: one(here) * other(here)


def over(one: Value, other: Value) -> Value:
    return lambda here: one(here) / other(here)


def power(base: Value, exponent: Value) -> Value:
    return lambda here: base(here) ** exponent(here)
