"""The public verb `parametric`: from two coordinates that follow a clock to the slope of the path."""

from __future__ import annotations

import sympy as sp

from calcref.core.errors import OutsideDomain
from calcref.core.expr import raw, symbols_of, varies
from calcref.core.parametric import ParametricSlope
from calcref.core.records import Derivation
from calcref.core.simplify import shortest
from calcref.verbs.derived import derived, must_be_order
from calcref.verbs.guard import guarded
from calcref.verbs.reading import expression, letter, shown

HIGHEST_ORDER = 3


def parametric(x: str | sp.Expr, y: str | sp.Expr, t: sp.Symbol | str = "t", order: int = 1) -> Derivation:
    """The derivative of y in x along the path (x(t), y(t)), with every step.

    The answer is written in t, and holds where x(t) does not stand still.

    Args:
        x: the coordinate across, as text or an expression.
        y: the coordinate up.
        t: the variable of both.
        order: how many times to differentiate, 1 to 3.

    Raises:
        ParseError: a coordinate is not one formula.
        CalcrefError: t is no name of a variable, or the order is none of 1 to 3.
        OutsideDomain: x does not change with t, so the path is upright, or a point.
        NoRuleApplies: no rule differentiates a coordinate.

    >>> parametric("cos(t)", "sin(t)").answer
    -cos(t)/sin(t)
    >>> parametric("t^2", "t^3", order=2).answer
    3/(4*t)
    """
    across, up = expression(x), expression(y)
    var = letter(t, symbols_of(raw(sp.Tuple, across, up)))
    must_be_order(order, HIGHEST_ORDER, "the slope of a path is 1 to")
    said = f"({shown(across)}, {shown(up)})"
    if not varies(shortest(across), var):
        raise OutsideDomain(
            f"the first coordinate of {said} does not change with {var}: the path is upright, or a point; "
            "name the letter that both follow, or ask for the slope of x in y"
        )
    question = raw(ParametricSlope, up, var, across, sp.Integer(order))
    with guarded(said):
        return derived(question)
