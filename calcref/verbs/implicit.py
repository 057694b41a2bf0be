"""The public verb `implicit`: from an equation in two letters to the slope of the curve that it draws."""

from __future__ import annotations

import sympy as sp

from calcref.core.errors import CalcrefError, OutsideDomain
from calcref.core.expr import add, negative, raw, symbols_of, varies
from calcref.core.implicit import ImplicitSlope
from calcref.core.records import Derivation
from calcref.core.simplify import shortest
from calcref.verbs.derived import derived, must_be_order
from calcref.verbs.equations import sides
from calcref.verbs.guard import guarded
from calcref.verbs.reading import letter, shown

HIGHEST_ORDER = 3


def implicit(equation: str | sp.Eq, y: sp.Symbol | str = "y", x: sp.Symbol | str = "x", order: int = 1) -> Derivation:
    """The derivative of y in x along the curve that an equation draws, with every step.

    The answer is written in x and y, and holds at each point of the curve where it has a value.

    Args:
        equation: text such as "x^2 + y^2 = 1", or an `Eq` of SymPy.
        y: the letter that stands for a function of x.
        x: the variable.
        order: how many times to differentiate, 1 to 3.

    Raises:
        ParseError: a side is not one formula.
        CalcrefError: there is no equation, y or x do not occur, or they are one letter.
        OutsideDomain: y drops out, so the equation says nothing of its slope.
        NoRuleApplies: no rule differentiates a part of the equation.

    >>> implicit("x^2 + y^2 = 1", "y", "x").answer
    -x/y
    >>> implicit("x^2 + y^2 = 1", order=2).answer
    -(x**2 + y**2)/y**3
    """
    left, right = sides(equation)
    letters = symbols_of(raw(sp.Tuple, left, right))
    moving, var = (letter(given, letters) for given in (y, x))
    said = f"{shown(left)} = {shown(right)}"
    if moving == var:
        raise CalcrefError(f"y and x are one letter, {var}; name the letter that is a function of the other")
    must_be_order(order, HIGHEST_ORDER, "an implicit derivative is 1 to")
    if moving not in letters:
        found = ", ".join(sorted(symbol.name for symbol in letters)) or "no letter"
        raise CalcrefError(
            f"{moving} does not occur in {said}, which holds {found}; name the letter that stands for the function"
        )
    change = shortest(add(left, negative(right)))
    if not varies(change, moving):
        raise OutsideDomain(f"{moving} drops out of {said}, so the equation says nothing of its slope")
    question = raw(ImplicitSlope, left, var, moving, right, sp.Integer(order))
    with guarded(said):
        return derived(question)
