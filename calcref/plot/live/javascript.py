"""From an expression to the JavaScript that a browser computes it by."""

from __future__ import annotations

import sympy as sp
from sympy.printing.jscode import JavascriptCodePrinter

from calcref.core.functions import RealFunction


class _Printer(JavascriptCodePrinter):  # type: ignore[misc]
    """SymPy's, and the error function, which Math lacks."""

    def _print_erf(self, expr: sp.Expr) -> str:
        return f"erf({self._print(expr.args[0])})"


def javascript(expr: sp.Expr) -> str:
    """An arrow function of the letters of `expr`, in the order of the alphabet.

    >>> x = sp.Symbol("x", real=True)
    >>> javascript(sp.exp(-x) * sp.Symbol("a", real=True))
    '(a, x) => a*Math.exp(-x)'
    """
    letters = ", ".join(sorted(symbol.name for symbol in expr.free_symbols))
    plain = expr.doit() if expr.has(RealFunction) else expr
    return f"({letters}) => {_Printer().doprint(plain)}"
