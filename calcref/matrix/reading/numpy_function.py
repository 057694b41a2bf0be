"""A function of NumPy arrays, run with arrays that have a name in place of entries."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp

from calcref.core.arrays import Array
from calcref.core.errors import CalcrefError, Untraceable
from calcref.core.expr import Interner
from calcref.matrix.reading.broadcast import Seen
from calcref.matrix.reading.constants import lifted
from calcref.matrix.reading.sizes import stand_ins
from calcref.matrix.reading.traced import Traced

STARTS = (11, 101)  # stand-ins for dimensions: a function that depends on them shows by the second


def node_from_function(function: Callable[..., Any], arrays: Mapping[str, Array]) -> Seen:
    """What `function` computes, as an expression of `arrays`, which are its arguments.

    Raises:
        Untraceable: something in it cannot be traced, or it returns several arrays.
        ShapeMismatch, CalcrefError: as `nodes_from_function` does.
    """
    found = nodes_from_function(function, arrays)
    if len(found) != 1:
        raise Untraceable(
            f"the function returned {len(found)} arrays; it has to return one array or number (matrix_vjp and "
            "backward_pass take several)"
        )
    return found[0]


def nodes_from_function(function: Callable[..., Any], arrays: Mapping[str, Array]) -> tuple[Seen, ...]:
    """What `function` computes, which may be a tuple of arrays, as expressions of its arguments.

    Raises:
        Untraceable: something in it cannot be traced.
        ShapeMismatch: shapes do not fit in it.
        CalcrefError: an argument has no shape.
    """
    names = argument_names(function, arrays)
    given = [size for name in names for size in arrays[name].dims]
    dims = list(dict.fromkeys(dim for size in given for dim in sorted(size.free_symbols, key=str)))
    taken = {int(dim) for array in arrays.values() for dim in array.dims if dim.is_Integer}
    found = [_run(function, [arrays[name] for name in names], stand_ins(dims, taken, start)) for start in STARTS]
    same = Interner()
    if len(found[0]) != len(found[1]) or any(
        one.ndim != other.ndim or same(one.node) is not same(other.node) for one, other in zip(*found, strict=True)
    ):
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


def _run(function: Callable[..., Any], arrays: list[Array], sizes: Mapping[sp.Expr, int]) -> tuple[Seen, ...]:
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
    several = isinstance(result, (tuple, list)) and len(result) > 0
    return tuple(_seen(it, sizes) for it in (result if several else (result,)))


def _seen(result: Any, sizes: Mapping[sp.Expr, int]) -> Seen:
    if isinstance(result, Traced):
        return result.seen
    if isinstance(result, (int, float)) or hasattr(result, "tolist"):
        return lifted(result, sizes)
    raise Untraceable(f"the function returned {type(result).__name__}; it has to return one array or number")
