"""What the verbs about arrays have in common: reading a function, deriving, and tidying the answer."""

from __future__ import annotations

from typing import Any

import sympy as sp

from calcref.core.array_questions import ArrayQuestion
from calcref.core.array_records import ArrayDerivation
from calcref.core.arrays import Array, is_scalar, said_shape
from calcref.core.engine import derive
from calcref.core.errors import CalcrefError, ShapeMismatch
from calcref.core.expr import brief, raw
from calcref.core.records import Derivation
from calcref.matrix import RULES
from calcref.matrix.project import projected
from calcref.matrix.reading.given import read
from calcref.matrix.reading.shapes import Shapes
from calcref.matrix.tidy import tidied


def function_and_variable(function: Any, wrt: Any, shapes: Shapes | None) -> tuple[sp.Expr, Array, dict[str, Array]]:
    """The expression, the variable, and all names.

    Raises:
        CalcrefError: the function cannot be read, or has no such variable.
    """
    node, arrays = read(function, shapes)
    return node, variable(wrt, arrays), arrays


def variable(wrt: Any, arrays: dict[str, Array]) -> Array:
    """The array that is called `wrt`.

    Raises:
        CalcrefError: there is none.
    """
    name = getattr(wrt, "name", wrt)
    if not isinstance(name, str):
        raise CalcrefError(f"wrt is the name of a variable; found {type(wrt).__name__}")
    if name not in arrays:
        known = ", ".join(arrays) or "none"
        raise CalcrefError(f"there is no variable {name!r}; those with a shape are {known}")
    return arrays[name]


def must_be_scalar(node: sp.Expr, what: str, instead: str) -> None:
    """Nothing, if `node` is one number.

    Raises:
        ShapeMismatch: it is none.
    """
    if not is_scalar(node):
        raise ShapeMismatch(
            f"{what} is of a function with one number as its value; {brief(node)} is {said_shape(node)}: {instead}"
        )


def derived(head: type[ArrayQuestion], *args: sp.Expr) -> Derivation:
    """The derivation that answers a question about arrays, projected and tidied."""
    return tidied(projected(derive(raw(head, *args), RULES)))


def with_names(derivation: Derivation, arrays: dict[str, Array]) -> ArrayDerivation:
    """`derivation`, with the names that the function was given."""
    return ArrayDerivation(derivation.step, derivation.parts, derivation.answer, names=tuple(arrays.values()))
