"""Entries of arrays: floats, floats with a derivative, and residues modulo a prime with a derivative.

A derivative is that of a dual number, a + bε with ε² = 0: it follows from sums, products and quotients alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import sympy as sp

from calcref.verify.matrix.functions import SLOPES, real

PRIME = (1 << 61) - 1
STEP = 1e-3  # of the differences that give the slope of a function of one number


class NotExact(Exception):
    """A value that has no exact counterpart modulo a prime."""


class Undefined(Exception):
    """A value that does not exist at a point."""


class Dual:
    """a + bε over the floats."""

    __slots__ = ("a", "b")

    def __init__(self, a: float, b: float = 0.0) -> None:
        self.a, self.b = a, b

    def __add__(self, other: Dual) -> Dual:
        return Dual(self.a + other.a, self.b + other.b)

    def __sub__(self, other: Dual) -> Dual:
        return Dual(self.a - other.a, self.b - other.b)

    def __mul__(self, other: Dual) -> Dual:
        return Dual(self.a * other.a, self.a * other.b + self.b * other.a)

    def __truediv__(self, other: Dual) -> Dual:
        quotient = self.a / other.a
        return Dual(quotient, (self.b - quotient * other.b) / other.a)


class Residue:
    """a + bε modulo a prime."""

    __slots__ = ("a", "b")

    def __init__(self, a: int, b: int = 0) -> None:
        self.a, self.b = a, b

    def __add__(self, other: Residue) -> Residue:
        return Residue((self.a + other.a) % PRIME, (self.b + other.b) % PRIME)

    def __sub__(self, other: Residue) -> Residue:
        return Residue((self.a - other.a) % PRIME, (self.b - other.b) % PRIME)

    def __mul__(self, other: Residue) -> Residue:
        return Residue(self.a * other.a % PRIME, (self.a * other.b + self.b * other.a) % PRIME)

    def __truediv__(self, other: Residue) -> Residue:
        if not other.a:
            raise ZeroDivisionError
        inverted = pow(other.a, -1, PRIME)
        quotient = self.a * inverted % PRIME
        return Residue(quotient, (self.b - quotient * other.b) * inverted % PRIME)


class Floats:
    """Plain numbers: values, and no derivatives."""

    exact = False
    used_atoms = False

    def number(self, value: sp.Expr) -> Any:
        return float(value)

    def parts(self, entry: Any) -> tuple[float, float]:
        """The value of an entry, and its derivative."""
        return entry, 0.0

    def size(self, entry: Any) -> float:
        """How large an entry is: what is 0 is no pivot."""
        return float(abs(entry))

    def function(self, name: str, entry: Any) -> Any:
        return real(name, entry)

    def power(self, entry: Any, exponent: Any) -> Any:
        if entry < 0 and exponent != int(exponent):
            raise Undefined
        return entry**exponent

    def moved(self, entry: Any, function: Callable[[float], float]) -> Any:
        return function(entry)


class Duals(Floats):
    """Floats with a derivative; that of a function of one number is a difference."""

    def number(self, value: sp.Expr) -> Dual:
        return Dual(float(value))

    def parts(self, entry: Dual) -> tuple[float, float]:
        return entry.a, entry.b

    def size(self, entry: Dual) -> float:
        return abs(entry.a)

    def function(self, name: str, entry: Dual) -> Dual:
        return self.moved(entry, lambda at: real(name, at))

    def power(self, entry: Dual, exponent: Dual) -> Dual:
        if not exponent.b and exponent.a == int(exponent.a) and abs(exponent.a) <= 4:
            made = Dual(1.0)
            for _ in range(abs(int(exponent.a))):
                made = made * entry
            return made if exponent.a >= 0 else Dual(1.0) / made
        if entry.a < 0 and exponent.a != int(exponent.a):
            raise Undefined
        along = self.moved(entry, lambda at: at**exponent.a)
        return Dual(along.a, along.b + (along.a * math.log(entry.a) * exponent.b if exponent.b else 0.0))

    def moved(self, entry: Dual, function: Callable[[float], float]) -> Dual:
        if not entry.b:
            return Dual(function(entry.a))
        h = STEP * min(1.0, abs(entry.a) or 1.0)
        far, near = ((function(entry.a + k * h) - function(entry.a - k * h)) / (2 * k * h) for k in (2, 1))
        return Dual(function(entry.a), entry.b * (4 * near - far) / 3)


class Residues(Floats):
    """Residues with a derivative; a function that is not rational is a random number for each argument."""

    exact = True

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def number(self, value: sp.Expr) -> Residue:
        if not value.is_Rational:
            return self.atom(f"number {value}", 0)
        return Residue(int(value.p) * pow(int(value.q), -1, PRIME) % PRIME)

    def parts(self, entry: Residue) -> tuple[Any, Any]:
        return entry.a, entry.b

    def size(self, entry: Residue) -> float:
        return float(bool(entry.a))

    def atom(self, name: str, at: int) -> Residue:
        """A random number that stands for the function `name` at a value."""
        self.used_atoms = True
        return Residue(pow((hash_of(name) + self.seed) % PRIME, 3 + (at ^ self.seed) % (PRIME - 9), PRIME))

    def function(self, name: str, entry: Residue) -> Residue:
        slope = SLOPES.get(name)
        if slope is None:
            raise NotExact(name)
        value = self.atom(name, entry.a)

        def of(other: str) -> _Exact:
            return _Exact(self.atom(other, entry.a).a)

        moved = slope(_Exact(entry.a), _Exact(value.a), of)
        if name in ("abs", "relu"):  # these are their slope times the number
            value = Residue(entry.a * moved.a % PRIME)
        return Residue(value.a, moved.a * entry.b % PRIME)

    def power(self, entry: Residue, exponent: Residue) -> Residue:
        raise NotExact("power")

    def rational_power(self, entry: Residue, exponent: sp.Rational) -> Residue:
        """A power whose exponent is a whole number or a half."""
        doubled = 2 * exponent
        if not doubled.is_Integer:
            raise NotExact("power")
        root = entry if exponent.is_Integer else self.root(entry)
        count = int(exponent) if exponent.is_Integer else int(doubled)
        made = Residue(1)
        for _ in range(abs(count)):
            made = made * root
        return made if count >= 0 else Residue(1) / made

    def root(self, entry: Residue) -> Residue:
        """A square root, where there is one."""
        found = pow(entry.a, (PRIME + 1) // 4, PRIME)
        if not found or found * found % PRIME != entry.a:
            raise NotExact("root")
        return Residue(found, entry.b * pow(2 * found, -1, PRIME) % PRIME)

    def moved(self, entry: Residue, function: Callable[[float], float]) -> Residue:
        raise NotExact("difference")


class _Exact:
    """A residue in a formula for a slope."""

    __slots__ = ("a",)

    def __init__(self, a: int) -> None:
        self.a = a % PRIME

    def __add__(self, other: Any) -> _Exact:
        return _Exact(self.a + _residue(other))

    __radd__ = __add__

    def __mul__(self, other: Any) -> _Exact:
        return _Exact(self.a * _residue(other))

    __rmul__ = __mul__

    def __neg__(self) -> _Exact:
        return _Exact(-self.a)

    def __sub__(self, other: Any) -> _Exact:
        return _Exact(self.a - _residue(other))

    def __rsub__(self, other: Any) -> _Exact:
        return _Exact(_residue(other) - self.a)

    def __rtruediv__(self, other: Any) -> _Exact:
        if not self.a:
            raise ZeroDivisionError
        return _Exact(_residue(other) * pow(self.a, -1, PRIME))


def _residue(value: Any) -> int:
    return value.a if isinstance(value, _Exact) else int(value)


def hash_of(name: str) -> int:
    """A number for a name, the same in every run."""
    return int.from_bytes(name.encode()[:16], "big") % (PRIME - 7) + 3
