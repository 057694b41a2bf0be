"""Extrema under constraints: where they may be, and the second-order test along the constraints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import sympy as sp

from calcref.core.about import Source
from calcref.core.conditions import holds_at
from calcref.core.constrained import Equation, Kind
from calcref.core.decide import sign_of
from calcref.core.expr import add, divide, mul, negative, raw, substitute
from calcref.core.implicit import ImplicitSlope
from calcref.core.letters import c
from calcref.core.proofs import Argument
from calcref.core.questions import Diff
from calcref.core.records import Condition, Law, Point, Statement, Where
from calcref.core.simplify import shortest, standard_form
from calcref.multivariable.letters import f, g, x, y

Rows = tuple[tuple[sp.Expr, ...], ...]
NOCEDAL = Source("J. Nocedal and S. J. Wright, Numerical optimization, 2nd edition", "theorems 12.1 and 12.6")


def system(
    slopes: Sequence[sp.Expr],
    across: Sequence[Sequence[sp.Expr]],
    constraints: Sequence[Equation],
    letters: Sequence[sp.Symbol],
) -> tuple[Equation, ...]:
    """The equations of the multiplier rule: each slope of the function is a sum of multiples of the constraints'.

    Args:
        slopes: of the function, one for each variable.
        across: those of each constraint.
        constraints: which come last.
        letters: the multipliers.
    """
    sums = (add(*(mul(it, row[k]) for it, row in zip(letters, across, strict=True))) for k in range(len(slopes)))
    return (*((slope, shortest(held)) for slope, held in zip(slopes, sums, strict=True)), *constraints)


def dependent(rows: Sequence[Sequence[sp.Expr]]) -> tuple[sp.Expr, ...]:
    """What is 0, all of it, where gradients depend on each other: the largest minors, less what never vanishes.

    >>> x, y = sp.symbols("x y", real=True)
    >>> dependent([[y * sp.exp(x), sp.exp(x)], [2 * x, 2 * y]])
    (-2*x + 2*y**2,)
    """
    matrix = sp.Matrix([list(map(standard_form, row)) for row in rows])
    chosen = combinations(range(matrix.cols), matrix.rows)
    return tuple(_without_signs(matrix[:, list(columns)].det(method="berkowitz")) for columns in chosen)


def _without_signs(minor: sp.Expr) -> sp.Expr:
    """`minor` without its factors that are exponentials."""
    factors = sp.Mul.make_args(sp.factor(minor))
    return sp.expand(sp.Mul(*(it for it in factors if not isinstance(it, sp.exp))))


def balance(
    slopes: Sequence[sp.Expr], across: Sequence[Sequence[sp.Expr]], point: Mapping[sp.Symbol, sp.Expr]
) -> tuple[sp.Expr, ...] | None:
    """The multipliers at a point; None where the gradients of the constraints depend on each other.

    Args:
        slopes: of the function, one for each variable.
        across: those of each constraint.
        point: the values of the variables.
    """
    rows, slope = _at(across, point), _at([slopes], point).T
    square = (rows * rows.T).applyfunc(sp.expand)
    if sign_of(square.det(method="berkowitz")) == 0:
        return None
    found = square.LUsolve(rows * slope)
    return tuple(sp.radsimp(sp.simplify(it)) for it in found)


def _at(rows: Sequence[Sequence[sp.Expr]], there: Mapping[sp.Symbol, sp.Expr]) -> sp.Matrix:
    """Rows of expressions at a point."""
    return sp.Matrix([[standard_form(substitute(it, there)) for it in row] for row in rows])


def along(
    curvature: Sequence[Sequence[sp.Expr]], across: Sequence[Sequence[sp.Expr]], there: Mapping[sp.Symbol, sp.Expr]
) -> Rows:
    """The Hessian of the Lagrangian at a point, read along a basis of the directions that the constraints leave.

    Args:
        curvature: the rows of the Hessian, in variables and multipliers.
        across: the gradients of the constraints.
        there: the values of all letters.
    """
    directions = _at(across, there).nullspace(simplify=sp.simplify)
    if not directions:
        return ()
    basis = sp.Matrix.hstack(*directions)
    return tuple(
        tuple(sp.radsimp(sp.simplify(it)) for it in row) for row in (basis.T * _at(curvature, there) * basis).tolist()
    )


def kind(rows: Rows) -> Kind:
    """What a symmetric matrix of numbers says of a point at which nothing rises to first order.

    >>> zero, one = sp.S.Zero, sp.S.One
    >>> kind(((one,),)), kind(((zero,),)), kind(((zero, one), (one, zero)))
    ('minimum', 'undecided', 'saddle')
    """
    matrix = sp.Matrix(rows)
    leading, falls, rises = [], False, False
    for size in range(1, matrix.rows + 1):
        chosen = map(list, combinations(range(matrix.rows), size))
        signs = [sign_of(matrix.extract(it, it).det(method="berkowitz")) for it in chosen]
        leading.append(signs[0])
        falls |= -1 in signs  # where nothing falls, no principal minor is negative
        rises |= -((-1) ** size) in signs  # and where nothing rises, those of minus the matrix
    if all(sign == 1 for sign in leading):
        return "minimum"
    if all(sign == (-1) ** size for size, sign in enumerate(leading, 1)):
        return "maximum"
    return "saddle" if falls and rises else "undecided"


_multiplier = sp.Symbol("lambda", real=True)


def _crosses(where: Where, point: Point) -> bool | None:
    """Whether the constraint changes with y alone, so that it can be solved for y."""
    there = {**point, y: where["y"]} if "y" in where and where["y"] != y else point
    return holds_at(sp.diff(where["g"].doit(), y), there, lambda value: value.is_nonzero)


LAW = Law(
    id="lagrange-multipliers",
    name="Lagrange multipliers",
    statement=Statement(
        add(raw(Diff, f, x), mul(raw(Diff, f, y), raw(ImplicitSlope, g, x, y, c, sp.S.One))),
        add(raw(Diff, f, x), negative(mul(_multiplier, raw(Diff, g, x)))),
        (("lambda", divide(raw(Diff, f, y), raw(Diff, g, y))),),
    ),
    page="multivariable/lagrange-multipliers/",
    hypotheses=("$f$ and $g$ with continuous partial derivatives",),
    conditions=(Condition("the slope of $g$ in $y$ is not zero", _crosses),),
    source=NOCEDAL,
    proof=Argument(
        "On the left is the slope of $f$ along the curve $g = c$, by the chain rule. The slope of the curve is "
        "$-g_x/g_y$; put in, it gives the right side. Where $f$ has an extremum on the curve, the slope is $0$: "
        "$f_x = \\lambda g_x$, and $f_y = \\lambda g_y$ by what $\\lambda$ is.",
        NOCEDAL,
    ),
    ml_use="Maximum entropy gives the softmax, a unit vector of largest variance the first principal component, and a "
    "margin the support vectors.",
)
