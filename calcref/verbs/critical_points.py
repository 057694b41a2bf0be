"""The public verb `critical_points`: where a function of several variables is level, and of what kind each place is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import mpmath as mp
import sympy as sp

from calcref.core.conditions import WALKABLE, value_at
from calcref.core.critical_points import CriticalPoint, CriticalPoints, Kind
from calcref.core.decide import sign_of
from calcref.core.elementary import RECORD_OF
from calcref.core.errors import CalcrefError, Undecided
from calcref.core.expr import nodes, tree_size, varies
from calcref.core.functions import RealPower
from calcref.verbs.gradient import gradient_of
from calcref.verbs.guard import guarded
from calcref.verbs.hessian import hessian_of
from calcref.verbs.reading import shown
from calcref.verbs.several import Asked, Variables, asked_of, one_function
from calcref.verbs.solving_apart import real_solutions_apart

EDGED = (sp.asin, sp.acos, sp.acosh)  # with a value at an edge, and no slope there


def critical_points(expr: sp.Expr | str, variables: Variables = None) -> CriticalPoints:
    """Every place where the gradient of `expr` is 0, and what the second-order test says of it.

    Where the Hessian has eigenvalues of one sign the place is a local minimum or maximum, where it has both a saddle
    point. Where neither is so, the test decides nothing, and nothing is guessed.

    Args:
        expr: a SymPy expression, or text such as "x^3 - 3 x + y^2".
        variables: their names, as in "x, y"; every letter, by name, where none is given. There may be no other letter.

    Raises:
        CalcrefError: the function or the variables are not clear.
        NoRuleApplies: no rule differentiates a part of the expression.
        Undecided: not all of them could be found, or there are infinitely many, or the function has kinks.

    >>> found = critical_points("x^3 - 3 x + y^2")
    >>> [(point.at, point.kind) for point in found.points]
    [((-1, 0), 'saddle point'), ((1, 0), 'local minimum')]
    >>> critical_points("x^4 + y^4").points[0].said
    'the test decides nothing'
    """
    asked = asked_of(one_function(expr, "critical_points"), variables, None)
    function, name = asked.function, shown(asked.function)
    if letters := sorted(symbol.name for symbol in function.free_symbols - set(asked.variables)):
        raise CalcrefError(
            f"{name} holds the letters {', '.join(letters)}, too; put numbers, or name them as variables"
        )
    _must_be_smooth(asked)
    with guarded(f"the critical points of {name}"):
        slopes, bends = gradient_of(asked), hessian_of(asked)
        if tree_size(slopes.answer) > WALKABLE:
            raise Undecided(f"the gradient of {name} is too long to be solved for; try a simpler function")
        try:
            places = real_solutions_apart(tuple(slopes.answer.args), asked.variables)
        except Undecided as error:
            raise Undecided(
                f"not all critical points of {name} can be listed: {error}; calcref.optimization.minimize finds one"
            ) from error
        points = [_point(asked, place, slopes.answer.args, bends.answer.args) for place in places]
    return CriticalPoints(function, asked.variables, tuple(it for it in points if it), slopes, bends)


def _must_be_smooth(asked: Asked) -> None:
    """Nothing, unless a part of the function may have a value and no slope: such places are no solutions of anything.

    Raises:
        Undecided: a part has.
    """
    for node in nodes(asked.function):
        if not any(varies(node, var) for var in asked.variables):
            continue
        record = RECORD_OF.get(type(node))
        root = type(node) in (sp.Pow, RealPower) and not node.args[1].is_integer and not node.args[0].is_positive
        kinked = record is not None and any(not it.is_nonzero for it in record.kinks(*node.args))
        if root or kinked or isinstance(node, (sp.Piecewise, sp.Max, sp.Min, *EDGED)):
            raise Undecided(
                f"{shown(asked.function)} may have no gradient where {shown(node)} has a kink or an edge, and an "
                "extremum there would be missed; look at those places by gradient(..., at=...)"
            )


def _point(
    asked: Asked, place: dict[sp.Symbol, sp.Expr], slopes: Sequence[sp.Expr], rows: Sequence[sp.Expr]
) -> CriticalPoint | None:
    """What there is to say of a place; None where the function has no value.

    Raises:
        Undecided: it could not be decided whether the gradient is 0 there, or which sign an eigenvalue has.
    """
    value = value_at(asked.function, place)
    if value is not None and (value.is_real is False or value.has(sp.nan, sp.zoo, sp.oo, -sp.oo)):
        return None
    levels = [value_at(slope, place) for slope in slopes]
    matrix = [[value_at(entry, place) for entry in row.args] for row in rows]
    known = [entry for row in matrix for entry in row if entry is not None]
    if value is None or None in levels or len(known) < len(rows) ** 2:
        raise Undecided(f"what {shown(asked.function)} does at a place that solves its equations could not be told")
    if any(sign_of(level) != 0 for level in levels if level is not None):
        return None
    hessian = sp.Matrix(matrix).applyfunc(sp.simplify)
    at = tuple(place[var] for var in asked.variables)
    table = tuple(tuple(hessian.row(k)) for k in range(hessian.rows))
    return CriticalPoint(at, sp.simplify(value), table, _eigenvalues(hessian), _kind(hessian))


def _kind(hessian: sp.Matrix) -> Kind:
    """What the signs of the eigenvalues say: those of a symmetric matrix are real, so Descartes' rule counts them.

    Raises:
        Undecided: the sign of a coefficient of its characteristic polynomial is not known.
    """
    signs = [sign_of(it) for it in hessian.charpoly().all_coeffs()]
    if None in signs:
        raise Undecided("the sign of an eigenvalue could not be decided")
    zero = next(k for k, sign in enumerate(reversed(signs)) if sign != 0)
    left = [sign for sign in signs if sign]
    positive = sum(one != other for one, other in pairwise(left))
    negative = hessian.rows - zero - positive
    if positive and negative:
        return "saddle point"
    if zero:
        return "undecided"
    return "local minimum" if positive else "local maximum"


def _eigenvalues(hessian: sp.Matrix) -> tuple[sp.Expr, ...]:
    if hessian.rows <= 2:
        found = [it for it, count in hessian.eigenvals().items() for _ in range(count)]
        return tuple(sorted(map(sp.simplify, found), key=lambda it: sp.N(it)))
    with mp.workdps(30):
        numbers = mp.eigsy(mp.matrix(hessian.applyfunc(lambda it: sp.N(it, 30)).tolist()), eigvals_only=True)
        return tuple(sp.Float(str(it), 15) for it in sorted(numbers))
