"""What the rules read: the integrand in standard form."""

from __future__ import annotations

from functools import lru_cache

import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.expr import is_open, raw, tree_size
from calcref.core.questions import Antideriv, At, Question
from calcref.core.simplify import standard_form


def integrand(question: Question) -> sp.Expr | None:
    """The integrand of an antiderivative question in standard form; None for large ones.

    >>> x = sp.Symbol("x", real=True)
    >>> from calcref.core.questions import Antideriv
    >>> integrand(Antideriv(sp.Mul(x, x, evaluate=False), x))
    x**2
    """
    if is_open(question.expr) or tree_size(question.expr) > WALKABLE:
        return None
    return _plain(question.expr)


@lru_cache(maxsize=1024)
def _plain(expr: sp.Expr) -> sp.Expr:
    return standard_form(expr)


def rearranged(expr: sp.Basic) -> sp.Basic:
    """`expr` with its terms and factors sorted and quotients of products taken apart: what differs only so looks alike.

    >>> x = sp.Symbol("x", real=True)
    >>> rearranged(sp.Mul(sp.sin(x), x, evaluate=False)) == rearranged(x * sp.sin(x))
    True
    """
    if not expr.args:
        return expr
    if expr.is_Pow and expr.base.is_Mul and expr.exp.is_Integer:
        return rearranged(raw(sp.Mul, *(raw(sp.Pow, factor, expr.exp) for factor in expr.base.args)))
    args = [rearranged(arg) for arg in expr.args]
    if not (expr.is_Add or expr.is_Mul):
        return raw(type(expr), *args)
    members = (inner for arg in args for inner in (arg.args if type(arg) is type(expr) else (arg,)))
    return raw(type(expr), *sorted(members, key=sp.default_sort_key))


def read_at(inner: sp.Expr, own: sp.Symbol, place: sp.Expr) -> sp.Expr:
    """The antiderivative of `inner` in the new variable `own`, asked for, and read at `place`.

    >>> u, x = sp.symbols("u x", real=True)
    >>> read_at(sp.cos(u), u, 2 * x)
    At(Antideriv(cos(u), u), u, 2*x)
    """
    return raw(At, raw(Antideriv, inner, own), own, place)
