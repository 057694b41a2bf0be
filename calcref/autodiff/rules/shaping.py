"""Functions that move elements without changing them: linear, so that the adjoint moves them back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.rules.shapes import Axes, normal_axes, normal_axis, unbroadcast


def _mover(name: str, value: Callable[..., Any], back: Callable[..., Any]) -> ArrayRule:
    """The rule of a linear map, from its adjoint `back(y_bar, shape of the argument, **options)`."""
    return ArrayRule(
        name,
        value,
        "linear",
        lambda y_bar, y, a, **options: back(y_bar, a, **options),
        reads="shapes",
        complex_too=True,
        fresh=True,
    )


RESHAPE = _mover(
    "reshape",
    lambda a, shape, order: np.reshape(a, shape, order=order),
    lambda y_bar, target, shape, order: np.reshape(y_bar, target, order=order),
)
TRANSPOSE = _mover(
    "transpose",
    lambda a, axes: np.transpose(a, axes),
    lambda y_bar, target, axes: np.transpose(
        y_bar, None if axes is None else tuple(np.argsort(np.mod(axes, len(axes))))
    ),
)
SWAPAXES = _mover(
    "swapaxes",
    lambda a, first, second: np.swapaxes(a, first, second),
    lambda y_bar, target, first, second: np.swapaxes(y_bar, first, second),
)
MOVEAXIS = _mover(
    "moveaxis",
    lambda a, source, destination: np.moveaxis(a, source, destination),
    lambda y_bar, target, source, destination: np.moveaxis(y_bar, destination, source),
)
BROADCAST_TO = _mover(
    "broadcast_to",
    lambda a, shape: np.broadcast_to(a, shape),
    lambda y_bar, target, shape: unbroadcast(y_bar, target),
)
FLIP = _mover("flip", lambda a, axis: np.flip(a, axis), lambda y_bar, target, axis: np.flip(y_bar, axis))
ROLL = _mover(
    "roll",
    lambda a, shift, axis: np.roll(a, shift, axis),
    lambda y_bar, target, shift, axis: np.roll(y_bar, tuple(np.negative(shift)) if np.ndim(shift) else -shift, axis),
)


def reshape(a: Any, shape: Any, order: Any = "C") -> Any:
    """np.reshape."""
    return RESHAPE(a, shape=shape, order=order)


def ravel(a: Any, order: Any = "C") -> Any:
    """np.ravel."""
    return RESHAPE(a, shape=-1, order=order)


def transpose(a: Any, axes: Any = None) -> Any:
    """np.transpose."""
    return TRANSPOSE(a, axes=axes)


def matrix_transpose(x: Any) -> Any:
    """np.matrix_transpose."""
    return SWAPAXES(x, first=-1, second=-2)


def swapaxes(a: Any, axis1: int, axis2: int) -> Any:
    """np.swapaxes."""
    return SWAPAXES(a, first=axis1, second=axis2)


def moveaxis(a: Any, source: Any, destination: Any) -> Any:
    """np.moveaxis."""
    return MOVEAXIS(a, source=source, destination=destination)


def rollaxis(a: Any, axis: int, start: int = 0) -> Any:
    """np.rollaxis."""
    axis = normal_axis(axis, a.ndim)
    start += a.ndim if start < 0 else 0
    return np.moveaxis(a, axis, start - 1 if axis < start else start)


def expand_dims(a: Any, axis: Any) -> Any:
    """np.expand_dims."""
    axes = normal_axes(tuple(axis) if np.ndim(axis) else axis, a.ndim + np.size(axis))
    sizes = iter(a.shape)
    return RESHAPE(a, shape=tuple(1 if k in axes else next(sizes) for k in range(a.ndim + len(axes))), order="C")


def squeeze(a: Any, axis: Axes = None) -> Any:
    """np.squeeze; the shape is that of the plain value, so that its errors are NumPy's."""
    target = np.squeeze(np.broadcast_to(0.0, a.shape), axis).shape
    return RESHAPE(a, shape=target, order="C")


def broadcast_to(array: Any, shape: Any) -> Any:
    """np.broadcast_to."""
    return BROADCAST_TO(array, shape=shape)


def copy(a: Any, order: Any = "K", subok: bool = False) -> Any:
    """np.copy: the array itself, for nothing can be written into it."""
    return a


def resize(a: Any, new_shape: Any) -> Any:
    """np.resize: the elements again and again."""
    flat, size = np.ravel(a), int(np.prod(new_shape))
    if not np.size(flat):
        return np.zeros(new_shape, flat.dtype)
    return np.reshape(np.take(flat, np.arange(size) % np.size(flat)), new_shape)


def broadcast_arrays(*args: Any) -> tuple[Any, ...]:
    """np.broadcast_arrays."""
    target = np.broadcast_shapes(*map(np.shape, args))
    return tuple(np.broadcast_to(arg, target) for arg in args)


def flip(m: Any, axis: Axes = None) -> Any:
    """np.flip."""
    return FLIP(m, axis=axis)


def fliplr(m: Any) -> Any:
    """np.fliplr."""
    return FLIP(m, axis=1)


def flipud(m: Any) -> Any:
    """np.flipud."""
    return FLIP(m, axis=0)


def roll(a: Any, shift: Any, axis: Any = None) -> Any:
    """np.roll."""
    return ROLL(a, shift=shift, axis=axis)


def rot90(m: Any, k: int = 1, axes: tuple[int, int] = (0, 1)) -> Any:
    """np.rot90."""
    match k % 4:
        case 0:
            return m
        case 1:
            return np.swapaxes(np.flip(m, axes[1]), *axes)
        case 2:
            return np.flip(m, tuple(axes))
        case _:
            return np.flip(np.swapaxes(m, *axes), axes[1])


def atleast_1d(*arys: Any) -> Any:
    """np.atleast_1d."""
    found = tuple(np.reshape(a, (1,)) if np.ndim(a) == 0 else a for a in arys)
    return found[0] if len(found) == 1 else found


def atleast_2d(*arys: Any) -> Any:
    """np.atleast_2d."""
    found = tuple(np.reshape(a, (1, -1)) if np.ndim(a) < 2 else a for a in arys)
    return found[0] if len(found) == 1 else found


def atleast_3d(*arys: Any) -> Any:
    """np.atleast_3d."""
    found = tuple(
        np.reshape(a, (1, -1, 1)) if np.ndim(a) < 2 else np.expand_dims(a, -1) if np.ndim(a) == 2 else a for a in arys
    )
    return found[0] if len(found) == 1 else found


SHAPING: dict[Any, Any] = {
    np.reshape: reshape,
    np.ravel: ravel,
    np.transpose: transpose,
    np.permute_dims: transpose,
    np.matrix_transpose: matrix_transpose,
    np.linalg.matrix_transpose: matrix_transpose,
    np.swapaxes: swapaxes,
    np.moveaxis: moveaxis,
    np.rollaxis: rollaxis,
    np.expand_dims: expand_dims,
    np.squeeze: squeeze,
    np.broadcast_to: broadcast_to,
    np.broadcast_arrays: broadcast_arrays,
    np.copy: copy,
    np.resize: resize,
    np.flip: flip,
    np.fliplr: fliplr,
    np.flipud: flipud,
    np.roll: roll,
    np.rot90: rot90,
    np.atleast_1d: atleast_1d,
    np.atleast_2d: atleast_2d,
    np.atleast_3d: atleast_3d,
}
