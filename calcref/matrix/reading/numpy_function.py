"""A function of NumPy arrays, run with arrays that have a name in place of entries.

They answer the protocols that NumPy offers, `__array_ufunc__` and `__array_function__`: nothing here needs NumPy.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp

from calcref.core.arrays import Array, shape_of
from calcref.core.errors import CalcrefError, Untraceable
from calcref.core.expr import Interner
from calcref.matrix.build import transpose
from calcref.matrix.reading import operations
from calcref.matrix.reading.broadcast import Seen
from calcref.matrix.reading.constants import lifted
from calcref.matrix.reading.sizes import Size, stand_ins

STARTS = (11, 101)  # stand-ins for dimensions: a function that depends on them shows by the second


class Traced:
    """An array without entries: what is done to it is written down.

    Args:
        seen: what it is.
        sizes: the whole numbers that stand for dimensions.
    """

    __array_priority__ = 1000.0

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
        return int(dim) if dim.is_Integer else Size(int(dim.subs(self.sizes)), dim)

    @property
    def size(self) -> int:
        """How many entries it has."""
        product: int = 1
        for length in self.shape:
            product = length * product
        return product

    @property
    def dtype(self) -> type:
        """Its entries are floats."""
        return float

    @property
    def T(self) -> Traced:
        """The transpose."""
        return self if self.ndim < 2 else self._made(Seen(transpose(self.node), 2))

    def _made(self, seen: Seen) -> Traced:
        return Traced(seen, self.sizes)

    def __array_ufunc__(self, ufunc: Any, method: str, *args: Any, **options: Any) -> Any:
        if method != "__call__" or options:
            said = "".join(f" with {name}=" for name in options) or f".{method}"
            raise Untraceable(f"np.{ufunc.__name__}{said} cannot be traced; use plain operations")
        return self._called(operations.UFUNCS, ufunc.__name__, args, {})

    def __array_function__(self, function: Any, types: Any, args: Any, options: Any) -> Any:
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
        if isinstance(found, operations.Spectrum):
            return found.opened(self._made)
        return type(found)(*map(self._wrapped, found)) if isinstance(found, tuple) else found

    def _lifted(self, value: Any) -> Any:
        """An argument as it is traced; options, such as an axis, as they are."""
        if isinstance(value, Traced):
            return value.seen
        if isinstance(value, (list, tuple)) and any(isinstance(it, Traced) for it in value):
            return [self._lifted(it) for it in value]
        return lifted(value, self.sizes) if hasattr(value, "tolist") or isinstance(value, Size) else value

    def _binary(self, name: str, *args: Any) -> Any:
        if any(not _is_operand(arg) for arg in args):
            return NotImplemented
        return self._called(operations.UFUNCS, name, args, {})

    def __add__(self, other: Any) -> Any:
        return self._binary("add", self, other)

    def __radd__(self, other: Any) -> Any:
        return self._binary("add", other, self)

    def __sub__(self, other: Any) -> Any:
        return self._binary("subtract", self, other)

    def __rsub__(self, other: Any) -> Any:
        return self._binary("subtract", other, self)

    def __mul__(self, other: Any) -> Any:
        return self._binary("multiply", self, other)

    def __rmul__(self, other: Any) -> Any:
        return self._binary("multiply", other, self)

    def __truediv__(self, other: Any) -> Any:
        return self._binary("divide", self, other)

    def __rtruediv__(self, other: Any) -> Any:
        return self._binary("divide", other, self)

    def __pow__(self, other: Any) -> Any:
        return self._binary("power", self, other)

    def __rpow__(self, other: Any) -> Any:
        return self._binary("power", other, self)

    def __matmul__(self, other: Any) -> Any:
        return self._binary("matmul", self, other)

    def __rmatmul__(self, other: Any) -> Any:
        return self._binary("matmul", other, self)

    def __neg__(self) -> Any:
        return self._binary("negative", self)

    def __pos__(self) -> Traced:
        return self

    def __abs__(self) -> Any:
        return self._binary("absolute", self)

    def __gt__(self, other: Any) -> Any:
        return self._binary("greater", self, other)

    def __ge__(self, other: Any) -> Any:
        return self._binary("greater", self, other)

    def __lt__(self, other: Any) -> Any:
        return self._binary("less", self, other)

    def __le__(self, other: Any) -> Any:
        return self._binary("less", self, other)

    def __getitem__(self, index: Any) -> Any:
        whole = index if isinstance(index, tuple) else (index,)
        if self.ndim == 1 and len(whole) == 2 and None in whole and slice(None) in whole:
            return self._made(Seen(self.node if whole[1] is None else transpose(self.node), 2))
        if (
            all(it == slice(None) or it is Ellipsis for it in whole if not isinstance(it, int))
            and whole
            and not any(isinstance(it, (int, list)) or hasattr(it, "tolist") for it in whole)
        ):
            return self
        raise Untraceable("entries and parts of an array cannot be traced; write the function with whole arrays")

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


def _is_operand(value: Any) -> bool:
    return isinstance(value, (Traced, int, float)) or hasattr(value, "tolist")


def traced(value: Any) -> Traced:
    """A number or a dimension, to calculate with."""
    return value if isinstance(value, Traced) else Traced(lifted(value, {}), {})


def node_from_function(function: Callable[..., Any], arrays: Mapping[str, Array]) -> Seen:
    """What `function` computes, as an expression of `arrays`, which are its arguments.

    Raises:
        Untraceable: something in it cannot be traced.
        ShapeMismatch: shapes do not fit in it.
        CalcrefError: an argument has no shape.
    """
    names = argument_names(function, arrays)
    dims = list(dict.fromkeys(dim for name in names for dim in arrays[name].dims if dim.is_Symbol))
    taken = {int(dim) for array in arrays.values() for dim in array.dims if dim.is_Integer}
    found = [_run(function, [arrays[name] for name in names], stand_ins(dims, taken, start)) for start in STARTS]
    same = Interner()
    if found[0].ndim != found[1].ndim or same(found[0].node) is not same(found[1].node):
        raise Untraceable(
            "what the function computes depends on a dimension that has only a name, as in a loop over it or in "
            "1/len(x); use x.shape[0] and np.mean, or give the dimension as a number"
        )
    return found[0]


def argument_names(function: Callable[..., Any], arrays: Mapping[str, Array]) -> list[str]:
    """The arguments of `function`, each of which has a shape.

    Raises:
        CalcrefError: one has none, or the arguments cannot be told.
    """
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        raise CalcrefError(
            "the arguments of the function cannot be told; wrap it in a lambda that names them"
        ) from None
    names = [it.name for it in parameters if it.default is it.empty or it.name in arrays]
    missing = [name for name in names if name not in arrays]
    if missing:
        raise CalcrefError(
            f"the argument {missing[0]} has no shape; say it, as in shapes={{{missing[0]!r}: 'n'}} ('' for a scalar)"
        )
    return names


def _run(function: Callable[..., Any], arrays: list[Array], sizes: Mapping[sp.Expr, int]) -> Seen:
    arguments = {array.name: Traced(Seen(array, len(array.dims)), sizes) for array in arrays}
    try:
        result = function(**arguments)
    except CalcrefError:
        raise
    except RecursionError:
        raise Untraceable("the function calls itself without end while it is traced") from None
    except Exception as error:
        raise Untraceable(
            f"the function failed while it was traced, with {type(error).__name__}: {str(error)[:200]}; arrays have no "
            "entries then, only shapes"
        ) from None
    if isinstance(result, Traced):
        return result.seen
    if isinstance(result, (int, float)) or hasattr(result, "tolist"):
        return lifted(result, sizes)
    raise Untraceable(f"the function returned {type(result).__name__}; it has to return one array or number")
