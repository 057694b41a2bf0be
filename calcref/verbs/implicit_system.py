"""Several equations, or functions: the slopes of what they describe, of the way back, and both at a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sympy as sp

from calcref.core.conditions import WALKABLE, value_at
from calcref.core.errors import CalcrefError, OutsideDomain, Undecided
from calcref.core.expr import add, negative, raw, substitute, symbols_of, tree_size
from calcref.core.implicit_system import ImplicitSlopes, InverseJacobian
from calcref.core.questions import At, Diff
from calcref.core.records import Derivation, Law, Step
from calcref.core.several import Vector
from calcref.core.simplify import SIMPLIFY, shortest, standard_form
from calcref.multivariable import implicit_function, inverse_function
from calcref.multivariable.determinants import determinant
from calcref.verbs.at_point import EVALUATE
from calcref.verbs.derived import derived
from calcref.verbs.equations import sides
from calcref.verbs.guard import guarded
from calcref.verbs.reading import expression, letter, shown

MOST = 3  # equations: Cramer's rule is written out
LETTERS = "fgh"
Place = Mapping[Any, Any]
Letters = str | Iterable[sp.Symbol | str]


def slopes_of_system(equations: Sequence[Any], functions: Letters, x: sp.Symbol | str, at: Place | None) -> Derivation:
    """How functions of x move that several equations describe; see `implicit`."""
    levels = tuple(standard_form(add(left, negative(right))) for left, right in map(sides, equations))
    letters = symbols_of(raw(sp.Tuple, *levels))
    var, *moving = (letter(it, letters) for it in (x, *_names(functions)))
    must_be_square(len(levels), "equation", moving, "letters that stand for functions")
    if var in moving:
        raise CalcrefError(f"{var} is to be a function of itself; name another letter as the variable")
    must_occur((var, *moving), letters)
    with guarded(" and ".join(f"{shown(it)} = 0" for it in levels)):
        parts = [[derived(raw(Diff, it, by)) for by in (var, *moving)] for it in levels]
        rows = [[part.answer for part in row] for row in parts]
        block, column = [row[1:] for row in rows], [row[0] for row in rows]
        below = must_be_invertible(block, moving)
        question = raw(ImplicitSlopes, raw(Vector, *levels), sp.Tuple(var, *moving))
        after = implicit_function.unsolved(block, column)
        where = {**dict(zip(LETTERS, levels, strict=False)), "D": below}
        found = concluded(implicit_function.LAW, question, after, where, parts, implicit_function.solved(block, column))
        return found if at is None else read_at(found, place_of(at, (var, *moving)), below, levels)


def inverse_of_map(exprs: Sequence[Any], variables: Letters | None, at: Place | None) -> Derivation:
    """The Jacobian of the inverse of a map of several variables; see `inverse`."""
    functions = tuple(expression(it) for it in exprs)
    letters = symbols_of(raw(sp.Tuple, *functions))
    names = sorted(it.name for it in letters) if variables is None else _names(variables)
    moving = [letter(it, letters) for it in names]
    must_be_square(len(functions), "function", moving, "variables")
    must_occur(moving, letters)
    with guarded(f"the inverse of {shown(raw(Vector, *functions))}"):
        parts = [[derived(raw(Diff, it, by)) for by in moving] for it in functions]
        rows = [[part.answer for part in row] for row in parts]
        below = must_be_invertible(rows, moving)
        question = raw(InverseJacobian, raw(Vector, *functions), sp.Tuple(*moving))
        where = {**dict(zip(LETTERS, functions, strict=False)), "D": below}
        after = inverse_function.uninverted(rows)
        found = concluded(inverse_function.LAW, question, after, where, parts, inverse_function.inverted(rows))
        return found if at is None else read_at(found, place_of(at, moving), below, ())


def _names(given: Letters) -> list[Any]:
    return given.replace(",", " ").split() if isinstance(given, str) else list(given)


def must_be_square(count: int, what: str, moving: Sequence[sp.Symbol], letters: str) -> None:
    """Nothing, unless there are as many functions as letters, each once, and not too many.

    Raises:
        CalcrefError: there are not.
    """
    named = ", ".join(map(str, moving)) or "none"
    if len(set(moving)) < len(moving):
        raise CalcrefError(f"a letter is named twice in {named}; name each once")
    if count != len(moving):
        said = f"{count} {what}{'' if count == 1 else 's'}"
        raise CalcrefError(f"{said} cannot be solved for {named}; give as many {what}s as {letters}")
    if not 1 <= count <= MOST:
        raise CalcrefError(f"from 1 to {MOST} {what}s are solved in formulas; found {count}: put some into the others")


def must_occur(letters: Iterable[sp.Symbol], known: frozenset[sp.Symbol]) -> None:
    """Nothing, unless a letter does not occur.

    Raises:
        CalcrefError: it does not.
    """
    if missing := [it for it in letters if it not in known]:
        found = ", ".join(sorted(it.name for it in known)) or "no letter"
        raise CalcrefError(f"{missing[0]} does not occur in what is given, which holds {found}")


def must_be_invertible(block: Sequence[Sequence[sp.Expr]], moving: Sequence[sp.Symbol]) -> sp.Expr:
    """The determinant of a block of the Jacobian.

    Raises:
        OutsideDomain: it is 0 everywhere.
    """
    below = shortest(determinant(block))
    if below == 0 or sp.expand(standard_form(below)) == 0:
        raise OutsideDomain(
            f"the Jacobian in {', '.join(map(str, moving))} is singular everywhere, so it says nothing of slopes; "
            "one of the equations or functions follows from the others, or does not hold these letters"
        )
    return below


def concluded(
    law: Law,
    question: Any,
    after: sp.Expr,
    where: dict[str, sp.Expr],
    parts: Sequence[Sequence[Derivation]],
    solved: sp.Expr,
) -> Derivation:
    """The step by a theorem, which leaves a matrix to invert, and the step that does it."""
    found = Derivation(Step(law, question, after, where), tuple(part for row in parts for part in row), after)
    answer = _each(solved, _entry)
    return Derivation(Step(SIMPLIFY, after, answer), (found,), answer)


def _entry(expr: sp.Expr) -> sp.Expr:
    """An entry as short as it gets."""
    short = shortest(expr)
    if tree_size(short) > WALKABLE:
        return short
    plain = standard_form(short)
    forms = [short, shortest(sp.cancel(plain))]
    if plain.has(sp.sin) and plain.has(sp.cos):
        forms.append(shortest(sp.trigsimp(plain)))
    return min(forms, key=sp.count_ops)


def place_of(given: Place, letters: Sequence[sp.Symbol]) -> dict[sp.Symbol, sp.Expr]:
    """The value of each letter at a place.

    Raises:
        CalcrefError: a letter has none, or one too many, or it is no number.
    """
    if not isinstance(given, Mapping):
        raise CalcrefError(f"a place is a dictionary such as {{'x': 1, 'y': 2}}; found {type(given).__name__}")
    values = {str(name): standard_form(expression(value)) for name, value in given.items()}
    if missing := [it.name for it in letters if it.name not in values]:
        raise CalcrefError(f"the place has no value for {', '.join(missing)}; give one")
    if spare := sorted(values.keys() - {it.name for it in letters}):
        raise CalcrefError(f"the place has a value for {', '.join(spare)}, which does not occur; leave it out")
    for name, value in values.items():
        if symbols_of(value) or value.is_real is not True or value.is_finite is not True:
            raise CalcrefError(f"a place is made of real numbers; found {name} = {shown(value)}")
    return {it: values[it.name] for it in letters}


def read_at(
    found: Derivation, place: Mapping[sp.Symbol, sp.Expr], below: sp.Expr, levels: Iterable[sp.Expr]
) -> Derivation:
    """`found`, read at a place where all `levels` are 0 and `below` is not.

    Raises:
        OutsideDomain: one of them is not, or it is.
        Undecided: it cannot be told.
    """
    here = ", ".join(f"{it} = {shown(value)}" for it, value in place.items())
    for level in levels:
        value = value_at(level, place)
        if value is None:
            raise Undecided(f"whether {shown(level)} is 0 at {here} could not be told; try other numbers")
        if value != 0:
            raise OutsideDomain(
                f"{here} does not solve the equations: {shown(level)} is {shown(value)} there and not 0; give a place "
                "that does"
            )
    value = value_at(below, place)
    if value is None or value == 0 or value.is_real is not True:
        raise OutsideDomain(
            f"at {here} the Jacobian in the letters that are solved for is singular: its determinant {shown(below)} is "
            f"{'not known' if value is None else shown(value)} there, so the theorem says nothing of slopes; try "
            "another letter as the variable"
        )
    inner: sp.Expr = found.answer
    for it, at in place.items():
        inner = raw(At, inner, it, at)
    answer = _each(found.answer, lambda entry: standard_form(substitute(entry, place)))
    return Derivation(Step(EVALUATE, inner, answer), (found,), answer)


def _each(expr: sp.Expr, made: Any) -> sp.Expr:
    """A vector or a matrix with something made of each of its entries."""
    if isinstance(expr, Vector):
        return raw(Vector, *map(made, expr.args))
    return raw(type(expr), *(_each(it, made) for it in expr.args)) if expr.args and _holds(expr) else made(expr)


def _holds(expr: sp.Expr) -> bool:
    return any(isinstance(it, Vector) for it in expr.args)
