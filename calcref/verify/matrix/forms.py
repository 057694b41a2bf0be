"""What both sides of a step say at a point, as numbers that have to agree."""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.array_questions import (
    Concluded,
    GradientOf,
    HessianOf,
    OtherLayoutOf,
    Paired,
    Pairing,
    VjpOf,
)
from calcref.core.arrays import is_scalar
from calcref.core.records import Derivation
from calcref.verify.matrix.entries import PRIME, Undefined
from calcref.verify.matrix.evaluate import Matrix, Point

NO_VALUE = (ZeroDivisionError, ValueError, OverflowError, Undefined)
Sides = tuple[list[Any], list[Any], float]


def sides(node: Derivation, point: Point, var: Basic) -> Sides:
    """The numbers of both sides of the step of `node`, and how large what was added up is."""
    before, after = node.step.before, node.step.after
    if isinstance(before, Pairing):
        return _compared(form_of(before, point), form_of(after, point))
    if isinstance(before, Concluded):
        return _compared(asked(before, point, node), answered(before, after, point, var))
    if node.step.rule.id.startswith("project-"):
        form = [_inner(point(side), point(var), point) for side in (before, after)]
        return _compared(form[:1], form[1:])
    left, right = ([point.kit.parts(it)[0] for row in point(side) for it in row] for side in (before, after))
    return left, right, max((_size(it) for it in left), default=0.0)


def _compared(left: list[Any], right: list[Any]) -> Sides:
    sizes = [size for _, size in (*left, *right)]
    return [value for value, _ in left], [value for value, _ in right], max(sizes, default=0.0)


def _size(value: Any) -> float:
    return abs(value) if isinstance(value, float) else 0.0


def _added(products: list[Any]) -> tuple[Any, float]:
    """The sum of `products`, and that of their sizes."""
    value = sum(products)
    return (value % PRIME if isinstance(value, int) else value), sum(map(_size, products))


def _inner(beside: Matrix, moving: Matrix, point: Point) -> tuple[Any, float]:
    """⟨beside, tangent of moving⟩."""
    parts = point.kit.parts
    return _added(
        [parts(g)[0] * parts(e)[1] for rows in zip(beside, moving, strict=True) for g, e in zip(*rows, strict=True)]
    )


def form_of(expr: Any, point: Point) -> list[tuple[Any, float]]:
    """The value of a sum of pairings along the direction."""
    if not isinstance(expr, (Pairing, Paired)):
        raise TypeError(f"{type(expr).__name__} is no pairing")
    found = [_inner(point(expr.args[k]), point(expr.args[k + 1]), point) for k in range(1, len(expr.args), 2)]
    value = sum(it for it, _ in found)
    return [(value % PRIME if point.kit.exact else value, sum(size for _, size in found))]


def _columns(matrix: Matrix) -> list[Any]:
    return [entry for column in zip(*matrix, strict=True) for entry in column]


def asked(question: Concluded, point: Point, node: Derivation) -> list[tuple[Any, float]]:
    """What the question is about, along the direction."""
    if is_of_number(question):
        slope = point.kit.parts(point(question.args[0])[0][0])[1]
        return [(slope, _size(slope))]
    if isinstance(question, VjpOf):
        return [_inner(point(question.args[2]), point(question.args[0]), point)]
    inside = node.parts[0].answer if isinstance(question, HessianOf) else question.args[0]
    moved = [point.kit.parts(entry)[1] for entry in _columns(point(inside))]
    return [(it, _size(it)) for it in moved]


def answered(question: Concluded, answer: sp.Expr, point: Point, var: Basic) -> list[tuple[Any, float]]:
    """What the answer says of it, along the direction."""
    found = in_house_layout(question, point(answer))
    if is_of_number(question) or isinstance(question, VjpOf):
        return [_inner(found, point(var), point)]
    parts = point.kit.parts
    along = [parts(entry)[1] for entry in _columns(point(var))]
    return [_added([parts(a)[0] * b for a, b in zip(row, along, strict=True)]) for row in found]


def is_of_number(question: Basic) -> bool:
    """Whether the gradient of a number is asked for, in either layout."""
    return isinstance(question, GradientOf) or (isinstance(question, OtherLayoutOf) and is_scalar(question.args[0]))


def in_house_layout(question: Basic, answer: Matrix) -> Matrix:
    """The answer with the shape of its variable, or as a Jacobian with a row for each entry of the value."""
    return [list(row) for row in zip(*answer, strict=True)] if isinstance(question, OtherLayoutOf) else answer


def relative(left: list[tuple[Any, float]], right: list[tuple[Any, float]]) -> float:
    """The largest difference of two lists of values, relative to what was added up."""
    scale = max(size for _, size in (*left, *right)) + 1e-9
    return float(max(abs(a - b) / scale for (a, _), (b, _) in zip(left, right, strict=True)))
