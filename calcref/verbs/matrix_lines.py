"""Judging lines of matrices: both sides at random arrays of several sizes, and what a wrong line may come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp

from calcref.core.arrays import Array, is_scalar, shape_of
from calcref.core.errors import CalcrefError, ShapeMismatch
from calcref.core.expr import nodes, raw
from calcref.judging.given import Given
from calcref.judging.mistakes.record import Mistake
from calcref.judging.result import Judgement, Line, NothingToJudge
from calcref.matrix.reading.shapes import Shapes, arrays_of
from calcref.verbs.matrix_claims import Reader, Side, sides
from calcref.verbs.matrix_mistakes import LAYOUT, changed
from calcref.verbs.matrix_work import OutOfWork, Work
from calcref.verify.matrix.forms import NO_VALUE
from calcref.verify.matrix.points import Draw, draws, sizes_of

SEEDS, WANTED = 3, 6  # of draws of each kind, and of those at which both sides have a value
TOLERANCE, TOLERANCE_TWICE, SMALL = 1e-7, 1e-4, 1e-6
H = 1e-4
LARGE = 1e12  # beyond this, rounding may be all that there is of a difference
NOISE = 1e-25  # what rounding leaves of terms that cancel is larger
TOO_LONG = "its values take too long to compute; judge a shorter formula, or this line alone"
LONGEST = 2_000  # characters of a side
MOST_LINES = 300
Values = list[list[float]]


@dataclass(frozen=True)
class Compared:
    """Where two sides were compared.

    Args:
        points: at how many draws they agree.
        error: the largest relative difference there.
        draw: a draw at which they differ.
        place: the entry there, from 0.
        values: of both sides in it.
    """

    points: int
    error: float
    draw: Draw | None = None
    place: tuple[int, int] = (0, 0)
    values: tuple[float, float] = (0.0, 0.0)


def judge_matrices(text: str, shapes: Shapes) -> Judgement:
    """The lines of a derivation about matrices, judged.

    Raises:
        CalcrefError: a shape cannot be read.
        NothingToJudge: the text holds no equality.

    >>> judge_matrices("grad_x ||A x - y||^2 = 2 A (A x - y)", "A: m n, x: n, y: m").lines[0].mistake
    Mistake('transpose-forgotten')
    """
    reader, work = Reader(arrays_of(shapes)), Work()
    lines: list[Line] = []
    given: list[Given] = []
    for number, left, right in sides(text):
        if len(lines) == MOST_LINES:
            lines.append(_undecided(number, left, right, f"no more than {MOST_LINES} equalities are judged at once"))
            break
        if _defines(reader, left, right):
            given.append(Given(number, f"{left} = {right}", "a definition"))
        else:
            try:
                work.next_line(left, right)
                lines.append(_line(reader, number, left, right, work))
            except OutOfWork:
                lines.append(_undecided(number, left, right, TOO_LONG))
    if not lines and not given:
        raise NothingToJudge("there is nothing to judge: no line has an `=` between two formulas")
    return Judgement(tuple(lines), tuple(given))


def _defines(reader: Reader, left: str, right: str) -> bool:
    """Whether a name without a shape gets a meaning; it has it then."""
    if not left.isidentifier() or left in reader.arrays or left in reader.defined:
        return False
    try:
        reader.defined[left] = reader.node(right)
    except CalcrefError:
        return False
    return True


def _undecided(number: int, left: str, right: str, said: str) -> Line:
    return Line(number, left, right, "undecided", said)


def _line(reader: Reader, number: int, left: str, right: str, work: Work) -> Line:
    if max(len(left), len(right)) > LONGEST:
        return _undecided(number, left, right, f"a side has more than {LONGEST} characters: cut it")
    try:
        one = reader.read(left)
    except CalcrefError as error:
        return _undecided(number, left, right, str(error))
    try:
        other = reader.read(right)
    except ShapeMismatch as error:
        found = _mistake(reader, one, right, work)
        return Line(number, left, right, "wrong", f"shapes do not fit: {error}", mistake=found)
    except CalcrefError as error:
        return _undecided(number, left, right, str(error))
    if any(
        side.asked != "value" and side.asked != "gradient" and side.var.is_symmetric
        for side in (one, other)
        if side.var
    ):
        return _undecided(number, left, right, "Jacobians and Hessians in a symmetric matrix are not judged")
    said = [_shape(side) for side in (one, other)]
    if said[0] != said[1]:
        found = (
            LAYOUT
            if said[0] == said[1][::-1] and _agree(one, other, work, flipped=True)
            else _mistake(reader, one, right, work)
        )
        words = [_said(shape) for shape in said]
        return Line(
            number, left, right, "wrong", f"the left side is {words[0]}, the right side {words[1]}", mistake=found
        )
    return _compared(reader, number, one, other, work)


def _compared(reader: Reader, number: int, one: Side, other: Side, work: Work) -> Line:
    left, right = one.text, other.text
    found = compare(one, other, work)
    if found.draw is None and not found.points:
        return _undecided(number, left, right, "no arrays were found at which both sides have values that tell")
    if found.draw is None:
        many = f"{found.points} random arrays of several sizes agree"
        return Line(number, left, right, "right", many, points=found.points, error=found.error)
    for array in _squares(one, other):
        if compare(one, other, work, symmetric=array).draw is None:
            said = f"{_there(found)}; with a symmetric {array.name} both sides agree"
            return Line(number, left, right, "condition", said, condition=f"{array.name} symmetric")
    return Line(
        number, left, right, "wrong", _there(found), at=_sample(found.draw), values=found.values,
        mistake=_mistake(reader, one, right, work),
    )  # fmt: skip


def _mistake(reader: Reader, one: Side, right: str, work: Work) -> Mistake | None:
    """The mistake after whose repair the right side agrees with the left one, as far as there is time to look."""
    for mistake, text in changed(right, reader):
        try:
            work.spend_reading(text)
            other = reader.read(text)
            if _shape(other) == _shape(one) and _agree(one, other, work):
                return mistake
        except CalcrefError:
            continue
        except OutOfWork:
            return None
    return None


def _agree(one: Side, other: Side, work: Work, flipped: bool = False) -> bool:
    found = compare(one, other, work, flipped=flipped)
    return found.draw is None and found.points > 0


def _shape(side: Side) -> tuple[sp.Expr, sp.Expr]:
    if side.var is None:
        return shape_of(side.node)
    (a, b), (c, d) = shape_of(side.node), side.var.shape
    return {"gradient": (c, d), "jacobian": (a * b, c * d), "hessian": (c * d, c * d)}[side.asked]


def _said(shape: tuple[sp.Expr, sp.Expr]) -> str:
    rows, columns = shape
    return "a scalar" if rows == columns == 1 else str(rows) if columns == 1 else f"{rows} × {columns}"


def _arrays(*both: Side) -> list[Array]:
    leaves = [leaf for side in both for leaf in nodes(raw(sp.Tuple, side.node)) if isinstance(leaf, Array)]
    return list(dict.fromkeys([*leaves, *(side.var for side in both if side.var is not None)]))


def _squares(*both: Side) -> Iterator[Array]:
    """The matrices that might be meant to be symmetric."""
    moving = {side.var for side in both}
    return (it for it in _arrays(*both) if len(it.dims) == 2 and it.dims[0] == it.dims[1] and it not in moving)


def compare(one: Side, other: Side, work: Work, symmetric: Array | None = None, flipped: bool = False) -> Compared:
    """Both sides at random arrays, until they differ.

    Args:
        one: the left side.
        other: the right side.
        work: what it may cost.
        symmetric: a matrix that is made symmetric.
        flipped: whether the right side is transposed first.

    Raises:
        OutOfWork: it costs more.
    """
    arrays = _arrays(one, other)
    dims = {leaf for side in (one, other) for leaf in nodes(raw(sp.Tuple, side.node)) if leaf.is_Symbol} - set(arrays)
    dims |= {it for array in arrays for dim in array.dims for it in dim.free_symbols}
    var = next((side.var for side in (one, other) if side.var is not None), arrays[0] if arrays else Array("x"))
    tolerance = TOLERANCE_TWICE if "hessian" in (one.asked, other.asked) else TOLERANCE
    points, worst, noughts, large = 0, 0.0, 0, False
    for draw in draws(arrays, dims, var, SEEDS) if arrays else [Draw([var], var, sizes_of(dims, 0), "normal", 0)]:
        if symmetric is not None:
            held = draw.values[symmetric]
            draw.values[symmetric] = [
                [(a + b) / 2 for a, b in zip(*rows, strict=True)]
                for rows in zip(held, zip(*held, strict=True), strict=True)
            ]
        work.spend_values(one, draw)
        work.spend_values(other, draw)
        try:
            left, right = valued(one, draw), valued(other, draw)
        except NO_VALUE:
            continue
        right = [list(row) for row in zip(*right, strict=True)] if flipped else right
        pairs = [((i, j), a, right[i][j]) for i, row in enumerate(left) for j, a in enumerate(row)]
        sizes = [max(abs(first) for _, first, _ in pairs), max(abs(second) for _, _, second in pairs)]
        scale = max(sizes) + SMALL
        if not scale < LARGE:
            large = True
            continue
        place, a, b = max(pairs, key=lambda it: abs(it[1] - it[2]))
        if abs(a - b) > tolerance * scale:
            return Compared(points, worst, draw, place, (a, b))
        if abs(a - b) > tolerance * max(sizes):  # both have all but vanished, and differ
            noughts += min(sizes) == 0 and max(sizes) > NOISE  # one is 0, the other what rounding leaves of it
            continue
        points, worst = points + 1, max(worst, abs(a - b) / scale)
        if points == WANTED * SEEDS:
            break
    return Compared(points if large else points + noughts, worst)


def valued(side: Side, draw: Draw) -> Values:
    """The values of a side; slopes are found with dual numbers, and second ones by their central differences."""
    if side.var is None:
        return [list(map(float, row)) for row in draw.at()(side.node)]
    if side.asked == "hessian":
        return _second(side, draw)
    slopes = _slopes(side, draw)
    if side.asked == "jacobian":
        return [
            list(row) for row in zip(*(slopes[place] for place in sorted(slopes, key=lambda it: it[::-1])), strict=True)
        ]
    rows, columns = len(draw.values[side.var]), len(draw.values[side.var][0])
    return [[slopes[i, j][0] if (i, j) in slopes else 0.0 for j in range(columns)] for i in range(rows)]


def _slopes(side: Side, draw: Draw) -> dict[tuple[int, int], list[float]]:
    """For each entry of the variable the slopes of all entries of the expression, by columns."""
    assert side.var is not None
    found: dict[tuple[int, int], list[float]] = {}
    rows, columns = len(draw.values[side.var]), len(draw.values[side.var][0])
    draw.var, before = side.var, draw.directions
    for i in range(rows):
        for j in range(columns):
            if "diagonal" in side.var.properties and i != j:
                continue
            twin = (j, i) if side.var.is_symmetric else (i, j)
            draw.directions = [[[float((r, c) in ((i, j), twin)) for c in range(columns)] for r in range(rows)]]
            point = draw.dual()
            moved = [point.kit.parts(entry)[1] for column in zip(*point(side.node), strict=True) for entry in column]
            found[i, j] = [float(it) / (1 + (twin != (i, j))) for it in moved]
    draw.directions = before
    return found


def _second(side: Side, draw: Draw) -> Values:
    assert side.var is not None
    held = draw.values[side.var]
    made: Values = []
    for j in range(len(held[0])):
        for i in range(len(held)):
            ends = []
            for step in (H, -H):
                draw.values = {**draw.values, side.var: _moved(held, i, j, step)}
                slopes = _slopes(side, draw)
                ends.append([slopes[place][0] for place in sorted(slopes, key=lambda it: it[::-1])])
            made.append([(a - b) / (2 * H) for a, b in zip(*ends, strict=True)])
    draw.values = {**draw.values, side.var: held}
    return made


def _moved(matrix: Any, i: int, j: int, step: float) -> Values:
    return [[a + step * ((r, c) == (i, j)) for c, a in enumerate(row)] for r, row in enumerate(matrix)]


def _sample(draw: Draw) -> Mapping[str, float]:
    """The entries of all arrays, as they were drawn."""
    return {
        array.name if is_scalar(array) else f"{array.name}[{i + 1},{j + 1}]": float(entry)
        for array, matrix in draw.values.items()
        for i, row in enumerate(matrix)
        for j, entry in enumerate(row)
    }


def _there(found: Compared) -> str:
    """Where two sides differ, in words."""
    assert found.draw is not None
    sizes = ", ".join(f"{dim} = {size}" for dim, size in found.draw.sizes.items())
    row, column = found.place
    at = f"at random arrays{f' with {sizes}' if sizes else ''} "
    left, right = found.values
    return f"{at}entry ({row + 1}, {column + 1}) is {left:.6g} on the left and {right:.6g} on the right"
