"""Arrays that have a name in place of entries, and write down what is done to them.

They answer the protocols that NumPy offers, `__array_ufunc__` and `__array_function__`: nothing here needs NumPy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import sympy as sp

from calcref.core.arrays import Array, shape_of
from calcref.core.errors import Untraceable
from calcref.matrix.build import transpose
from calcref.matrix.reading import operations
from calcref.matrix.reading.broadcast import Seen
from calcref.matrix.reading.constants import lifted, root_of_size
from calcref.matrix.reading.operators import Operators
from calcref.matrix.reading.pieces import Parted, part_of, side_by_side
from calcref.matrix.reading.sizes import Size, number_of
from calcref.matrix.reading.spectrum import Spectrum
from calcref.matrix.reading.stacked import Stacked


class Kind(NamedTuple):
    """What entries are, as NumPy says it of a dtype: "f" for floats, "b" for True and False."""

    kind: str


class Traced(Operators):
    """An array without entries: what is done to it is written down.

    Args:
        seen: what it is.
        sizes: the whole numbers that stand for dimensions.
    """

    def __init__(self, seen: Seen, sizes: Mapping[sp.Expr, int]) -> None:
        self.seen, self.sizes = seen, sizes

    @property
    def node(self) -> sp.Expr:
        """The expression."""
        return self.seen.node

    @property
    def ndim(self) -> int:
        """How many dimensions it has."""
        return self.seen.ndim

    @property
    def shape(self) -> tuple[int, ...]:
        """Its shape, in whole numbers that stand for names."""
        return tuple(self._size(dim) for dim in shape_of(self.node)[: self.ndim])

    def _size(self, dim: sp.Expr) -> int:
        return int(dim) if dim.is_Integer else Size(number_of(dim, self.sizes), dim)

    @property
    def size(self) -> int:
        """How many entries it has."""
        product: int = 1
        for length in self.shape:
            product = length * product
        return product

    @property
    def dtype(self) -> Kind:
        """What its entries are."""
        return Kind("b" if isinstance(self.node, Array) and "boolean" in self.node.properties else "f")

    @property
    def T(self) -> Traced:
        """The transpose."""
        return self if self.ndim < 2 else self._made(Seen(transpose(self.node), 2))

    def _made(self, seen: Seen) -> Traced:
        return Traced(seen, self.sizes)

    def __array_ufunc__(self, ufunc: Any, method: str, *args: Any, **options: Any) -> Any:
        if any(isinstance(arg, Stacked) for arg in args):
            return NotImplemented
        if method != "__call__" or options:
            said = "".join(f" with {name}=" for name in options) or f".{method}"
            raise Untraceable(f"np.{ufunc.__name__}{said} cannot be traced; use plain operations")
        return self._called(operations.UFUNCS, ufunc.__name__, args, {})

    def _called_ufunc(self, name: str, args: tuple[Any, ...]) -> Any:
        if any(isinstance(arg, Stacked) for arg in args):
            return NotImplemented
        return self._called(operations.UFUNCS, name, args, {})

    def __array_function__(self, function: Any, types: Any, args: Any, options: Any) -> Any:
        if any(issubclass(it, Stacked) for it in types):
            return NotImplemented
        return self._called(operations.FUNCTIONS, function.__name__, args, options)

    def _called(self, table: Mapping[str, Callable[..., Any]], name: str, args: Any, options: Any) -> Any:
        known = table.get(name)
        if known is None:
            raise Untraceable(
                f"np.{name} is not known to matrix derivatives; write it with products, sums, functions of each entry, "
                "inverses and determinants"
            )
        try:
            found = known(
                *(self._lifted(arg) for arg in args), **{key: self._lifted(it) for key, it in options.items()}
            )
        except TypeError as error:
            raise Untraceable(f"np.{name} is not known with these arguments ({error})") from None
        return self._wrapped(found)

    def _wrapped(self, found: Any) -> Any:
        if isinstance(found, Seen):
            return self._made(found)
        if isinstance(found, Spectrum):
            return found.opened(self._made)
        if isinstance(found, Parted):
            return Stacked(tuple(map(self._made, found.parts)), found.place)
        if isinstance(found, list):
            return [self._wrapped(it) for it in found]
        return type(found)(*map(self._wrapped, found)) if isinstance(found, tuple) else found

    def _lifted(self, value: Any) -> Any:
        """An argument as it is traced; options, such as an axis, as they are."""
        if isinstance(value, Traced):
            return value.seen
        if isinstance(value, (list, tuple)) and any(isinstance(it, Traced) for it in value):
            return [self._lifted(it) for it in value]
        if type(value) is float:
            return root_of_size(value, self.sizes) or value
        return lifted(value, self.sizes) if hasattr(value, "tolist") or isinstance(value, Size) else value

    def __getitem__(self, index: Any) -> Any:
        return self._made(part_of(self.seen, index))

    def joined(self, parts: Sequence[Traced]) -> Traced:
        """Matrices side by side."""
        return self._made(side_by_side([it.seen for it in parts]))

    def __getattr__(self, name: str) -> Any:
        method = operations.METHODS.get(name)
        if method is None:
            raise AttributeError(f"an array that is traced has no {name!r}")

        def call(*args: Any, **options: Any) -> Any:
            return self._called({name: method}, name, (self, *args), options)

        return call

    def __len__(self) -> int:
        if not self.ndim:
            raise TypeError("a scalar has no length")
        return int(self.shape[0])

    def __iter__(self) -> Any:
        raise Untraceable("a loop over the rows of an array cannot be traced; write the function with whole arrays")

    def __bool__(self) -> bool:
        raise Untraceable(
            "a branch on a value cannot be traced, since the value is not known: write both cases with np.where"
        )

    def __float__(self) -> float:
        raise Untraceable("the value of an array is not known while it is traced: leave out float() and .item()")

    def __int__(self) -> int:
        return int(float(self))

    def __index__(self) -> int:
        return int(float(self))

    def __array__(self, *args: Any, **options: Any) -> Any:
        raise Untraceable(
            "an array without entries cannot become a plain one: this is a function that does not know traced arrays, "
            "such as np.array of parts, math or scipy"
        )


def traced(value: Any) -> Traced:
    """A number or a dimension, to calculate with."""
    return value if isinstance(value, Traced) else Traced(lifted(value, {}), {})
