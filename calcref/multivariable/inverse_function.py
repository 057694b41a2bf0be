"""The Jacobian of an inverse is the inverse of the Jacobian, where that is invertible."""

from __future__ import annotations

import sympy as sp

from calcref.core.conditions import holds_at
from calcref.core.expr import divide, raw
from calcref.core.implicit_system import InverseJacobian, InverseOf
from calcref.core.proofs import Argument
from calcref.core.questions import Diff
from calcref.core.records import Condition, Law, Point, Statement, Where
from calcref.core.several import Rows, Vector
from calcref.multivariable.determinants import Matrix, cofactor, determinant
from calcref.multivariable.letters import PLACE, f, g, rudin, x, y


def inverted(rows: Matrix) -> sp.Expr:
    """The inverse of a small matrix: its cofactors, transposed, over its determinant."""
    below, places = determinant(rows), range(len(rows))
    return raw(Rows, *(raw(Vector, *(divide(cofactor(rows, j, i), below) for j in places)) for i in places))


def uninverted(rows: Matrix) -> sp.Expr:
    """The same as the inverse of a matrix that stands there."""
    return raw(InverseOf, raw(Rows, *(raw(Vector, *row) for row in rows)))


def _is_invertible(where: Where, point: Point) -> bool | None:
    """Whether the determinant of the Jacobian is not 0."""
    if "D" in where:
        return holds_at(where["D"], point, lambda value: value.is_nonzero)
    there = {**point, y: where["y"]} if "y" in where else point
    rows = [[sp.diff(where[name].doit(), letter) for letter in (x, y)] for name in "fg"]
    return holds_at(sp.Matrix(rows).det(), there, lambda value: value.is_nonzero)


LAW = Law(
    id="inverse-function-theorem",
    name="Inverse function theorem",
    statement=Statement(
        raw(InverseJacobian, raw(Vector, f, g), PLACE),
        uninverted([[raw(Diff, it, letter) for letter in (x, y)] for it in (f, g)]),
    ),
    page="multivariable/implicit-and-inverse-functions/#inverse-functions",
    hypotheses=("$f$ and $g$ with continuous partial derivatives",),
    conditions=(Condition("the determinant of the Jacobian is not zero", _is_invertible),),
    source=rudin("theorem 9.24"),
    proof=Argument(
        "A map after its inverse changes nothing: by the chain rule the product of both Jacobians is the identity. "
        "That there is an inverse close to the place follows from the same condition.",
        rudin("theorem 9.24"),
    ),
    ml_use="Normalizing flows: each layer has to be invertible, and its log-determinant is what its density pays.",
)
