"""The public verb `curl`: how a field turns."""

from __future__ import annotations

from typing import Any

from calcref.core.errors import CalcrefError
from calcref.core.expr import add, negative, raw
from calcref.core.fields import PLANES, Curl
from calcref.core.records import Derivation, Step
from calcref.core.several import Vector
from calcref.multivariable.curl import LAW, SPACE
from calcref.verbs.fields import Formulas, field_of, shortened
from calcref.verbs.guard import guarded
from calcref.verbs.reading import shown
from calcref.verbs.several import Place, Variables, partial_of


def curl(field: Formulas, variables: Variables = None, at: Place = None) -> Derivation:
    """The curl of a field, with every step: of two formulas a number at each place, of three a vector.

    It is 0 wherever a field is the gradient of a function with continuous second derivatives. Where it is 0 in a
    region without holes, the field is such a gradient.

    Args:
        field: two or three formulas, one for each variable, in their order: SymPy expressions or texts.
        variables: their names, as in "x, y"; every letter, by name, where none is given. A formula need not hold them.
        at: a place, as in `gradient`; the answer is then the curl there.

    Raises:
        ParseError: a text is not one formula.
        CalcrefError: there are not as many formulas as variables, neither two nor three, or the variables or the place
            are not clear.
        NoRuleApplies: no rule differentiates a part of a formula.
        OutsideDomain: a derivative does not exist at the place.

    >>> curl(["-y", "x"]).answer
    2
    >>> curl(["y z", "x z", "x y"]).answer
    Vector(0, 0, 0)
    """
    asked = field_of(field, variables, at, "curl")
    planes = PLANES.get(len(asked.functions))
    if planes is None:
        raise CalcrefError(
            f"a curl is that of two formulas or three, and found {len(asked.functions)}; try the jacobian: a field "
            "turns nowhere if that is symmetric"
        )
    inner = raw(Vector, *asked.functions)
    with guarded(f"the curl of {shown(inner)}"):
        parts = tuple(
            partial_of(asked.functions[j], asked.variables[k], asked)
            for first, then in planes
            for k, j in ((first, then), (then, first))
        )
        turns = [add(one.answer, negative(other.answer)) for one, other in zip(parts[::2], parts[1::2], strict=True)]
        answer: Any = turns[0] if len(turns) == 1 else raw(Vector, *turns)
        law = LAW if len(turns) == 1 else SPACE
        return shortened(Derivation(Step(law, raw(Curl, inner, *asked.behind), answer), parts, answer))
