"""Matrices along one more axis, of which there is a whole number: the heads of an attention."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from calcref.core.errors import ShapeMismatch, Untraceable
from calcref.matrix.reading.operators import Operators
from calcref.matrix.reading.sizes import dim_of

ALONG_ROWS = ("sum", "mean", "var", "std", "max", "amax")


class Stacked(Operators):
    """Three dimensions, one of which counts `parts`.

    Args:
        parts: the matrices.
        place: the number of the axis that counts them.
    """

    ndim = 3

    def __init__(self, parts: tuple[Any, ...], place: int = 0) -> None:
        self.parts, self.place = parts, place

    @property
    def shape(self) -> tuple[int, ...]:
        """Its shape, in whole numbers that stand for names."""
        inner = list(self.parts[0].shape)
        inner.insert(self.place, len(self.parts))
        return tuple(inner)

    @property
    def dtype(self) -> Any:
        """What its entries are."""
        return self.parts[0].dtype

    def _made(self, part: Callable[[int], Any]) -> Stacked:
        return Stacked(tuple(map(part, range(len(self.parts)))), self.place)

    def _of(self, value: Any, k: int) -> Any:
        """What meets part number `k`: a part of something that is stacked alike, or a matrix or a number."""
        if not isinstance(value, Stacked):
            if self.place and getattr(value, "ndim", 0):
                raise Untraceable("an array with two dimensions meets one with three whose parts are not in front")
            return value
        if (value.place, len(value.parts)) != (self.place, len(self.parts)):
            raise ShapeMismatch(f"arrays of shapes {self.shape} and {value.shape} do not meet part by part")
        return value.parts[k]

    def _called_ufunc(self, name: str, args: tuple[Any, ...]) -> Any:
        def one(k: int) -> Any:
            found = [self._of(arg, k) for arg in args]
            return next(it for it in found if isinstance(it, Operators))._called_ufunc(name, tuple(found))

        if name == "matmul" and self.place:
            raise Untraceable("a product of matrices needs the axis that counts them in front; use np.swapaxes first")
        return self._made(one)

    def __array_ufunc__(self, ufunc: Any, method: str, *args: Any, **options: Any) -> Any:
        if method != "__call__" or options:
            raise Untraceable(f"np.{ufunc.__name__}.{method} cannot be traced; use plain operations")
        return self._called_ufunc(ufunc.__name__, args)

    def __array_function__(self, function: Any, types: Any, args: Any, options: Any) -> Any:
        name = function.__name__
        if name == "where":
            return self._made(lambda k: function(*(self._of(arg, k) for arg in args)))
        if name == "swapaxes":
            return self.swapaxes(*args[1:])
        if name == "matrix_transpose":
            return self.swapaxes(-1, -2)
        if name == "reshape":
            return self.reshape(*args[1:])
        if name in ALONG_ROWS and (options.get("axis") in (-1, 2) or args[1:2] in ((-1,), (2,))) and not self.place:
            rest = {key: value for key, value in options.items() if key != "axis"}
            return self._made(lambda k: function(self.parts[k], axis=-1, **rest))
        raise Untraceable(f"np.{name} is not known of three dimensions; write it for each part, or use the last axis")

    def swapaxes(self, one: int, other: int) -> Stacked:
        """The parts transposed, or the axis that counts them and its neighbor exchanged."""
        pair = {one % 3, other % 3}
        if pair == {1, 2} and not self.place:
            return self._made(lambda k: self.parts[k].T)
        if pair == {0, 1} and self.place < 2:
            return Stacked(self.parts, 1 - self.place)
        raise Untraceable(f"np.swapaxes of the axes {one} and {other} is not known of shape {self.shape}")

    def transpose(self, *axes: Any) -> Stacked:
        """The axes in another order."""
        order = tuple(axes[0]) if len(axes) == 1 else axes
        if order == (1, 0, 2):
            return self.swapaxes(0, 1)
        if order == (0, 2, 1):
            return self.swapaxes(1, 2)
        raise Untraceable(f"the order {order} of axes is not known of shape {self.shape}")

    def reshape(self, *shape: Any) -> Any:
        """The parts side by side, where they are counted by the axis in the middle."""
        wanted = shape[0] if len(shape) == 1 and isinstance(shape[0], (tuple, list)) else shape
        own = self.shape
        width = dim_of(own[2]) * len(self.parts)
        fits = len(wanted) == 2 and dim_of(wanted[0]) in (dim_of(own[0]), -1) and dim_of(wanted[1]) in (width, -1)
        if self.place != 1 or not fits:
            raise Untraceable(f"np.reshape from {self.shape} to {tuple(wanted)} is not known; np.swapaxes comes first")
        return self.parts[0].joined(self.parts)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, int) and not self.place:
            return self.parts[index]
        raise Untraceable("of three dimensions, parts are taken by a whole number, along the axis that counts them")

    def __len__(self) -> int:
        return int(self.shape[0])

    def __iter__(self) -> Iterator[Any]:
        if self.place:
            raise Untraceable("a loop over rows cannot be traced; np.swapaxes brings the axis that counts to the front")
        return iter(self.parts)

    def __bool__(self) -> bool:
        raise Untraceable("a branch on a value cannot be traced, since the value is not known")

    @property
    def T(self) -> Any:
        """Refused: it would turn all three axes around."""
        raise Untraceable(".T turns all three axes around; use np.swapaxes(x, -1, -2)")
