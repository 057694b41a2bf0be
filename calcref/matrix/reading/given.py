"""Whatever a reader gives, read once into an expression of arrays."""

from __future__ import annotations

from typing import Any

import sympy as sp

from calcref.core.arrays import Array
from calcref.core.errors import CalcrefError
from calcref.matrix.reading.from_sympy import node_from_sympy
from calcref.matrix.reading.numpy_function import node_from_function, nodes_from_function
from calcref.matrix.reading.shapes import Shapes, arrays_of
from calcref.matrix.reading.text import node_from_text


def read_values(function: Any, shapes: Shapes | None) -> tuple[tuple[sp.Expr, ...], dict[str, Array]]:
    """The expressions that `function` is, of which a function of NumPy arrays may have several, and its names.

    Raises:
        CalcrefError: as `read` does.
    """
    if callable(function) and not isinstance(function, (str, sp.Basic, sp.MatrixBase)):
        arrays = arrays_of(shapes if shapes is not None else {})
        return tuple(it.node for it in nodes_from_function(function, arrays)), arrays
    node, arrays = read(function, shapes)
    return (node,), arrays


def read(function: Any, shapes: Shapes | None) -> tuple[sp.Expr, dict[str, Array]]:
    """The expression that `function` is, and its names.

    Args:
        function: a function of NumPy arrays, text, or a matrix expression of SymPy.
        shapes: the shapes of its names; SymPy's matrices have theirs.

    Raises:
        CalcrefError: it is none of these, or a name has no shape.

    >>> read("||A x - y||^2", "A: m n, x: n, y: m")[0]
    ‖A x - y‖²
    """
    arrays = arrays_of(shapes if shapes is not None else {})
    if isinstance(function, str):
        return node_from_text(function, arrays), arrays
    if isinstance(function, (sp.Basic, sp.MatrixBase)):
        return node_from_sympy(function, arrays)
    if callable(function):
        return node_from_function(function, arrays).node, arrays
    raise CalcrefError(
        f"expected a function of NumPy arrays, text, or a matrix expression of SymPy; found {type(function).__name__}"
    )
