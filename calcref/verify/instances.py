"""What is put in for the letters of a statement: functions, numbers of every sign, points, and places that break."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise, product
from typing import Any

import mpmath as mp
import sympy as sp
from sympy.core.function import AppliedUndef

from calcref.core.functions import RealPower
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Condition, Statement

MOST_CHOICES = 81  # choices of numbers for the letters
LEAST_CHOICES = 5  # for one letter these hold both signs, a fraction and 0
SEVERAL = 3  # letters
X = sp.Symbol("x", real=True)
FUNCTIONS: tuple[Callable[[Any], Any], ...] = (
    lambda t: sp.sin(t) + t / 3,
    lambda t: t**2 / 2 + sp.Rational(1, 5),
    lambda t: sp.exp(t / 2),
    lambda t: sp.cos(2 * t) - sp.Rational(1, 4),
    lambda t: sp.Rational(7, 10) * t,  # meets the second at 1
)
BREAKING: tuple[
    tuple[Callable[[Any], Any], Callable[[Any], Any]], ...
] = (  # with an antiderivative on each side of the break
    (sp.sign, sp.Abs),
    (lambda t: 1 / t**2, lambda t: -1 / t),
    (lambda t: 1 / (1 + t**2), lambda t: -sp.atan(1 / t)),
)
PLACES = tuple(map(sp.Rational, ("-2.3", "-1", "-0.6", "0", "0.35", "0.55", "0.8", "1", "1.7", "2.4", "3.2")))
NUMBERS = (2, -2, sp.Rational(1, 3), 1, 0, -1, 3, sp.Rational(-1, 2), 5)


@dataclass(frozen=True)
class Instance:
    """A statement with everything put in.

    Args:
        left, right: its sides.
        where: what each letter stands for, as conditions read it.
        at: the numbers of the point.
        place: the point itself, exactly.
    """

    left: sp.Expr
    right: sp.Expr
    where: Mapping[str, sp.Expr]
    at: Mapping[sp.Symbol, Any]
    place: sp.Expr

    def decides(self, condition: Condition) -> bool | None:
        """Whether `condition` holds here; None where that is not known."""
        try:
            return condition.holds(self.where, {X: self.place})
        except KeyError:
            return True  # a condition on something that the statement does not name

    def __str__(self) -> str:
        return ", ".join(f"{name} = {shown}" for name, shown in {**self.where, "x": self.place}.items())


def instances(statement: Statement) -> Iterator[Instance]:
    """The statement with smooth functions and with numbers put in, at every place."""
    sides = _sides(statement)
    names = _function_names(sides)
    letters = sorted(set().union(*(_free(side) for side in sides)) - {X}, key=str)
    choices = islice(product(FUNCTIONS, repeat=len(names)), None, None, max(1, len(names)))
    for chosen in sorted(choices, key=lambda it: len(set(it)), reverse=True):  # first those that differ in all of them
        standing = dict(zip(names, chosen, strict=True))
        left, right = (_put_in(side, standing) for side in sides)
        where = _as_read(sides, standing)
        for one, other in _readings(left, right):
            yield from _numbered(statement, one, other, where, letters)


def breaking(statement: Statement) -> Iterator[Instance]:
    """The same with functions that break at 0, for conditions that exclude them."""
    sides = _sides(statement)
    names = _function_names(sides)
    letters = sorted(set().union(*(_free(side) for side in sides)) - {X}, key=str)
    several = {it.func.__name__ for side in sides for it in side.atoms(AppliedUndef) if len(it.args) > 1}
    alone = [*several] if len(several) == 1 else names if len(names) == 1 else []
    for broken, (function, area) in product(alone, BREAKING):
        standing: dict[str, Any] = {name: FUNCTIONS[k] for k, name in enumerate(names)} | {broken: function}
        left, right = (_put_in(side, standing) for side in sides)
        right = right.xreplace({it: area(it.var) for it in right.atoms(Antideriv)})
        yield from _numbered(statement, left, right, {**_as_read(sides, standing), "F": area(X)}, letters)


def _numbered(
    statement: Statement, left: sp.Expr, right: sp.Expr, where: Mapping[str, sp.Expr], letters: list[sp.Symbol]
) -> Iterator[Instance]:
    """Numbers put in for the letters, and for the variable at the end."""
    function = left.args[0] if isinstance(left, Question) else right
    roots = {it.args[1] for side in (left, right) for it in side.atoms(RealPower)}
    moves = any(X in _free(side) for side in (statement.left, statement.right))
    choices = islice(_numbers(len(letters)), max(2 * len(letters) + 1, LEAST_CHOICES) if where else MOST_CHOICES)
    apart = 1 if where or len(letters) < SEVERAL else SEVERAL  # with so many choices, each is tried at some places
    for turn, numbers in enumerate(choices):
        exact = dict(zip(map(str, letters), map(sp.sympify, numbers), strict=True))
        known = {"x": X, "u": X, "t": X, "b": X, "power": function} | dict(where) | exact
        at = dict(zip(letters, map(_mpf, numbers), strict=True))
        if any(_is_even(it.xreplace(dict(zip(letters, exact.values(), strict=True)))) for it in roots):
            continue
        for place in (*PLACES, sp.pi / 2, sp.pi)[turn % apart :: apart] if moves else PLACES[:1]:
            yield Instance(left, right, known, {X: _mpf(place), **at}, place)


def _readings(left: sp.Expr, right: sp.Expr) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    """A power of the variable is read as a power, and as a real root."""
    yield left, right
    powers = [it for side in (left, right) for it in side.atoms(sp.Pow) if it.base == X and it.exp.free_symbols]
    if powers:
        as_roots = {it: RealPower(*it.args) for it in powers}
        yield left.xreplace(as_roots), right.xreplace(as_roots)


def _is_even(exponent: sp.Expr) -> bool:
    """Whether a real root with this exponent is one of even order, which only a number that is not negative has."""
    return bool(exponent.is_Rational and exponent.q % 2 == 0)


def _sides(statement: Statement) -> list[sp.Expr]:
    return [_with_meaning(side, dict(statement.meaning)) for side in (statement.left, statement.right)]


def _function_names(sides: list[sp.Expr]) -> list[str]:
    return sorted({it.func.__name__ for side in sides for it in side.atoms(AppliedUndef)})


def _free(side: sp.Expr) -> set[sp.Symbol]:
    return {it for it in side.free_symbols if str(it) not in ("+", "-", "+-")}  # the side of a limit is no letter


def _numbers(count: int) -> Iterator[tuple[Any, ...]]:
    """Values of every sign, and the special ones, for so many letters; the first few differ in all of them."""
    if count < 2:
        yield from product(NUMBERS, repeat=count)
        return
    seen = set()
    for shift, stride in product(range(len(NUMBERS)), (1, 2, 4)):
        chosen = tuple(NUMBERS[(shift + stride * place * (place + 1)) % len(NUMBERS)] for place in range(count))
        if chosen not in seen:
            seen.add(chosen)
            yield chosen
    yield from (chosen for chosen in product(NUMBERS, repeat=count) if chosen not in seen)


def _mpf(number: Any) -> Any:
    return mp.mpf(sp.N(number, mp.mp.dps))


def _with_meaning(side: sp.Expr, meaning: Mapping[str, sp.Expr]) -> sp.Expr:
    letters = {*side.atoms(AppliedUndef), *_free(side)}
    named = {it: it.func.__name__ if isinstance(it, AppliedUndef) else str(it) for it in letters}
    return side.xreplace({it: meaning[name] for it, name in named.items() if name in meaning})


def _put_in(side: sp.Expr, standing: Mapping[str, Any]) -> sp.Expr:
    return side.replace(lambda it: isinstance(it, AppliedUndef), lambda it: _of(standing[it.func.__name__], it.args))


def _as_read(sides: list[sp.Expr], standing: Mapping[str, Any]) -> dict[str, sp.Expr]:
    """What conditions read: functions of the variable; of two arguments, the second one stands for itself, as t."""
    where = {name: function(X) for name, function in standing.items()}
    for node in (it for it in sides[0].atoms(AppliedUndef) if len(it.args) > 1):
        where |= {node.func.__name__: _of(standing[node.func.__name__], node.args), "t": node.args[1]}
    return where


def _of(function: Any, args: tuple[sp.Expr, ...]) -> Any:
    """A function of its argument, or one of several arguments that is made of it."""
    if len(args) == 1:
        return function(args[0])
    line = sum(((k + 1) * arg for k, arg in enumerate(args)), sp.S.Zero)
    return function(line) + sum((one * other for one, other in pairwise(args)), sp.S.Zero)
