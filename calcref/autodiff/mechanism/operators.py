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

Locals = Callable[[Any, Any, Any], tuple[Any, Any]]  # from (y, a, b) to the derivatives of y = a @ b in a and in b

_ARRAY, _FLOAT = np.ndarray, np.float64
_NUMBERS = frozenset((float, int, np.float64))


def _binary(ufunc: Any, compute: Callable[[Any, Any], Any], local: Locals) -> tuple[Any, Any]:
    """The operators for `box @ other`, where `other` may be a box too, and for `other @ box`, where it is none."""

    def method(self: Any, other: Any) -> Any:
        tape, a, cls = self.origin, self.value, type(self)
        if not tape.fast or type(a) is cls or type(other) is list:
            return tape.table.ufuncs[ufunc](self, other)
        if type(other) is not cls:
            y = compute(a, other)
            if type(a) is not _FLOAT or type(other) not in _NUMBERS:
                if type(y) is _ARRAY and y.dtype.kind == "f":
                    return tape.write_two(tape.table.ufuncs[ufunc], self.index, a, -1, other, y)
                return tape.table.ufuncs[ufunc](self, other)
            tape.append((self.index, local(y, a, other)[0]))
        elif other.origin is tape:
            b = other.value
            y = compute(a, b)
            if type(a) is not _FLOAT or type(b) is not _FLOAT:
                if type(y) is _ARRAY and y.dtype.kind == "f":
                    return tape.write_two(tape.table.ufuncs[ufunc], self.index, a, other.index, b, y)
                return tape.table.ufuncs[ufunc](self, other)
            d, e = local(y, a, b)
            tape.append((self.index, d, other.index, e))
        else:
            return tape.table.ufuncs[ufunc](self, other)
        box = _new(cls)
        box.value, box.origin, box.index = y, tape, len(tape) - 1
        return box

    def reflected(self: Any, other: Any) -> Any:
        tape, b, cls = self.origin, self.value, type(self)
        if not tape.fast or type(b) is cls or type(other) is list:
            return tape.table.ufuncs[ufunc](other, self)
        y = compute(other, b)
        if type(b) is not _FLOAT or type(other) not in _NUMBERS:
            if type(y) is _ARRAY and y.dtype.kind == "f":
                return tape.write_two(tape.table.ufuncs[ufunc], -1, other, self.index, b, y)
            return tape.table.ufuncs[ufunc](other, self)
        tape.append((self.index, local(y, other, b)[1]))
        box = _new(cls)
        box.value, box.origin, box.index = y, tape, len(tape) - 1
        return box

    return method, reflected


_new = object.__new__


def _power(y: Any, a: Any, b: Any) -> tuple[Any, Any]:
    """b a**(b-1), and 0 where b is; y log(a), NaN for a < 0, and not asked for where b is a number of Python's."""
    in_a = b * a ** (b - 1) if b else 0.0
    if type(b) is not _FLOAT:
        return in_a, 0.0
    return in_a, y * np.log(a) if a > 0 else 0.0 if a == 0 else np.nan


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

    __add__, __radd__ = _binary(np.add, operator.add, lambda y, a, b: (1.0, 1.0))
    __sub__, __rsub__ = _binary(np.subtract, operator.sub, lambda y, a, b: (1.0, -1.0))
    __mul__, __rmul__ = _binary(np.multiply, operator.mul, lambda y, a, b: (b, a))
    __truediv__, __rtruediv__ = _binary(np.divide, operator.truediv, lambda y, a, b: (1.0 / b, -y / b))
    __pow__, __rpow__ = _binary(np.power, operator.pow, _power)
    __matmul__, __rmatmul__ = map(_of_arrays, _binary(np.matmul, matmul, lambda y, a, b: (b, a)), (False, True))
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
