"""The public verb `divergence`: what flows out of a place."""

from __future__ import annotations

import sympy as sp

from calcref.core.expr import add, raw
from calcref.core.fields import Divergence
from calcref.core.records import Derivation, Step
from calcref.core.several import Vector
from calcref.multivariable.divergence import LAW
from calcref.verbs.fields import Formulas, field_of, shortened
from calcref.verbs.guard import guarded
from calcref.verbs.reading import shown
from calcref.verbs.several import Place, Variables, partial_of


def divergence(field: Formulas, variables: Variables = None, at: Place = None) -> Derivation:
    """The divergence of a field, with every step: the sum of the derivatives of each formula in its own variable.

    Args:
        field: a formula for each variable, in their order: SymPy expressions, or texts such as ["x y", "x + y"].
        variables: their names, as in "x, y"; every letter, by name, where none is given. A formula need not hold them.
        at: a place, as in `gradient`; the answer is then the divergence there.

    Raises:
        ParseError: a text is not one formula.
        CalcrefError: there are not as many formulas as variables, or the variables or the place are not clear.
        NoRuleApplies: no rule differentiates a part of a formula.
        OutsideDomain: a derivative does not exist at the place.

    >>> divergence(["x^2", "x y"]).answer
    3*x
    >>> divergence(["x", "-y"], at=(1, 1)).answer
    0
    """
    asked = field_of(field, variables, at, "divergence")
    question = raw(Divergence, raw(Vector, *asked.functions), *asked.behind)
    with guarded(f"the divergence of {shown(raw(Vector, *asked.functions))}"):
        parts = tuple(partial_of(it, var, asked) for it, var in zip(asked.functions, asked.variables, strict=True))
        answer: sp.Expr = add(*(it.answer for it in parts))
        return shortened(Derivation(Step(LAW, question, answer), parts, answer))
