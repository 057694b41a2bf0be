"""The public verb `gradient`: all partial derivatives of a function, side by side."""

from __future__ import annotations

from typing import Any

import sympy as sp

from calcref.core.expr import raw
from calcref.core.records import Derivation, Step
from calcref.core.several import Gradient, Vector
from calcref.multivariable.gradient import LAW
from calcref.verbs.guard import guarded
from calcref.verbs.reading import shown
from calcref.verbs.several import Asked, Place, Variables, asked_of, one_function, partial_of


def gradient(expr: sp.Expr | str, variables: Variables = None, at: Place = None) -> Derivation:
    """The gradient of `expr`: the vector of its partial derivatives, with every step.

    Args:
        expr: a SymPy expression, or text such as "x^2 y + sin(y)".
        variables: their names, as in "x, y"; every letter, by name, where none is given. The entries are in this order.
        at: a place, as in {"x": 1, "y": 2} or (1, 2); the answer is then the gradient there. Each entry is the
            derivative of one variable with the others held still, so that it is right at kinks and gaps, too.

    Raises:
        ParseError: the text is not one formula.
        CalcrefError: the variables or the place are not clear.
        NoRuleApplies: no rule differentiates a part of the expression.
        OutsideDomain: a partial derivative does not exist at the place.

    >>> gradient("x^2 y + sin(y)").answer
    Vector(2*x*y, x**2 + cos(y))
    >>> gradient("x^2 y + sin(y)", at={"x": 3, "y": 0}).answer
    Vector(0, 10)
    """
    asked = asked_of(one_function(expr, "gradient"), variables, at)
    with guarded(f"the gradient of {shown(asked.function)}"):
        return gradient_of(asked)


def gradient_of(asked: Asked) -> Derivation:
    """The derivation of the gradient that is asked for."""
    parts = tuple(partial_of(asked.function, var, asked) for var in asked.variables)
    answer: Any = raw(Vector, *(part.answer for part in parts))
    step = Step(LAW, raw(Gradient, asked.function, *asked.behind), answer, {"f": asked.function})
    return Derivation(step, parts, answer)
