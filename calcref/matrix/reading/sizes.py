"""Whole numbers that stand for named dimensions while a function runs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import sympy as sp

from calcref.matrix.build import plus, power, times


class Size(int):
    """A whole number that remembers which dimension it is: 1/n stays 1/n."""

    dim: sp.Expr

    def __new__(cls, value: int, dim: sp.Expr) -> Size:
        made = super().__new__(cls, value)
        made.dim = dim
        return made

    def _with(self, other: Any, value: Any, dim: Any) -> Any:
        if not isinstance(other, int) or isinstance(other, bool):
            return NotImplemented
        return Size(value(int(self), int(other)), dim(self.dim, dim_of(other)))

    def __add__(self, other: Any) -> Any:
        return self._with(other, int.__add__, lambda a, b: a + b)

    __radd__ = __add__

    def __mul__(self, other: Any) -> Any:
        return self._with(other, int.__mul__, lambda a, b: a * b)

    __rmul__ = __mul__

    def __sub__(self, other: Any) -> Any:
        return self._with(other, int.__sub__, lambda a, b: a - b)

    def __rsub__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: b - a, lambda a, b: b - a)

    def __floordiv__(self, other: Any) -> Any:
        share = self.dim / other if isinstance(other, int) and other else None
        return Size(int(self) // other, share) if share is not None and share.is_integer else int(self) // other

    def __truediv__(self, other: Any) -> Any:
        from calcref.matrix.reading.traced import traced

        return traced(self) / other

    def __rtruediv__(self, other: Any) -> Any:
        from calcref.matrix.reading.traced import traced

        return traced(other) / traced(self)

    def __pow__(self, other: Any, modulus: Any = None) -> Any:
        from calcref.matrix.reading.traced import traced

        return traced(self) ** other

    def __array_ufunc__(self, ufunc: Any, method: str, *args: Any, **options: Any) -> Any:
        from calcref.matrix.reading.traced import traced

        return traced(self).__array_ufunc__(ufunc, method, *args, **options)

    __hash__ = int.__hash__


def dim_of(value: int) -> sp.Expr:
    """The dimension that a whole number stands for."""
    return value.dim if isinstance(value, Size) else sp.Integer(value)


def number_of(dim: sp.Expr, sizes: Mapping[sp.Expr, int]) -> int:
    """A dimension as a whole number, from those that stand for names."""
    if dim.is_Symbol:
        return sizes[dim]
    if dim.is_Mul:
        return math.prod(number_of(it, sizes) for it in dim.args)
    return int(dim) if dim.is_Integer else int(dim.subs(sizes))


def node_of(dim: sp.Expr) -> sp.Expr:
    """An expression of dimensions, as one of scalars."""
    if dim.is_Add:
        return plus(*map(node_of, dim.args))
    if dim.is_Mul:
        return times(*map(node_of, dim.args))
    if dim.is_Pow:
        return power(node_of(dim.base), dim.exp)
    return dim


def stand_ins(dims: list[sp.Expr], taken: set[int], start: int) -> Mapping[sp.Expr, int]:
    """A number for each named dimension, all different, from `start` on."""
    found: dict[sp.Expr, int] = {}
    value = start
    for dim in dims:
        while value in taken:
            value += 1
        found[dim] = value
        value += 2
    return found
