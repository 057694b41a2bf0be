"""How an expression is laid out, whatever the notation: its terms, its fractions, and how tightly it holds together.

Nothing here evaluates or sorts; the one liberty is that numbers go before the other factors of a product.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import sympy as sp
from sympy.core.basic import Basic
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.printing.precedence import precedence

from calcref.core.expr import Fold, is_open, raw
from calcref.core.functions import RealPower
from calcref.core.questions import At, Closing, Diff, Head, LimitOf, Question

RELATION, SUM, NEGATIVE, PRODUCT, POWER, ATOM = range(6)

POWERS = (sp.Pow, RealPower)

Whole = Callable[[Basic], bool]  # whether a node is shown by a name, and so not looked into


class Mark(Head):
    """`Mark(expr)`: `expr`, shown as what has just changed."""

    __slots__ = ()


def exponent_of(node: Basic) -> Any:
    """The exponent of a power whose exponent is a number, else None."""
    return node.args[1] if type(node) in POWERS and node.args[1].is_Number else None


def is_negative(number: Any) -> bool:
    """Whether a number starts with a minus sign."""
    return number.p < 0 if number.is_Rational else bool(number.is_extended_negative)


def is_product(node: Any) -> bool:
    """Whether `node` is written as a product or as a fraction."""
    if node.is_Rational:
        return not node.is_Integer
    exponent = exponent_of(node)
    return isinstance(node, sp.Mul) or (exponent is not None and is_negative(exponent))


def members(node: Basic, whole: Whole) -> Iterator[Any]:
    """The terms of a sum or the factors of a product, those of nested sums or products among them."""
    head = type(node)
    stack = list(reversed(node.args))
    while stack:
        inner = stack.pop()
        if type(inner) is head and not whole(inner):
            stack.extend(reversed(inner.args))
        else:
            yield inner


def terms(node: Basic, whole: Whole) -> list[Any]:
    """The terms of a sum as they are written: numbers last, or first where that saves a leading minus sign."""
    found = list(members(node, whole))
    numbers = [term for term in found if term.is_Number]
    others = [term for term in found if not term.is_Number]
    first = bool(numbers and others) and negated(others[0], whole) is not None and negated(numbers[0], whole) is None
    return numbers + others if first else others + numbers


def negated(node: Basic, whole: Whole) -> Any:
    """What follows the minus sign of `node`, or None where it does not start with one."""
    if whole(node):
        return None
    if isinstance(node, Mark):
        inside = negated(node.args[0], whole)
        return None if inside is None else raw(Mark, inside)
    if node.is_Number:
        return -node if is_negative(node) else None
    return _positive_product(node, whole) if isinstance(node, sp.Mul) else None


def _positive_product(node: Basic, whole: Whole) -> Any:
    factors = list(members(node, whole))
    place = next((k for k, factor in enumerate(factors) if factor.is_Number), None)
    if place is None or not is_negative(factors[place]):
        return None
    number = -factors.pop(place)
    if number is not sp.S.One or not factors:
        factors.insert(0, number)
    return factors[0] if len(factors) == 1 else raw(sp.Mul, *factors)


@dataclass
class Run:
    """Neighboring factors that are written as one fraction."""

    above: list[Any]
    below: list[Any]


def runs(node: Basic, whole: Whole) -> list[Run]:
    """The fractions that a product or a power with a negative exponent is written as, from left to right.

    What holds an open question stands beside a fraction, not in it; only a sum may have a denominator of its own.
    """
    factors = list(members(node, whole)) if isinstance(node, sp.Mul) else [node]
    factors.sort(key=lambda factor: not factor.is_Number)
    found: list[Run] = []
    complete = True
    for factor in factors:
        beside = not whole(factor) and is_open(factor)
        if beside or complete:
            found.append(Run([], []))
        complete = beside and not isinstance(factor, sp.Add)
        _place(factor, found[-1], whole)
    return found


def _place(factor: Any, run: Run, whole: Whole) -> None:
    exponent = None if whole(factor) else exponent_of(factor)
    if factor.is_Rational and not factor.is_Integer and not whole(factor):
        if factor.p != 1:
            run.above.append(sp.Integer(factor.p))
        run.below.append(sp.Integer(factor.q))
    elif exponent is not None and is_negative(exponent):
        base = factor.args[0]
        if exponent is not sp.S.NegativeOne:
            run.below.append(raw(type(factor), base, -exponent))
        elif isinstance(base, sp.Mul) and not whole(base):
            run.below.extend(members(base, whole))
        else:
            run.below.append(base)
    else:
        run.above.append(factor)


def level(node: Any, whole: Whole) -> int:
    """How tightly `node` holds together: what is looser than its place needs parentheses."""
    if whole(node):
        return ATOM
    fixed = _level_of_type(node.__class__)
    if fixed is not None:
        return fixed
    if isinstance(node, Mark):
        return level(node.args[0], whole)
    if isinstance(node, sp.Mul):
        return PRODUCT if negated(node, whole) is None else NEGATIVE
    if node.is_Number:
        return NEGATIVE if is_negative(node) else PRODUCT if is_product(node) or node.is_Float else ATOM
    if type(node) in POWERS:
        root = node.args[1] is sp.S.Half and type(node) is sp.Pow
        return PRODUCT if is_product(node) else ATOM if root else POWER
    if isinstance(node, Head):
        return ATOM if primes(node) is not None else POWER
    return _level_in_sympy(node)


@cache
def _level_of_type(head: type[Basic]) -> int | None:
    """The level of all nodes with this head, or None where it depends on the node."""
    levels = ((sp.Add, SUM), (LimitOf, NEGATIVE), (sp.exp, POWER), (Relational, RELATION), (RealPower, None))
    fixed = next((found for kind, found in levels if issubclass(head, kind)), ATOM)
    known = issubclass(head, (sp.Symbol, sp.Function, *(kind for kind, _ in levels)))
    return fixed if known and not issubclass(head, sp.Piecewise) else None


def _level_in_sympy(node: Basic) -> int:
    found = precedence(node)
    bounds = ((35, RELATION), (45, SUM), (55, PRODUCT), (65, POWER))
    return next((name for bound, name in bounds if found < bound), ATOM)


def primes(node: Basic) -> tuple[AppliedUndef, int, Basic] | None:
    """For a derivative of an unknown function: the function, how often it is differentiated, and where it is read."""
    argument = None
    if isinstance(node, At) and isinstance(node.args[0], Diff) and node.args[0].args[1] == node.args[1]:
        node, argument = node.args[0], node.args[2]
    count = 0
    inner, var = node, node.args[1] if isinstance(node, Diff) else None
    while isinstance(inner, Diff) and inner.args[1] == var:
        inner, count = inner.args[0], count + 1
    if count == 0 or not isinstance(inner, AppliedUndef) or inner.args != (var,):
        return None
    return inner, count, var if argument is None else argument


def _is_tall(node: Basic, found: list[bool]) -> bool:
    if type(node) in POWERS:
        return found[0] or is_product(node)
    if isinstance(node, sp.exp):
        return False
    return isinstance(node, (Question, Closing)) or any(found)


is_tall: Fold[bool] = Fold(is_product, _is_tall)
has_bars: Fold[bool] = Fold(lambda leaf: False, lambda node, found: isinstance(node, sp.Abs) or any(found))
