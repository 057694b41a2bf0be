"""The operators of a traced array.

They are the ufuncs of their names. Where both sides are single numbers on a tape, an operation leaves nothing there
but its local derivatives, as numbers: long tapes are made of these.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

Local = Callable[[Any, Any, Any], Any]  # the derivative of y = a @ b in a or in b, from (y, a, b)

_FLOAT = np.float64
_NUMBERS = frozenset((float, int, np.float64))
_NONE: dict[str, Any] = {}  # no options


def _binary(ufunc: Any, compute: Callable[[Any, Any], Any], in_a: Local, in_b: Local) -> tuple[Any, Any]:
    """The operators for `box @ other`, where `other` may be a box too, and for `other @ box`, where it is none."""

    def method(self: Any, other: Any) -> Any:
        tape, a, cls = self.origin, self.value, type(self)
        if tape.fast and type(a) is not cls:
            if type(other) is not cls:
                if type(a) is _FLOAT and type(other) in _NUMBERS:
                    y = compute(a, other)
                    tape.append((self.index, in_a(y, a, other)))
                    return cls(y, tape, len(tape) - 1)
                return tape.record(tape.table.ufuncs[ufunc], (self, other), (a, other), _NONE, compute(a, other))
            if other.origin is tape:
                b = other.value
                y = compute(a, b)
                if type(a) is _FLOAT and type(b) is _FLOAT:
                    tape.append((self.index, in_a(y, a, b), other.index, in_b(y, a, b)))
                    return cls(y, tape, len(tape) - 1)
                return tape.record(tape.table.ufuncs[ufunc], (self, other), (a, b), _NONE, y)
        return tape.table.ufuncs[ufunc](self, other)

    def reflected(self: Any, other: Any) -> Any:
        tape, b, cls = self.origin, self.value, type(self)
        if tape.fast and type(b) is not cls:
            y = compute(other, b)
            if type(b) is _FLOAT and type(other) in _NUMBERS:
                tape.append((self.index, in_b(y, other, b)))
                return cls(y, tape, len(tape) - 1)
            return tape.record(tape.table.ufuncs[ufunc], (other, self), (other, b), _NONE, y)
        return tape.table.ufuncs[ufunc](other, self)

    return method, reflected


def _power_in_a(y: Any, a: Any, b: Any) -> Any:
    return b * a ** (b - 1) if b else 0.0


def _power_in_b(y: Any, a: Any, b: Any) -> Any:
    return y * np.log(a) if a > 0 else 0.0 if a == 0 else _FLOAT(np.nan)


def _ufunc(ufunc: Any) -> tuple[Any, Any]:
    """The operators that are nothing but the ufunc."""
    return (lambda self, other: ufunc(self, other)), (lambda self, other: ufunc(other, self))


def _comparison(compare: Callable[[Any, Any], Any]) -> Any:
    """A comparison: its derivative is 0 wherever it has one, so it is one of plain values."""
    return lambda self, other: compare(self.value, other.value if type(other) is type(self) else other)


def _in_place(symbol: str) -> Any:
    def method(self: Any, other: Any) -> Any:
        if self.value.ndim == 0:
            return NotImplemented
        return self.refuse_in_place(symbol)

    return method


class Operators:
    """What `Box` does with operators and brackets."""

    __slots__ = ()
    value: Any
    origin: Any

    __add__, __radd__ = _binary(np.add, operator.add, lambda y, a, b: 1.0, lambda y, a, b: 1.0)
    __sub__, __rsub__ = _binary(np.subtract, operator.sub, lambda y, a, b: 1.0, lambda y, a, b: -1.0)
    __mul__, __rmul__ = _binary(np.multiply, operator.mul, lambda y, a, b: b, lambda y, a, b: a)
    __truediv__, __rtruediv__ = _binary(np.divide, operator.truediv, lambda y, a, b: 1.0 / b, lambda y, a, b: -y / b)
    __pow__, __rpow__ = _binary(np.power, operator.pow, _power_in_a, _power_in_b)
    __matmul__, __rmatmul__ = _ufunc(np.matmul)
    __mod__, __rmod__ = _ufunc(np.remainder)
    __floordiv__, __rfloordiv__ = _ufunc(np.floor_divide)
    __lt__, __le__, __eq__ = map(_comparison, (operator.lt, operator.le, operator.eq))
    __gt__, __ge__, __ne__ = map(_comparison, (operator.gt, operator.ge, operator.ne))
    __iadd__, __isub__, __imul__ = map(_in_place, ("+=", "-=", "*="))
    __itruediv__, __ipow__, __imatmul__ = map(_in_place, ("/=", "**=", "@="))

    def __neg__(self) -> Any:
        return np.negative(self)  # type: ignore[call-overload]

    def __pos__(self) -> Any:
        return self

    def __abs__(self) -> Any:
        return np.absolute(self)  # type: ignore[call-overload]

    def __getitem__(self, index: Any) -> Any:
        return self.origin.table.functions[operator.getitem](self, index)
