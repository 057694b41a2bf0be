"""An answer as a function of NumPy, for whoever takes it along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.printing.numpy import SciPyPrinter

from calcref.core.functions import RealFunction
from calcref.core.questions import Head
from calcref.core.several import Rows, Vector


def numpy_code(answer: sp.Expr, name: str = "answer") -> str | None:
    """The source of a function of the letters of `answer`, in their order; None where NumPy and SciPy lack a part.

    A vector or a matrix of formulas becomes an array.

    >>> x = sp.Symbol("x", real=True)
    >>> print(numpy_code(x * sp.sin(x)))
    import numpy
    <BLANKLINE>
    <BLANKLINE>
    def answer(x):
        return x*numpy.sin(x)
    """
    plain = answer.doit() if answer.has(RealFunction) else answer
    if any(it.has(Head, AppliedUndef, sp.oo, sp.nan, sp.zoo) for it in _entries(plain)):
        return None
    printer: Any = SciPyPrinter({"allow_unknown_functions": False, "strict": False})
    body = _written(printer, plain)
    if printer._not_supported:
        return None
    modules = {it.partition(".")[0] for it in _used(printer)}
    if isinstance(plain, (Vector, Rows)):
        modules, body = modules | {"numpy"}, f"numpy.array({body})"
    imports = "".join(f"import {module}\n" for module in sorted(modules))
    letters = ", ".join(sorted(letter.name for letter in plain.free_symbols))
    return f"{imports}\n\ndef {name}({letters}):\n    return {body}\n".lstrip("\n")


def _entries(answer: sp.Expr) -> Iterator[sp.Expr]:
    """The formulas that a vector or a matrix holds; one by itself otherwise."""
    if isinstance(answer, (Vector, Rows)):
        for it in answer.args:
            yield from _entries(it)
    else:
        yield answer


def _written(printer: Any, answer: sp.Expr) -> str:
    """An answer as Python, a vector as a list."""
    if isinstance(answer, (Vector, Rows)):
        return f"[{', '.join(_written(printer, it) for it in answer.args)}]"
    return str(printer.doprint(answer))


def _used(printer: Any) -> list[str]:
    return [f"{module}.special" if module == "scipy" else module for module in printer.module_imports]
