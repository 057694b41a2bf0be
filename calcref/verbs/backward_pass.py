"""The public verb `backward_pass`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from calcref.core.array_records import BackwardPass
from calcref.core.errors import CalcrefError
from calcref.matrix.reading.given import read_values
from calcref.matrix.reading.shapes import Shapes
from calcref.verbs.arrays import variable
from calcref.verbs.matrix_vjp import cotangents, pulled_back


def backward_pass(f: Any, shapes: Shapes | None = None, wrt: Iterable[Any] | None = None) -> BackwardPass:
    """The backward pass of a function for all its arguments, each with its derivation: `matrix_vjp` of each.

    Args:
        f: a function of NumPy arrays, which may return a tuple, text such as "X W", or SymPy's matrix expression.
        shapes: as in `matrix_gradient`.
        wrt: the names of the variables; None for all that have a shape, but for those that are boolean.

    Raises:
        CalcrefError: as `matrix_gradient` does, or there is no variable.

    >>> found = backward_pass(lambda x, w, b: x @ w + b, {"x": "n d", "w": "d k", "b": "k"})
    >>> found.answers
    {'x': Ybar wᵀ, 'w': xᵀ Ybar, 'b': Ybarᵀ 1}
    >>> found.check().verdict
    'agrees'
    """
    if isinstance(wrt, str):
        raise CalcrefError(f"wrt is a list of names; for one name say wrt=[{wrt!r}], or take matrix_vjp")
    values, arrays = read_values(f, shapes)
    every = [name for name, array in arrays.items() if "boolean" not in array.properties]
    variables = [variable(name, arrays) for name in dict.fromkeys(every if wrt is None else wrt)]
    if not variables:
        raise CalcrefError("a backward pass needs a variable; give the arguments shapes, or name some in wrt")
    bars = cotangents(values, arrays)
    return BackwardPass(tuple(pulled_back(values, bars, var, arrays) for var in variables))
