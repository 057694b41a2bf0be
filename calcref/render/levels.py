"""How tightly expressions hold together, and how tall they are."""

from __future__ import annotations

from functools import cache
from typing import Any

import sympy as sp
from sympy.core.basic import Basic
from sympy.core.relational import Relational
from sympy.printing.precedence import precedence

from calcref.core.functions import RealPower
from calcref.core.layout import ATOM, NEGATIVE, POWER, PRODUCT, RELATION, SUM
from calcref.core.primes import primes
from calcref.core.questions import Closing, Head, Question
from calcref.core.walk import Fold
from calcref.render.shape import POWERS, Mark, Whole, is_negative, is_product, negated


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
        return ATOM if primes(node) is not None else node.tightness
    return _level_in_sympy(node)


@cache
def _level_of_type(head: type[Basic]) -> int | None:
    """The level of all nodes with this head, or None where it depends on the node."""
    levels = ((sp.Add, SUM), (sp.exp, POWER), (Relational, RELATION), (RealPower, None))
    fixed = next((found for kind, found in levels if issubclass(head, kind)), ATOM)
    known = issubclass(head, (sp.Symbol, sp.Function, *(kind for kind, _ in levels)))
    return fixed if known and not issubclass(head, sp.Piecewise) else None


def _level_in_sympy(node: Basic) -> int:
    found = precedence(node)
    bounds = ((35, RELATION), (45, SUM), (55, PRODUCT), (65, POWER))
    return next((name for bound, name in bounds if found < bound), ATOM)


def _is_tall(node: Basic, found: list[bool]) -> bool:
    if type(node) in POWERS:
        return found[0] or is_product(node)
    if isinstance(node, sp.exp):
        return False
    return isinstance(node, (Question, Closing, sp.Piecewise)) or any(found)


is_tall: Fold[bool] = Fold(is_product, _is_tall)
has_bars: Fold[bool] = Fold(lambda leaf: False, lambda node, found: isinstance(node, sp.Abs) or any(found))
