"""What the rules read: the integrand in standard form."""

from __future__ import annotations

import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.expr import is_open, raw, tree_size
from calcref.core.questions import Antideriv, Question
from calcref.core.simplify import standard_form


def integrand(question: Question) -> sp.Expr | None:
    """The integrand of an antiderivative question in standard form; None for other questions, and for large ones.

    >>> x = sp.Symbol("x", real=True)
    >>> integrand(Antideriv(sp.Mul(x, x, evaluate=False), x))
    x**2
    """
    if type(question) is not Antideriv or is_open(question.expr) or tree_size(question.expr) > WALKABLE:
        return None
    return standard_form(question.expr)


def rearranged(expr: sp.Basic) -> sp.Basic:
    """`expr` with its terms and factors sorted, to compare what was typed with its standard form.

    >>> x = sp.Symbol("x", real=True)
    >>> rearranged(sp.Mul(sp.sin(x), x, evaluate=False)) == rearranged(x * sp.sin(x))
    True
    """
    if not expr.args:
        return expr
    args = [rearranged(arg) for arg in expr.args]
    return raw(type(expr), *sorted(args, key=sp.default_sort_key) if expr.is_Add or expr.is_Mul else args)
