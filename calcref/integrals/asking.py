"""Asking SymPy's integrators in a process that can be ended: some of them never end by themselves."""

from __future__ import annotations

from functools import lru_cache

import sympy as sp

from calcref.core.apart import Apart, can_ask
from calcref.integrals.answering import SECONDS
from calcref.integrals.methods import METHODS

IN_ALL = 5.0  # seconds of processor time for all methods
_PROCESS = Apart("calcref.integrals.answering")


@lru_cache(maxsize=256)
def answered(expr: sp.Expr, var: sp.Symbol) -> tuple[str, sp.Expr | None]:
    """What came of asking each method in turn, and the first answer that fits: "found", or the reason for none.

    The reasons: "unasked" (no process can be made), "partly" (holds for some signs of the letters alone), "stopped"
    (out of time), "nothing".

    >>> x = sp.Symbol("x", real=True)
    >>> answered(1 / (sp.cos(x) + sp.sqrt(2)), x)[0]
    'found'
    """
    seen, left = set(), IN_ALL
    for number in range(len(METHODS)):
        try:
            if not can_ask():
                return "unasked", None
            status, answer, used = _PROCESS.ask(number, expr, var, min(SECONDS, left))
        except (OSError, EOFError):
            status, answer, used = "unasked", None, 0.0
        if status == "found":
            return status, answer
        seen.add(status)
        left -= used
        if left <= 0:
            break
    return next((status for status in ("partly", "unasked", "stopped") if status in seen), "nothing"), None
