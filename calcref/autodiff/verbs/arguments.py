"""What the verbs share: which arguments are differentiated, and how they are boxed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import Box, shape, unboxed
from calcref.autodiff.mechanism.structure import differentiable, refill
from calcref.core.errors import CalcrefError, OutsideDomain, ShapeMismatch
from calcref.core.trees import leaves, tree_map
from calcref.verify.given import is_whole

Argnums = int | tuple[int, ...]


def name_of(f: Callable[..., Any]) -> str:
    """What messages call `f`."""
    return getattr(f, "__name__", type(f).__name__)


def function(f: Any, verb: str) -> Callable[..., Any]:
    """`f`, where it can be called.

    Raises:
        CalcrefError: it cannot.
    """
    if not callable(f):
        raise CalcrefError(f"{verb} takes a function, and was given a {type(f).__name__}; pass lambda x: ...")
    return f  # type: ignore[no-any-return]


def chosen(args: tuple[Any, ...], argnums: Argnums, what: str) -> Any:
    """The arguments that `argnums` chooses: one, or a tuple of them.

    Raises:
        CalcrefError: there is no such argument, or it is chosen twice.
    """
    several = isinstance(argnums, tuple | list)
    numbers: tuple[Any, ...] = tuple(argnums) if isinstance(argnums, tuple | list) else (argnums,)
    if not all(map(is_whole, numbers)):
        raise CalcrefError(f"argnums of {what} is the number of an argument, or a tuple of such; found {argnums!r:.60}")
    for k in numbers:
        if not -len(args) <= k < len(args):
            raise CalcrefError(
                f"{what} was to differentiate in argument {k}, and was called with {len(args)} positional arguments; "
                "argnums counts them from 0, and keyword arguments are never differentiated"
            )
    if len({k % len(args) for k in numbers}) < len(numbers):
        raise CalcrefError(f"{what} was to differentiate twice in one argument: argnums is {argnums}")
    return tuple(args[k] for k in numbers) if several else args[numbers[0]]


def replaced(args: tuple[Any, ...], argnums: Argnums, by: Any) -> list[Any]:
    """The arguments with `by` in the place of those that `argnums` chooses."""
    new = list(args)
    if isinstance(argnums, tuple | list):
        for k, part in zip(argnums, by, strict=True):
            new[k] = part
    else:
        new[argnums] = by
    return new


def floats(tree: Any, what: str) -> Any:
    """`tree` with each leaf as something that a derivative can be taken in."""
    return tree_map(lambda leaf: differentiable(leaf, what), tree)


def like(tree: Any, values: Any, what: str) -> Any:
    """`values`, a tangent or a cotangent, in the structure of `tree`, checked to have its shapes and to be numbers.

    Raises:
        ShapeMismatch: another structure, or another shape.
        OutsideDomain: no numbers, or complex ones for a real value.
    """
    parts, numbers = leaves(tree), [_as_float(value, what) for value in leaves(values)]
    if len(parts) != len(numbers):
        raise ShapeMismatch(f"{what} has {len(numbers)} arrays where the value has {len(parts)}")
    for part, number in zip(parts, numbers, strict=True):
        if shape(part) != shape(number):
            raise ShapeMismatch(f"{what} has shape {shape(number)} where the value has shape {shape(part)}")
        if number.dtype.kind == "c" and np.asarray(unboxed(part)).dtype.kind != "c":
            raise OutsideDomain(f"{what} is complex where the value is real; take np.real of it")
    return refill(tree, iter(numbers))


def _as_float(x: Any, what: str) -> Any:
    """A tangent or cotangent as floats: integers would overflow, and booleans cannot be subtracted."""
    if isinstance(x, bool | int | float | complex):
        try:
            return np.complex128(x) if isinstance(x, complex) else np.float64(x)
        except OverflowError:
            raise OutsideDomain(f"{what} is an integer of {x.bit_length()} bits, too large for a float") from None  # type: ignore[union-attr]
    if type(x) not in (Box, np.ndarray) and not isinstance(x, np.generic):
        raise OutsideDomain(
            f"{what} is made of arrays of numbers; found a {type(x).__name__}: pass np.asarray(x, float)"
        )
    if x.dtype.kind not in "biufc":
        raise OutsideDomain(f"{what} is made of numbers; found an array of {x.dtype}")
    return x.astype(float) if x.dtype.kind in "biu" else x


def is_box_of(x: Any, trace: Any) -> bool:
    """Whether `x` was made on `trace`."""
    return type(x) is Box and x.origin is trace
