"""What the verbs for fields have in common: a field, read once, and an answer written shorter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy as sp

from calcref.core.errors import CalcrefError
from calcref.core.expr import raw
from calcref.core.records import Derivation, Step
from calcref.core.several import Vector
from calcref.core.simplify import SIMPLIFY, shortest
from calcref.verbs.several import Asked, Place, Variables, asked_of

Formulas = Sequence[sp.Expr | str] | Vector


def field_of(given: Formulas, variables: Variables, at: Place, verb: str) -> Asked:
    """The field that a verb is asked about: as many formulas as variables.

    Raises:
        CalcrefError: it is none.

    >>> field_of(["y", "0"], "x, y", None, "divergence").functions
    (y, 0)
    """
    formulas: Any = given.args if isinstance(given, (Vector, sp.Tuple)) else given
    if isinstance(formulas, (str, sp.Expr)) or not isinstance(formulas, Sequence) or not formulas:
        raise CalcrefError(
            f"{verb} takes a field, which is a formula for each variable, as in ['x y', 'x + y']; found {given!r}"
        )
    asked = asked_of(formulas, variables, at, all_occur=False)
    if len(asked.functions) != len(asked.variables):
        names = ", ".join(map(str, asked.variables))
        raise CalcrefError(
            f"{verb} takes a formula for each variable; found {len(asked.functions)} formulas and the variables "
            f"{names}: name as many, in the order of the formulas"
        )
    return asked


def shortened(found: Derivation) -> Derivation:
    """`found` with its answer written shorter, by a step of its own, where it can be."""
    answer: Any = found.answer
    shorter = raw(Vector, *map(shortest, answer.args)) if isinstance(answer, Vector) else shortest(answer)
    return found if shorter == answer else Derivation(Step(SIMPLIFY, answer, shorter), (found,), shorter)
