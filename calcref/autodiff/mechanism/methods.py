"""The attributes and methods of an array, each the NumPy function of its name."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np


def _method(name: str) -> Any:
    function = getattr(np, name)

    def method(self: Any, *args: Any, **options: Any) -> Any:
        return self.origin.table.functions[function](self, *args, **options)

    method.__name__, method.__doc__ = name, f"As np.{name}."
    return method


def _constant(name: str) -> Any:
    def method(self: Any, *args: Any, **options: Any) -> Any:
        value = self.value
        return getattr(value, name)(*args, **options)

    method.__name__, method.__doc__ = name, f"As ndarray.{name}: without a derivative, so of the plain value."
    return method


def _as_shape(args: tuple[Any, ...]) -> Any:
    """`x.reshape(2, 3)` and `x.reshape((2, 3))` mean the same."""
    return args[0] if len(args) == 1 else args


class Methods:
    """What `Box` has because an array has it."""

    __slots__ = ()
    value: Any
    origin: Any

    shape = property(lambda self: self.value.shape)
    ndim = property(lambda self: self.value.ndim)
    size = property(lambda self: self.value.size)
    dtype = property(lambda self: self.value.dtype)
    itemsize = property(lambda self: self.value.itemsize)
    T = property(lambda self: np.transpose(self))
    nbytes = property(lambda self: self.value.nbytes)
    flat = property(lambda self: np.ravel(self))
    mT = property(lambda self: np.matrix_transpose(self))
    real = property(lambda self: np.real(self))
    imag = property(lambda self: np.imag(self))

    sum, mean, prod, var, std = map(_method, ("sum", "mean", "prod", "var", "std"))
    max, min = _method("max"), _method("min")
    cumsum, cumprod, clip = map(_method, ("cumsum", "cumprod", "clip"))
    ravel, squeeze, swapaxes, repeat, take = map(_method, ("ravel", "squeeze", "swapaxes", "repeat", "take"))
    diagonal, trace, dot = map(_method, ("diagonal", "trace", "dot"))

    def compress(self, condition: Any, axis: int | None = None) -> Any:
        """As np.compress."""
        return self.origin.table.functions[np.compress](condition, self, axis=axis)

    argmax, argmin, argsort, argpartition = map(_constant, ("argmax", "argmin", "argsort", "argpartition"))
    any, all, nonzero, searchsorted = map(_constant, ("any", "all", "nonzero", "searchsorted"))

    def reshape(self, *shape: Any, order: Any = "C") -> Any:
        """As np.reshape."""
        return np.reshape(self, _as_shape(shape), order=order)  # type: ignore[call-overload]

    def transpose(self, *axes: Any) -> Any:
        """As np.transpose."""
        return np.transpose(self, _as_shape(axes) if axes else None)  # type: ignore[call-overload]

    def flatten(self, order: Any = "C") -> Any:
        """As np.ravel: nothing can be written into either."""
        return np.ravel(self, order)  # type: ignore[call-overload]

    def copy(self, order: str = "C") -> Any:
        """The array itself: nothing can be written into it."""
        return self

    def conj(self) -> Any:
        """As np.conj."""
        return np.conjugate(self)  # type: ignore[call-overload]

    conjugate = conj

    def round(self, decimals: int = 0) -> Any:
        """As np.round: derivative 0 wherever it has one, so of the plain value."""
        return self.value.round(decimals)

    def __round__(self, decimals: int | None = None) -> Any:
        return round(self.value) if decimals is None else self.value.round(decimals)

    def __trunc__(self) -> Any:
        return math.trunc(self.value)

    def __floor__(self) -> Any:
        return math.floor(self.value)

    def __ceil__(self) -> Any:
        return math.ceil(self.value)

    def astype(self, dtype: Any, copy: bool = True) -> Any:
        """As ndarray.astype; a type that is not floating has no derivative, so it gives a plain array."""
        return self.origin.table.functions[np.astype](self, dtype)

    def __len__(self) -> int:
        return len(self.value)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __iter__(self) -> Iterator[Any]:
        return (self[k] for k in range(len(self)))  # type: ignore[index]

    def __contains__(self, element: Any) -> bool:
        return bool(np.any(self == element))
