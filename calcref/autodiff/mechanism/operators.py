"""The operators of a traced array.

They are the ufuncs of their names. Where both sides are single numbers on a tape, an operation leaves nothing there
but its local derivatives, as numbers: long tapes are made of these, so they take the shortest way.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.flat import matmul

Local = Callable[[Any, Any, Any], Any]  # from (y, a, b) to the derivative of y = a @ b in a, or in b

_ARRAY, _FLOAT = np.ndarray, np.float64
_NUMBERS = frozenset((float, int, np.float64))


def _binary(ufunc: Any, compute: Callable[[Any, Any], Any], in_a: Local, in_b: Local) -> tuple[Any, Any]:
    """The operators for `box @ other`, where `other` may be a box too, and for `other @ box`, where it is none."""

    def method(self: Any, other: Any) -> Any:
        tape, a, cls = self.origin, self.value, type(self)
        if type(a) is _FLOAT and tape.fast:
            if type(other) in _NUMBERS:
                y = compute(a, other)
                tape.append((self.index, in_a(y, a, other)))
            elif type(other) is cls and other.origin is tape and type(b := other.value) is _FLOAT:
                y = compute(a, b)
                tape.append((self.index, in_a(y, a, b), other.index, in_b(y, a, b)))
            else:
                return arrays(self, other)
            box = _new(cls)
            box.value, box.origin, box.index = y, tape, len(tape) - 1
            return box
        return arrays(self, other)

    def arrays(self: Any, other: Any) -> Any:
        tape, a, cls = self.origin, self.value, type(self)
        if tape.fast and type(a) is not cls:
            if type(other) is _ARRAY or type(other) in _NUMBERS:
                y = compute(a, other)
                if type(y) is _ARRAY and y.dtype.kind == "f":
                    return tape.write_two(tape.table.ufuncs[ufunc], self.index, a, -1, other, y)
            elif type(other) is cls and other.origin is tape:
                y = compute(a, other.value)
                if type(y) is _ARRAY and y.dtype.kind == "f":
                    return tape.write_two(tape.table.ufuncs[ufunc], self.index, a, other.index, other.value, y)
        return tape.table.ufuncs[ufunc](self, other)

    def reflected(self: Any, other: Any) -> Any:
        tape, b, cls = self.origin, self.value, type(self)
        if tape.fast and (type(other) in _NUMBERS or type(other) is _ARRAY):
            y = compute(other, b) if type(b) is not cls else None
            if type(b) is _FLOAT and type(other) in _NUMBERS:
                tape.append((self.index, in_b(y, other, b)))
                box = _new(cls)
                box.value, box.origin, box.index = y, tape, len(tape) - 1
                return box
            if type(y) is _ARRAY and y.dtype.kind == "f":
                return tape.write_two(tape.table.ufuncs[ufunc], -1, other, self.index, b, y)
        return tape.table.ufuncs[ufunc](other, self)

    return method, reflected


_new = object.__new__


def _one(y: Any, a: Any, b: Any) -> float:
    return 1.0


def _power_in_a(y: Any, a: Any, b: Any) -> Any:
    """b a**(b-1), and 0 where b is."""
    return b * a ** (b - 1) if b else 0.0


def _power_in_b(y: Any, a: Any, b: Any) -> Any:
    """y log(a), and NaN for a < 0."""
    return y * np.log(a) if a > 0 else 0.0 if a == 0 else np.nan


def _ufunc(ufunc: Any) -> tuple[Any, Any]:
    """The operators that are nothing but the ufunc."""
    return (lambda self, other: ufunc(self, other)), (lambda self, other: ufunc(other, self))


def _of_arrays(method: Callable[[Any, Any], Any], reflected: bool) -> Callable[[Any, Any], Any]:
    """The product of matrices, where the other side may be something that is no array."""

    def product(self: Any, other: Any) -> Any:
        if type(other) is _ARRAY or type(other) is type(self):
            return method(self, other)
        a, b = (other, self) if reflected else (self, other)
        return self.origin.table.functions[operator.matmul](a, b)

    return product


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

    __add__, __radd__ = _binary(np.add, operator.add, _one, _one)
    __sub__, __rsub__ = _binary(np.subtract, operator.sub, _one, lambda y, a, b: -1.0)
    __mul__, __rmul__ = _binary(np.multiply, operator.mul, lambda y, a, b: b, lambda y, a, b: a)
    __truediv__, __rtruediv__ = _binary(np.divide, operator.truediv, lambda y, a, b: 1.0 / b, lambda y, a, b: -y / b)
    __pow__, __rpow__ = _binary(np.power, operator.pow, _power_in_a, _power_in_b)
    __matmul__, __rmatmul__ = map(_of_arrays, _binary(np.matmul, matmul, _one, _one), (False, True))
    __mod__, __rmod__ = _ufunc(np.remainder)
    __floordiv__, __rfloordiv__ = _ufunc(np.floor_divide)

    def __divmod__(self, other: Any) -> tuple[Any, Any]:
        return self // other, self % other

    def __rdivmod__(self, other: Any) -> tuple[Any, Any]:
        return other // self, other % self

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
