"""What the verbs share: which arguments are differentiated, and how they are boxed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from calcref.autodiff.mechanism.box import Box, shape
from calcref.autodiff.mechanism.structure import differentiable, refill
from calcref.core.errors import CalcrefError, ShapeMismatch
from calcref.core.trees import leaves, tree_map

Argnums = int | tuple[int, ...]


def name_of(f: Callable[..., Any]) -> str:
    """What messages call `f`."""
    return getattr(f, "__name__", type(f).__name__)


def chosen(args: tuple[Any, ...], argnums: Argnums, what: str) -> Any:
    """The arguments that `argnums` chooses: one, or a tuple of them.

    Raises:
        CalcrefError: there is no such argument.
    """
    numbers = (argnums,) if isinstance(argnums, int) else argnums
    for k in numbers:
        if not -len(args) <= k < len(args):
            raise CalcrefError(
                f"{what} was to differentiate in argument {k}, and was called with {len(args)} positional arguments; "
                "argnums counts them from 0, and keyword arguments are never differentiated"
            )
    return args[argnums] if isinstance(argnums, int) else tuple(args[k] for k in numbers)


def replaced(args: tuple[Any, ...], argnums: Argnums, by: Any) -> list[Any]:
    """The arguments with `by` in the place of those that `argnums` chooses."""
    new = list(args)
    if isinstance(argnums, int):
        new[argnums] = by
    else:
        for k, part in zip(argnums, by, strict=True):
            new[k] = part
    return new


def floats(tree: Any, what: str) -> Any:
    """`tree` with each leaf as something that a derivative can be taken in."""
    return tree_map(lambda leaf: differentiable(leaf, what), tree)


def like(tree: Any, values: list[Any], what: str) -> Any:
    """`values` in the structure of `tree`, checked to have its shapes."""
    parts = leaves(tree)
    if len(parts) != len(values):
        raise ShapeMismatch(f"{what} has {len(values)} arrays where the value has {len(parts)}")
    for part, value in zip(parts, values, strict=True):
        if shape(part) != shape(value):
            raise ShapeMismatch(f"{what} has shape {shape(value)} where the value has shape {shape(part)}")
    return refill(tree, iter(values))


def is_box_of(x: Any, trace: Any) -> bool:
    """Whether `x` was made on `trace`."""
    return type(x) is Box and x.origin is trace
