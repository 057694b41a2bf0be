"""The public verb `implicit`: from an equation in two letters to the slope of the curve that it draws."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from calcref.core.errors import CalcrefError, OutsideDomain
from calcref.core.expr import add, negative, raw, symbols_of, varies
from calcref.core.implicit import ImplicitSlope
from calcref.core.questions import Diff
from calcref.core.records import Derivation
from calcref.core.simplify import shortest
from calcref.verbs.derived import derived, must_be_order
from calcref.verbs.equations import sides
from calcref.verbs.guard import guarded
from calcref.verbs.implicit_system import Letters, Place, place_of, read_at, slopes_of_system
from calcref.verbs.reading import letter, shown

HIGHEST_ORDER = 3


def implicit(
    equation: str | sp.Eq | Sequence[str | sp.Eq],
    y: Letters = "y",
    x: sp.Symbol | str = "x",
    order: int = 1,
    at: Place | None = None,
) -> Derivation:
    """The derivative of y in x along the curve that an equation draws, with every step.

    The answer is written in x and y, and holds at each point of the curve where it has a value. Several equations
    describe as many functions of x, and the answer is the vector of their slopes.

    Args:
        equation: text such as "x^2 + y^2 = 1", or an `Eq` of SymPy; or a list of up to three.
        y: the letter that stands for a function of x; of several equations a list of as many, or a text of them.
        x: the variable.
        order: how many times to differentiate, 1 to 3; of several equations 1.
        at: a place on the curve, such as {"x": 0, "y": 1}: the answer is the slope there.

    Raises:
        ParseError: a side is not one formula.
        CalcrefError: there is no equation, y or x do not occur, or they are one letter; a place is incomplete.
        OutsideDomain: y drops out, so the equation says nothing of its slope; or the place is not on the curve, or the
            Jacobian in the letters that are functions is singular there.
        NoRuleApplies: no rule differentiates a part of the equation.

    >>> implicit("x^2 + y^2 = 1", "y", "x").answer
    -x/y
    >>> implicit("x^2 + y^2 = 1", order=2).answer
    -(x**2 + y**2)/y**3
    >>> implicit(["x^2 + y^2 + z^2 = 3", "x + y = 2z"], ["y", "z"], "x", at={"x": 1, "y": 1, "z": 1}).answer
    Vector(-1, 0)
    """
    if not isinstance(equation, str | sp.Eq):
        return _of_several(equation, y, x, order, at)
    if not isinstance(y, str | sp.Symbol):
        raise CalcrefError(f"one equation describes one function; found {y!r}: give a list of as many equations")
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
        derivation = derived(question)
        if at is None:
            return derivation
        below = derived(raw(Diff, change, moving)).answer
        return read_at(derivation, place_of(at, (var, moving)), below, [change])


def _of_several(equations: object, y: Letters, x: sp.Symbol | str, order: int, at: Place | None) -> Derivation:
    if not isinstance(equations, Sequence) or not equations:
        found = type(equations).__name__ if equations else "none"
        raise CalcrefError(f"expected an equation such as 'x^2 + y^2 = 1', or a list of them; found {found}")
    if order != 1:
        raise CalcrefError(f"of several equations the first derivative is found; order is {order!r}: leave it out")
    return slopes_of_system(equations, y, x, at)
