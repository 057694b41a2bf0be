"""Slopes in parameters, for a whole sample at a time: one pushed tangent for each parameter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from calcref.autodiff import jvp
from calcref.core.errors import CalcrefError, OutsideDomain, ShapeMismatch
from calcref.verify.given import reals

OfTheta = Callable[[Any], Any]


def parameters(theta: Any) -> Any:
    """`theta`, a number or a row of numbers, as float64.

    Raises:
        OutsideDomain: it is not made of finite real numbers.
        ShapeMismatch: it has more axes, or none in it.
    """
    array = reals(theta, "parameters")
    if array.ndim > 1 or not array.size:
        raise ShapeMismatch(f"parameters are a number or a row of numbers; found shape {array.shape}")
    if not np.all(np.isfinite(array)):
        raise OutsideDomain(f"parameters must be finite; found {array!s:.60}")
    return array[()]


def slopes(f: OfTheta, theta: Any, what: str) -> Any:
    """The slopes of every entry of f(theta) in the parameters: the shape of f(theta), then that of `theta`.

    Raises:
        OutsideDomain: a slope is not finite.
    """
    ways = np.eye(np.size(theta)).reshape(-1, *np.shape(theta)) if np.ndim(theta) else [1.0]
    with np.errstate(all="ignore"):
        found = np.stack([jvp(f)(theta, way)[1] for way in ways], axis=-1)
    if not np.all(np.isfinite(found)):
        raise OutsideDomain(f"{what} has no finite slope in the parameters {theta} at some of the values")
    return found if np.ndim(theta) else found[..., 0]


def entries(x: Any, what: str) -> Any:
    """`x` as an array of finite numbers.

    Raises:
        OutsideDomain: it is not.
    """
    array = reals(x, what)
    if not np.all(np.isfinite(array)):
        raise OutsideDomain(f"{what} must be finite; there is NaN or infinity among them")
    return array


def called(f: Any, *args: Any, what: str) -> Any:
    """f(*args), real numbers in the shape of the last argument.

    Raises:
        OutsideDomain: it is no function, or returns something else than real numbers.
        ShapeMismatch: it returns another shape, or does not take its arguments.
    """
    if not callable(f):
        raise OutsideDomain(f"{what} must be a function; found {f!r:.60}: try a lambda of NumPy arrays")
    shape = np.shape(args[-1])
    try:
        with np.errstate(all="ignore"):
            found = f(*args)
            kind = (found if hasattr(found, "dtype") else np.asarray(found)).dtype.kind
            same = np.shape(found) == shape
    except CalcrefError:
        raise
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise ShapeMismatch(
            f"{what} must be a function that takes all values at once, here of shape {shape}; calling it said: "
            f"{error}: write it with NumPy functions, or wrap it in np.vectorize"
        ) from error
    if kind not in "fiub":
        raise OutsideDomain(f"{what} must return real numbers; found {found!s:.60}")
    if not same:
        raise ShapeMismatch(
            f"{what} must return a number for each value, shape {shape}; found {np.shape(found)}: write it with NumPy "
            "functions"
        )
    return found
