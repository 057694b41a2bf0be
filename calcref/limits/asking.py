"""What the rules for limits share: questions of the same kind, answers that are numbers or infinite, and signs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from math import comb, prod
from typing import Any

import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.decide import sign_of
from calcref.core.expr import is_open, mul, power, raw, tree_size, varies
from calcref.core.foreign import SYMPY_RAISES
from calcref.core.questions import LimitOf
from calcref.core.records import Ask, Condition, Derivation, Point, Where
from calcref.core.walk import Fold
from calcref.reals.germs import NoValues, Undecidable, germ
from calcref.reals.sides import smooth

INFINITE = (sp.oo, -sp.oo)
MOST_TERMS = 200  # that algebra may multiply out
HIGHEST = 60  # the degree up to which it may


def _terms(node: Any, inside: list[int]) -> int:
    if node.is_Add:
        return sum(inside)
    if node.is_Mul:
        return prod(inside)
    if node.is_Pow and node.exp.is_Integer and inside[0] > 1:
        return comb(inside[0] + abs(int(node.exp)) - 1, inside[0] - 1)
    return 1


def _degree(node: Any, inside: list[int]) -> int:
    if node.is_Mul:
        return sum(inside)
    return inside[0] * abs(int(node.exp)) if node.is_Pow and node.exp.is_Integer else max(inside)


terms: Fold[int] = Fold(lambda leaf: 1, _terms)
degree: Fold[int] = Fold(lambda leaf: 1, _degree)


def is_small(expr: sp.Expr) -> bool:
    """Whether `expr` can be multiplied out, and factors be looked for, in little time."""
    return terms(expr) <= MOST_TERMS and degree(expr) <= HIGHEST


def fits(question: LimitOf) -> bool:
    """Whether a limit is of a size that is looked into, with nothing left open inside."""
    return not is_open(question.expr) and tree_size(question) <= WALKABLE


def of(question: LimitOf, expr: sp.Expr) -> sp.Expr:
    """The limit of `expr` at the place of `question`; `expr` itself where it does not vary."""
    return raw(LimitOf, expr, *question.args[1:]) if varies(expr, question.var) else expr


def limit(question: LimitOf, expr: sp.Expr, ask: Ask) -> tuple[sp.Expr | None, tuple[Derivation, ...]]:
    """What `expr` tends to at the place of `question`, in SymPy's own form, and how that was found; None: not found."""
    if not varies(expr, question.var):
        return settled(expr), ()
    found = ask(of(question, expr))
    return (None, ()) if found is None else (settled(found.answer), (found,))


def settled(answer: sp.Expr) -> sp.Expr | None:
    """An answer in SymPy's own form: a real number, infinite, or an expression in letters; None where it is none."""
    try:
        value = answer.doit()
    except SYMPY_RAISES:
        return None
    strange = value.has(sp.nan, sp.zoo, sp.AccumBounds) or value.is_real is False
    return None if strange and value not in INFINITE else value


def sign(expr: sp.Expr, question: LimitOf) -> int | None:
    """The sign of `expr` beside the place, if it has one there, the same on every side that is asked about."""
    var, to = question.var, question.to
    try:
        found = {germ(smooth(expr, var, to, side), var, to, side).sign() for side in sides(question)}
    except (NoValues, Undecidable):
        return None
    return found.pop() if len(found) == 1 else None


def is_zero_free(expr: sp.Expr, question: LimitOf) -> bool:
    """Whether `expr` is known not to be 0 beside the place."""
    var, to = question.var, question.to
    try:
        return all(germ(smooth(expr, var, to, side), var, to, side).sign() for side in sides(question))
    except (NoValues, Undecidable):
        return False


def sides(question: LimitOf) -> tuple[int, ...]:
    """The sides that are asked about: 1 is the right one, and the only one of infinity."""
    return (1,) if question.to.is_infinite else {"+": (1,), "-": (-1,), "+-": (-1, 1)}[question.side]


def is_determinate(values: Iterable[sp.Expr | None], product: bool) -> bool:
    """Whether a sum, or a product, of such limits says what the limit of the whole is."""
    known = list(values)
    if any(value is None for value in known):
        return False
    infinite = {value for value in known if value in INFINITE}
    if not infinite:
        return True
    if not product:
        return len(infinite) == 1
    return all(sign_of(value) in (1, -1) for value in known if value is not None and value not in INFINITE)


def quotient(expr: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    """What stands above and below the line of a product, None where nothing stands below."""
    factors = expr.args if isinstance(expr, sp.Mul) else (expr,)
    below = [it for it in factors if isinstance(it, sp.Pow) and it.exp.is_Rational and it.exp.is_negative]
    if not below:
        return None
    above = [it for it in factors if it not in below]
    return mul(*above), mul(*(power(it.base, -it.exp) for it in below))


def _positive_beside(where: Where, point: Point, letters: tuple[str, ...] = ("f",)) -> bool | None:
    """Whether f is positive on both sides of a; in a derivation that was decided when the step was drawn."""
    if "a" not in where:
        return True
    try:
        return all(
            germ(where[letter], where["x"], where["a"], side).sign() > 0 for letter in letters for side in (1, -1)
        )
    except NoValues:
        return False
    except Undecidable:
        return None


POSITIVE = Condition("$f(x) > 0$ close to $a$", _positive_beside)
BOTH_POSITIVE = Condition("$f(x), g(x) > 0$ close to $a$", partial(_positive_beside, letters=("f", "g")))
