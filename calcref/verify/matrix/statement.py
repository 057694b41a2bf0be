"""Checking what a rule about arrays states: random arrays are put in for its letters."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.array_heads import Each
from calcref.core.array_questions import ArrayQuestion, Pairing
from calcref.core.arrays import Array
from calcref.core.evidence import Evidence
from calcref.core.expr import nodes, raw, varies
from calcref.core.questions import Question
from calcref.core.records import Derivation, Law, Statement, Step
from calcref.verify.matrix.differences import differences
from calcref.verify.matrix.entries import Floats
from calcref.verify.matrix.evaluate import Matrix, Point
from calcref.verify.matrix.forms import NO_VALUE, form_of, relative
from calcref.verify.matrix.points import Draw, draws, sizes_of

TOLERANCE, WANTED, H = 1e-6, 6, 1e-7


def is_about_arrays(statement: Statement) -> bool:
    """Whether a statement says something of arrays."""
    return isinstance(statement.left, ArrayQuestion)


def check_array_statement(law: Law) -> Evidence:
    """Whether the statement of `law` holds, whichever of its letters moves."""
    left, right = law.statement.left, law.statement.right
    arrays, dims = _names(law.statement)
    if not isinstance(left, Pairing):
        assert isinstance(left, Question)
        stated = Derivation(Step(law, left, right), (), right)
        return differences(stated, _some(draws(arrays, dims, left.args[1], 1)))
    errors = []
    for letter in _moving(law.statement, arrays):
        for draw in _some(draws(arrays, dims, letter, 2)):
            point = draw.dual()
            try:
                errors.append(relative(form_of(left, point), form_of(right, point)))
            except NO_VALUE:
                continue
    if len(errors) < WANTED // 2:
        return Evidence("unknown", "too few points at which both sides have a value", len(errors))
    if max(errors) > TOLERANCE:
        return Evidence("refuted", "the statement does not hold for random arrays", len(errors), max(errors))
    return Evidence("agrees", "random arrays put in for the letters", len(errors), max(errors))


def is_needed(law: Law) -> bool:
    """Whether the statement fails at zero, or at a matrix all of whose eigenvalues are alike: where conditions fail."""
    left, right = (_kinked(side) for side in (law.statement.left, law.statement.right))
    arrays, dims = _names(law.statement)
    for letter in _moving(law.statement, arrays):
        draw = Draw(arrays, letter, sizes_of(dims, 0), "normal", 0)
        draw.values[letter] = _broken(draw.values[letter], letter)
        try:
            said = sum(value for value, _ in form_of(right, draw.dual()))
            before, after = (_paired(left, draw.at(step)) for step in (0.0, H))
        except NO_VALUE:
            return True
        if abs((after - before) / H - said) > 1e-3:
            return True
    return False


def _some(found: Iterator[Draw]) -> Iterator[Draw]:
    return (draw for _, draw in zip(range(WANTED), found, strict=False))


def _names(statement: Statement) -> tuple[list[Array], set[Basic]]:
    leaves = [node for node in nodes(raw(sp.Tuple, statement.left, statement.right)) if node.is_Symbol]
    arrays = [leaf for leaf in leaves if isinstance(leaf, Array)]
    dims = {leaf for leaf in leaves if not isinstance(leaf, Array)}
    return arrays, dims.union(*(dim.free_symbols for array in arrays for dim in array.dims))


def _moving(statement: Statement, arrays: list[Array]) -> list[Array]:
    """The letters that occur on the right behind a d."""
    inside, held = statement.right.args[2::2], statement.left.args[1]
    return [array for array in arrays if array != held and any(varies(it, array) for it in inside)]


def _kinked(side: sp.Expr) -> sp.Expr:
    """`side` with the size of a number in place of any function."""
    names = {"f": "abs", "f'": "sign"}
    found = {node: raw(Each, type(node.args[0])(names[node.name]), node.args[1])
             for node in nodes(side) if isinstance(node, Each) and node.name in names}  # fmt: skip
    return raw(type(side), *(found.get(arg, arg) for arg in side.args))


def _broken(matrix: Matrix, letter: Array) -> Matrix:
    size = range(len(matrix))
    if letter.is_symmetric:
        return [[float(i == j) for j in size] for i in size]
    return [[0.0] * len(row) for row in matrix]


def _paired(side: sp.Expr, point: Point) -> float:
    """⟨G, E⟩ in floats, for the one pair of `side`."""
    assert isinstance(point.kit, Floats)
    beside, moving = (point(arg) for arg in side.args[1:3])
    return float(sum(g * e for rows in zip(beside, moving, strict=True) for g, e in zip(*rows, strict=True)))
