"""A derivative of derivatives, read from the outside."""

from __future__ import annotations

import sympy as sp
from sympy.core.function import AppliedUndef

SHORTENED = 3  # the order from which a derivative of derivatives is written as one


def nested(question: sp.Expr) -> tuple[sp.Expr, int]:
    """What a derivative of derivatives in one variable begins with, and how often it is differentiated."""
    inner, count = question, 0
    while type(inner) is type(question) and inner.args[1] == question.args[1]:
        inner, count = inner.args[0], count + 1
    return inner, count


def is_in_several_variables(question: sp.Expr) -> bool:
    """Whether a derivative, of derivatives in any variables, is that of a function of several that is not given."""
    inner = question
    while type(inner) is type(question):
        inner = inner.args[0]
    return isinstance(inner, AppliedUndef) and len(inner.args) > 1
