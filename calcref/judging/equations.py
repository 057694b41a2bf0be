"""Whether one equation follows from another: where the first holds, the second is tried."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.errors import CalcrefError
from calcref.core.expr import add, is_open, negative, symbols_of
from calcref.judging.claims import Claim, Outcome
from calcref.judging.formula import read_formula
from calcref.judging.known import Known
from calcref.verify.arithmetic import DIGITS, OutOfDomain
from calcref.verify.equality import same
from calcref.verify.places import zeros
from calcref.verify.points import candidates
from calcref.verify.precise import PreciseEvaluator

REACH = 60.0  # how far solutions are searched for
CASES = 5  # values of the other letters
MOST = 12  # solutions that are tried
SHOWN = 6

Equation = tuple[sp.Expr, sp.Expr]
Point = dict[sp.Symbol, Any]


def read_equation(sides: tuple[str, str], known: Known) -> Equation:
    """Both sides, in their first reading.

    Raises:
        CalcrefError: one cannot be read.
    """
    left, right = (known.expand(next(iter(read_formula(side, known)))) for side in sides)
    return left, right


def follows(claim: Claim, before: tuple[str, str]) -> Outcome:
    """Whether the equation of `claim` follows from the one before, and with "iff" the other way round."""
    try:
        first, second = (read_equation(sides, claim.known) for sides in (before, (claim.left, claim.right)))
    except CalcrefError as error:
        return Outcome("undecided", getattr(error, "message", None) or str(error).splitlines()[0])
    if any(is_open(side) for side in (*first, *second)):
        return Outcome("undecided", "an equation with an open question is not solved")
    kept, lost = _tried(first, second)
    if not kept and not lost:
        return Outcome("undecided", "no solution of the equation before was found")
    if not kept:
        return Outcome(
            "wrong", f"{_there(lost[0])} the equation before holds, and this one does not", at=_named(lost[0])
        )
    if lost:
        return Outcome(
            "condition",
            f"a solution was lost: {_there(lost[0])} the equation before holds, and this one does not",
            points=len(kept),
            at=_named(lost[0]),
            condition=f"not {_there(lost[0])}",
        )
    if claim.link == "iff":
        _, gained = _tried(second, first)
        if gained:
            return Outcome(
                "condition",
                f"a solution was gained: {_there(gained[0])} this equation holds, and the one before does not",
                points=len(kept),
                at=_named(gained[0]),
                condition=f"not {_there(gained[0])}",
            )
    count = len(kept)
    said = "the solution" if count == 1 else f"{count} solutions"
    return Outcome(
        "right", f"{said} of the equation before {'solves' if count == 1 else 'solve'} this one", points=count
    )


def _tried(first: Equation, second: Equation) -> tuple[list[Point], list[Point]]:
    """The solutions of the first equation that solve the second, and those that do not."""
    kept: list[Point] = []
    lost: list[Point] = []
    with mp.workdps(DIGITS):
        for here in _solutions(first):
            values = [PreciseEvaluator(here)(side) for side in second]
            if not all(isinstance(value, mp.mpf) and mp.isfinite(value) for value in values):
                if all(symbols_of(side) <= set(here) for side in second):
                    lost.append(here)
                continue
            (kept if same(*values) else lost).append(here)
    return kept, lost


def _solutions(equation: Equation) -> Iterator[Point]:
    """Places where both sides are the same, in several cases of the other letters."""
    difference = add(equation[0], negative(equation[1]))
    letters = sorted(symbols_of(difference), key=lambda letter: letter.name)
    if not letters:
        return
    given = 0
    for letter in letters:
        for case in list(candidates(letters))[: CASES if len(letters) > 1 else 1]:
            others = {other: mp.mpf(value) for other, value in case.items() if other != letter}
            here = PreciseEvaluator(others)
            try:
                found = zeros(here, difference, letter, -REACH, REACH)
            except (OutOfDomain, ArithmeticError, ValueError, TypeError):
                continue
            for place in found:
                at = {**others, letter: place}
                sides = [PreciseEvaluator(at)(side) for side in equation]
                if all(isinstance(value, mp.mpf) for value in sides) and same(*sides):
                    yield at
                    given += 1
                    if given >= MOST * len(letters):
                        return


def _there(here: Point) -> str:
    return "at " + ", ".join(
        f"{letter.name} = {mp.nstr(value, 4).removesuffix('.0')}" for letter, value in _sorted(here)
    )


def _named(here: Point) -> dict[str, float]:
    return {letter.name: float(value) for letter, value in _sorted(here)}


def _sorted(here: Point) -> list[tuple[sp.Symbol, Any]]:
    return sorted(here.items(), key=lambda item: item[0].name)
