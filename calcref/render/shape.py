"""How an expression is laid out, whatever the notation: its terms, its factors and its signs.

Nothing here evaluates or sorts; the one liberty is that numbers go before the other factors of a product.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.expr import raw
from calcref.core.functions import RealPower
from calcref.core.layout import Inner, Piece
from calcref.core.questions import Between, Head

POWERS = (sp.Pow, RealPower)

Whole = Callable[[Basic], bool]  # whether a node is shown by a name, and so not looked into


class Mark(Head):
    """`Mark(expr, k)`: `expr`, shown as the k-th part that has just changed in a line; text does not show it."""

    __slots__ = ()

    def text(self) -> Iterator[Piece]:
        yield Inner(self.expr)

    def latex(self, flat: bool) -> Iterator[Piece]:
        from calcref.render.levels import is_tall  # which asks this module what a product is

        line = r"\underbrace{" if is_tall(self.expr) and not flat else r"\underline{"  # no second fraction bar
        yield from (line, Inner(self.expr, 0, flat), "}")


class Asked(Mark):
    """`Asked(question, k)`: a question, shown as what is about to change, into the `Mark` with the number `k`."""

    __slots__ = ()


class Kept(Head):
    """`Kept(F, x, a, b)`: a `Between` that is shown although nothing in it is open any more."""

    __slots__ = ()
    text, latex = Between.text, Between.latex


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
        return None if inside is None else raw(type(node), inside, *node.args[1:])
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
