"""The names of a function with their shapes, as a reader gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from calcref.core.arrays import PROPERTIES, Array
from calcref.core.errors import CalcrefError, ShapeMismatch

_SYNONYMS = {
    "lower": "lower-triangular",
    "upper": "upper-triangular",
    "pd": "positive-definite",
    "spd": "positive-definite",
    "positive definite": "positive-definite",
}
_DIM = re.compile(r"(?:[A-Za-z][A-Za-z0-9_]*|[1-9][0-9]*)(?:\*(?:[A-Za-z][A-Za-z0-9_]*|[1-9][0-9]*))*")
EXAMPLE = '"A: m n, x: n" or {"A": "m n", "x": "n", "c": ""}'

Shapes = Mapping[str, Any] | str


def arrays_of(shapes: Shapes) -> dict[str, Array]:
    """The arrays that `shapes` speaks of, by name.

    A shape is text with none, one or two dimensions, names or whole numbers, and words of `PROPERTIES` behind them;
    or a tuple of dimensions.

    Raises:
        CalcrefError: a shape cannot be read.
        ShapeMismatch: a property needs a square matrix.

    >>> arrays_of("S: n n symmetric, x: n")["S"].shape
    (n, n)
    """
    given = _parted(shapes) if isinstance(shapes, str) else shapes
    if not isinstance(given, Mapping):
        raise CalcrefError(f"shapes are given as {EXAMPLE}; found {type(shapes).__name__}")
    found = {str(name): _array(str(name), shape) for name, shape in given.items()}
    both = next((str(dim) for array in found.values() for dim in array.dims if str(dim) in found), None)
    if both is not None:
        raise CalcrefError(f"{both} is the name of an array and of a dimension; rename one, or leave the scalar out")
    return found


def _parted(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in re.split(r"[,;]", text) if text.strip() else ():
        name, colon, shape = part.partition(":")
        if not colon or not name.strip():
            raise CalcrefError(f"a shape is a name, a colon and dimensions, as in {EXAMPLE}; found {part.strip()!r}")
        found[name.strip()] = shape.strip()
    return found


def _array(name: str, shape: Any) -> Array:
    if isinstance(shape, Array):
        return shape
    if isinstance(shape, (tuple, list)):
        words = [str(dim) for dim in shape]
    elif isinstance(shape, (str, int)):
        text = str(shape).replace("×", " ").replace("positive definite", "positive-definite").strip("() ")
        words = text.replace(",", " ").split()
    else:
        raise CalcrefError(f"the shape of {name} is given as {EXAMPLE}; found {type(shape).__name__}")
    words = [_SYNONYMS.get(word, word) for word in words]
    properties = [word for word in words if word in PROPERTIES]
    dims = [word for word in words if word not in PROPERTIES]
    wrong = next((word for word in dims if not _DIM.fullmatch(word)), None)
    if wrong is not None:
        known = ", ".join(PROPERTIES)
        raise CalcrefError(f"{wrong!r} in the shape of {name} is no dimension; say names, whole numbers, or {known}")
    if len(dims) > 2:
        raise CalcrefError(
            f"{name} has {len(dims)} dimensions; scalars, vectors and matrices are known: write a batch as a matrix"
        )
    square = {"symmetric", "positive-definite", "diagonal", "lower-triangular", "upper-triangular"} & set(properties)
    if square and (len(dims) != 2 or dims[0] != dims[1]):
        said = " × ".join(dims) or "a scalar"
        raise ShapeMismatch(
            f"{name} is {said}, so it cannot be {', '.join(sorted(square))}: that needs a square matrix"
        )
    return Array(name, dims, properties)
