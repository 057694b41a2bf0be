"""The public verb `laplacian`: how a function bends, in all directions together."""

from __future__ import annotations

import sympy as sp

from calcref.core.expr import add, raw
from calcref.core.fields import Laplacian
from calcref.core.records import Derivation, Step
from calcref.multivariable.laplacian import LAW
from calcref.verbs.fields import shortened
from calcref.verbs.guard import guarded
from calcref.verbs.reading import shown
from calcref.verbs.several import Place, Variables, asked_of, one_function, partial_of


def laplacian(expr: sp.Expr | str, variables: Variables = None, at: Place = None) -> Derivation:
    """The Laplacian of `expr`, with every step: the sum of its second derivatives, each twice in one variable.

    Args:
        expr: a SymPy expression, or text such as "x^2 y".
        variables: their names, as in "x, y"; every letter, by name, where none is given.
        at: a place, as in `gradient`; the answer is then the Laplacian there.

    Raises:
        ParseError: the text is not one formula.
        CalcrefError: the variables or the place are not clear.
        NoRuleApplies: no rule differentiates a part of the expression.
        OutsideDomain: a second derivative does not exist at the place.

    >>> laplacian("x^2 + y^2").answer
    4
    >>> laplacian("ln(x^2 + y^2)").answer
    0
    """
    asked = asked_of(one_function(expr, "laplacian"), variables, at)
    function = asked.function
    with guarded(f"the Laplacian of {shown(function)}"):
        parts = tuple(partial_of(function, var, asked, order=2) for var in asked.variables)
        answer: sp.Expr = add(*(it.answer for it in parts))
        step = Step(LAW, raw(Laplacian, function, *asked.behind), answer, {"f": function})
        return shortened(Derivation(step, parts, answer))
