"""What SymPy's integrators answer, over the reals: what runs inside the process that is asked (see `asking`).

An answer is offered only if its slope is the integrand at points on both sides of 0 and for every sign of its letters.
"""

from __future__ import annotations

import sympy as sp

from calcref.core.apart import answer_all, in_a_fork
from calcref.core.expr import fresh, substitute
from calcref.integrals.fitting import fits
from calcref.integrals.methods import METHODS, Method
from calcref.integrals.real_forms import candidates
from calcref.integrals.steps import on_a_piece

SECONDS = 1.5  # of processor time for each method

Outcome = tuple[str, sp.Expr | None, float]  # what came of it, the answer, and the seconds of processor time


def antiderivative(method: Method, expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr | None, bool]:
    """What `method` answers if it fits, and whether an answer was found that holds for some signs of the letters only.

    SymPy's integrators raise what they like: whatever it is, they have no answer.
    """
    if var.is_real is None:
        known = fresh(expr)  # a dummy would mark an answer that is not finished
        answer, partly = antiderivative(method, expr.xreplace({var: known}), known)
        return None if answer is None else answer.xreplace({known: var}), partly
    real = {symbol: sp.Symbol(symbol.name, real=True) for symbol in expr.free_symbols if symbol.is_real is None}
    own = sp.Dummy(var.name, real=True)
    function = substitute(expr, {**real, var: own})
    back, partly = {own: var}, False
    smooth, steps = on_a_piece(function, own)
    piece, named = smooth.xreplace(back), {name: node.xreplace(back) for name, node in steps.items()}
    bare = sp.Dummy(var.name)  # without assumptions: some integrators work over the complex numbers alone
    for symbol in (bare, own):
        try:
            found = method(smooth.xreplace({own: symbol}), symbol)
            if found is None:
                continue
            for answer in candidates(sp.sympify(found).xreplace({symbol: var}), piece, var):
                verdict = fits(answer, piece, var, named)
                if verdict:
                    whole = answer.xreplace(named)
                    return whole.xreplace({plain: symbol for symbol, plain in real.items()}), partly
                partly = partly or verdict is None
        except Exception:  # SymPy's, of any kind
            continue
    return None, partly


def _in_a_fork(number: int, expr: sp.Expr, var: sp.Symbol, seconds: float = SECONDS) -> Outcome:
    """What one method answers, in a process of its own that ends with it, or is ended: nothing is remembered."""
    found, stopped, used = in_a_fork(lambda: antiderivative(METHODS[number], expr, var), seconds)
    answer, partly = found or (None, False)
    ended = "stopped" if stopped else "partly" if partly else "nothing"
    return ("found" if answer is not None else ended), answer, used


def serve() -> None:
    """Answer questions from the standard input, a fork each, until it ends."""
    for number in range(2):  # imports what SymPy imports late, once
        antiderivative(METHODS[number], 1 / (sp.Symbol("x", real=True) ** 2 + 1), sp.Symbol("x", real=True))
    answer_all(_in_a_fork)
