"""A question as a reader types it: `calcref.parse.question` reads it back."""

from __future__ import annotations

from urllib.parse import quote

import sympy as sp
from sympy.core.function import AppliedUndef

from calcref.core.expr import nodes, tree_size
from calcref.core.functions import LogBase
from calcref.core.questions import Antideriv, DefiniteIntegral, Diff, Head, LimitOf, Question
from calcref.core.shown import SITE
from calcref.render.expression_latex import latex
from calcref.render.expression_text import text

PLAYGROUND = f"{SITE}playground/#q="
LARGEST = 60  # nodes
STRANGE = (Head, AppliedUndef, sp.Piecewise, sp.Float, LogBase)  # what is not typed, or not where a question ends
APPROACH = {"+": "+", "-": "-"}


def asking(question: Question) -> str | None:
    """The text that asks `question`; None where it is too large, or holds what is not typed.

    >>> x = sp.Symbol("x", real=True)
    >>> asking(DefiniteIntegral(x**2, x, 0, 1)), asking(Diff(Diff(x**3, x), x))
    ('∫_{0}^{1} x^2 dx', 'd^2/dx^2 x^3')
    """
    if tree_size(question) > LARGEST:
        return None
    order, inner = 1, question.expr
    while isinstance(question, Diff) and isinstance(inner, Diff) and inner.var == question.var:
        order, inner = order + 1, inner.expr
    if not all(map(_is_typed, (inner, *question.args[1:3], *question.args[3:4]))):
        return None
    var = question.var.name if len(question.var.name) == 1 else latex(question.var)
    if len(question.var.name) > 1 and not var[1:].isalpha():
        return None  # it has an index
    if isinstance(question, Diff):
        power = f"^{order}" if order > 1 else ""
        return f"d{power}/d{var}{power} {_whole(text(inner))}"
    if isinstance(question, Antideriv):
        return f"∫ {text(inner)} d{var}"
    if type(question) is DefiniteIntegral:
        lower, upper = map(text, question.args[2:4])
        return f"∫_{{{lower}}}^{{{upper}}} {text(inner)} d{var}"
    if isinstance(question, LimitOf):
        side = APPROACH.get(str(question.args[3]), "")
        return f"lim {var}->{text(question.args[2])}{side} {_whole(text(inner))}"
    return None


def permalink(question: Question) -> str | None:
    """The address of the playground with `question` in it, as text; None where it cannot be typed.

    >>> x = sp.Symbol("x", real=True)
    >>> permalink(Antideriv(x, x)).partition("#")[2]
    'q=%E2%88%AB%20x%20dx'
    """
    asked = asking(question)
    return None if asked is None else PLAYGROUND + quote(asked, safe="")


def _whole(formula: str) -> str:
    """`formula`, in parentheses where it would not be clear how much of it is meant.

    >>> _whole("x^2*sin(x)"), _whole("x + 1")
    ('x^2*sin(x)', '(x + 1)')
    """
    depth = 0
    for char in formula:
        depth += (char in "([{") - (char in ")]}")
        if depth == 0 and char in "+-−":
            return f"({formula})"
    return formula


def _is_typed(expr: sp.Basic) -> bool:
    """Whether `expr` is written with nothing but what a reader can type, its letters real and no more known of them."""
    return all(
        not isinstance(node, STRANGE) and (not node.is_Symbol or node == sp.Symbol(node.name, real=True))
        for node in nodes(expr)
        if str(node) not in APPROACH and str(node) != "+-"
    )
