"""An answer as a function of NumPy, for whoever takes it along."""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.printing.numpy import SciPyPrinter

from calcref.core.functions import RealFunction
from calcref.core.questions import Head


def numpy_code(answer: sp.Expr, name: str = "answer") -> str | None:
    """The source of a function of the letters of `answer`, in their order; None where NumPy and SciPy lack a part.

    >>> x = sp.Symbol("x", real=True)
    >>> print(numpy_code(x * sp.sin(x)))
    import numpy
    <BLANKLINE>
    <BLANKLINE>
    def answer(x):
        return x*numpy.sin(x)
    """
    plain = answer.doit() if answer.has(RealFunction) else answer
    if plain.has(Head, AppliedUndef, sp.oo, sp.nan, sp.zoo):
        return None
    printer: Any = SciPyPrinter({"allow_unknown_functions": False, "strict": False})
    body = printer.doprint(plain)
    if printer._not_supported:
        return None
    modules = "".join(f"import {module}\n" for module in sorted({it.partition(".")[0] for it in _used(printer)}))
    letters = ", ".join(sorted(letter.name for letter in plain.free_symbols))
    return f"{modules}\n\ndef {name}({letters}):\n    return {body}\n".lstrip("\n")


def _used(printer: Any) -> list[str]:
    return [f"{module}.special" if module == "scipy" else module for module in printer.module_imports]
