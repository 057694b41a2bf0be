"""The public verb `parametric`: from two coordinates that follow a clock to the slope of the path."""

from __future__ import annotations

import sympy as sp

from calcref.core.engine import derive
from calcref.core.errors import CalcrefError, NoRuleApplies, OutsideDomain
from calcref.core.expr import raw, symbols_of, varies
from calcref.core.parametric import ParametricSlope
from calcref.core.records import Derivation
from calcref.core.simplify import shortest, simplified
from calcref.derivatives import RULES
from calcref.verbs.guard import guarded
from calcref.verbs.reading import expression, named_variable, shown

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
    name = t.name if isinstance(t, sp.Symbol) else t
    if not isinstance(name, str):
        raise CalcrefError(f"a variable is a SymPy symbol or its name; found {type(t).__name__}")
    letters = symbols_of(raw(sp.Tuple, across, up))
    var = next((symbol for symbol in letters if symbol.name == name), None) or named_variable(name)
    if isinstance(order, bool) or not isinstance(order, int) or not 1 <= order <= HIGHEST_ORDER:
        raise CalcrefError(f"the order of the slope of a path is 1 to {HIGHEST_ORDER}; found {order!r}")
    said = f"({shown(across)}, {shown(up)})"
    if not varies(shortest(across), var):
        raise OutsideDomain(
            f"the first coordinate of {said} does not change with {var}: the path is upright, or a point; "
            "name the letter that both follow, or ask for the slope of x in y"
        )
    question = raw(ParametricSlope, up, var, across, sp.Integer(order))
    with guarded(said):
        try:
            return simplified(derive(question, RULES))
        except NoRuleApplies as error:
            raise NoRuleApplies(f"{error}; SymPy was not asked: it is not, for derivatives", error.tried) from error
