"""dy/dx = −F_y⁻¹ F_x: how functions move that equations describe, where the block F_y is invertible."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from calcref.core.conditions import holds_at
from calcref.core.expr import divide, negative, raw
from calcref.core.implicit_system import ImplicitSlopes, SolutionOf
from calcref.core.proofs import Argument
from calcref.core.questions import Diff
from calcref.core.records import Condition, Law, Point, Statement, Where
from calcref.core.several import Rows, Vector
from calcref.multivariable.determinants import Matrix, determinant, replaced
from calcref.multivariable.letters import rudin, x, y

z = sp.Symbol("z", real=True)
_f, _g = sp.Function("f")(x, y, z), sp.Function("g")(x, y, z)


def solved(block: Matrix, column: Sequence[sp.Expr]) -> sp.Expr:
    """The vector of all slopes, by Cramer's rule.

    Args:
        block: the partial derivatives in the letters that stand for functions, a row for each equation.
        column: those in the letter that moves.
    """
    below = determinant(block)
    return raw(
        Vector,
        *(negative(divide(determinant(replaced(block, k, column)), below)) for k in range(len(column))),
    )


def unsolved(block: Matrix, column: Sequence[sp.Expr]) -> sp.Expr:
    """The same as the inverse of the block times the column, with a minus sign."""
    return negative(raw(SolutionOf, raw(Rows, *(raw(Vector, *row) for row in block)), raw(Vector, *column)))


def slopes(levels: Sequence[sp.Expr], letters: Sequence[sp.Symbol]) -> list[list[sp.Expr]]:
    """The partial derivatives that are asked for, a row for each equation."""
    return [[raw(Diff, level, letter) for letter in letters] for level in levels]


def _is_invertible(where: Where, point: Point) -> bool | None:
    """Whether the determinant of the block is not 0."""
    if "D" in where:
        return holds_at(where["D"], point, lambda value: value.is_nonzero)
    there = {**point, **{it: where[it.name] for it in (y, z) if it.name in where}}
    block = [[sp.diff(where[name].doit(), letter) for letter in (y, z)] for name in "fg"]
    return holds_at(sp.Matrix(block).det(), there, lambda value: value.is_nonzero)


LAW = Law(
    id="implicit-function-theorem",
    name="Implicit function theorem",
    statement=Statement(
        raw(ImplicitSlopes, raw(Vector, _f, _g), sp.Tuple(x, y, z)),
        unsolved(slopes((_f, _g), (y, z)), [row[0] for row in slopes((_f, _g), (x,))]),
    ),
    page="multivariable/implicit-and-inverse-functions/",
    hypotheses=("$f$ and $g$ with continuous partial derivatives",),
    conditions=(Condition("the Jacobian in the letters that are functions is invertible", _is_invertible),),
    source=rudin("theorem 9.28"),
    proof=Argument(
        "Where both equations hold all along, neither side changes: $F_x + F_y\\,y' = 0$ by the chain rule, one linear "
        "equation for each function. It has one solution if the matrix $F_y$ is invertible, and Cramer's rule writes "
        "it down. That there are such functions is the theorem, and follows from the same condition.",
        rudin("theorem 9.28"),
    ),
    ml_use="Equilibrium layers and tuned hyper-parameters: the slope of a solution, without the steps that led to it.",
)
