"""Cases of letters: where an answer divides by 0, and parts of a letter's line on which an integral has one form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sympy as sp

from calcref.core.expr import fresh, nodes, raw, substitute, symbols_of, varies
from calcref.core.letters import n, x
from calcref.core.proofs import Argument
from calcref.core.questions import Antideriv, At
from calcref.core.records import Law, Statement
from calcref.core.simplify import standard_form
from calcref.core.sources import spivak
from calcref.reals.zeros import zeros

PAGE = "integrals/table-of-integrals/#"


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of the line of one letter.

    Args:
        letter: the letter.
        condition: for which values of it, in its own terms.
        put: what to put in for the letter: a value, or an expression of `own`.
        own: a letter that is known to be positive or negative, or None where `put` is a value.
        back: what `own` is in terms of the letter.
    """

    letter: sp.Symbol
    condition: sp.Basic
    put: sp.Expr
    own: sp.Symbol | None = None
    back: sp.Expr | None = None

    def read(self, expr: sp.Expr) -> sp.Expr:
        """`expr`, which holds `own`, read in terms of the letter."""
        return expr if self.own is None else raw(At, expr, self.own, self.back)


def cells(letter: sp.Symbol, places: Iterable[sp.Expr], expr: sp.Basic) -> list[Cell] | None:
    """The places on the line of `letter`, and what lies between them, from right to left; None where their order is
    not known. `expr` holds the letters that are taken.

    >>> a = sp.Symbol("a", real=True)
    >>> [cell.condition for cell in cells(a, [sp.S.Zero], a)]
    [a > 0, Eq(a, 0), a < 0]
    """
    order = _in_order(places)
    if order is None:
        return None
    if not order:
        return []
    own = sp.Symbol(fresh(expr, "pqr").name, positive=True)
    found = []
    for k, place in enumerate(order):
        right = order[k + 1] if k + 1 < len(order) else None
        found.append(Cell(letter, sp.Eq(letter, place), place))
        found.append(_between(letter, place, right, own))
    found.insert(0, _left_of(letter, order[0], own))
    return [cell for cell in reversed(found) if cell.condition != sp.false]


def _left_of(letter: sp.Symbol, place: sp.Expr, own: sp.Symbol) -> Cell:
    if place == 0:
        negative = sp.Symbol(letter.name, negative=True)
        return Cell(letter, sp.Lt(letter, 0), negative, negative, letter)
    return Cell(letter, sp.Lt(letter, place), place - own, own, place - letter)


def _between(letter: sp.Symbol, left: sp.Expr, right: sp.Expr | None, own: sp.Symbol) -> Cell:
    if right is not None:
        condition = sp.And(sp.Gt(letter, left), sp.Lt(letter, right))
        return Cell(letter, condition, (left + own * right) / (1 + own), own, (letter - left) / (right - letter))
    if left == 0:
        positive = sp.Symbol(letter.name, positive=True)
        return Cell(letter, sp.Gt(letter, 0), positive, positive, letter)
    return Cell(letter, sp.Gt(letter, left), left + own, own, letter - left)


def _in_order(places: Iterable[sp.Expr]) -> list[sp.Expr] | None:
    """The places from left to right, each once; None where their order depends on letters."""
    found: list[sp.Expr] = []
    for place in places:
        where = 0
        for other in found:
            apart = sp.expand(place - other)
            if apart.is_zero:
                break
            if apart.is_positive is None or apart.is_zero is None:
                return None
            where += bool(apart.is_positive)
        else:
            found.insert(where, place)
    return found


def divisors(answer: sp.Expr, var: sp.Symbol) -> Iterator[sp.Expr]:
    """What `answer` divides by, and holds letters alone; what stands in cases already is left out.

    >>> list(divisors(x ** (n + 1) / (n + 1), x))
    [n + 1]
    """
    inside = {node for case in nodes(answer) if isinstance(case, sp.Piecewise) for node in nodes(case)}
    for node in nodes(answer):
        if node.is_Pow and node.exp.is_number and node.exp.is_negative and node not in inside:
            factors = sp.Mul.make_args(sp.factor_terms(standard_form(node.base)))
            yield from (factor for factor in factors if symbols_of(factor) and not varies(factor, var))


def vanishing(divisor: sp.Expr) -> tuple[sp.Symbol | None, tuple[sp.Expr, ...]]:
    """A letter of `divisor` and the values of it at which that is 0; no letter where that is not known.

    >>> vanishing(n + 1)
    (n, (-1,))
    """
    for letter in sorted(symbols_of(divisor), key=lambda one: one.name):
        found = zeros(standard_form(divisor), letter)
        if found is not None:
            return letter, tuple(place for place in found if _is_possible(letter, place))
    return None, ()


def _is_possible(letter: sp.Symbol, place: sp.Expr) -> bool:
    """Whether `letter` may be `place`, as far as what is assumed of it says."""
    whole = letter.is_integer and place.is_integer is False
    return not (whole or place.has(sp.zoo, sp.nan) or place.is_real is False or sp.Eq(letter, place) == sp.false)


def breakpoints(quantities: Iterable[sp.Expr], letter: sp.Symbol) -> list[sp.Expr]:
    """Where on the line of `letter` one of the quantities is 0, as far as that is known."""
    found: dict[sp.Expr, None] = {}
    for quantity in quantities:
        if varies(quantity, letter):
            found.update(dict.fromkeys(zeros(standard_form(quantity), letter) or ()))
    return [place for place in found if _is_possible(letter, place)]


def put(question: sp.Expr, letter: sp.Symbol, value: sp.Expr) -> sp.Expr:
    """`question` with `value` for `letter`, each of its expressions in standard form."""
    inner, var, *ends = question.args
    plain = (standard_form(substitute(part, {letter: value})) for part in (inner, *ends))
    first, *others = plain
    return raw(type(question), first, var, *others)


_SPECIAL = sp.Piecewise((sp.exp(n * x) / n, sp.Ne(n, 0)), (x, sp.Eq(n, 0)), evaluate=False)

SPECIAL = Law(
    id="special-cases",
    name="Special cases of the letters",
    statement=Statement(raw(Antideriv, sp.exp(n * x), x), _SPECIAL),
    page=f"{PAGE}special-cases",
    source=spivak("chapter 19"),
    proof=Argument(
        "A formula that divides by an expression of letters says nothing where that is $0$; the integral is taken "
        "again with the letter's value there.",
        spivak("chapter 19"),
    ),
    ml_use="Discounting at the rate $p$ makes a total of rewards finite; for $p = 0$ it grows with time.",
)

_a = sp.Symbol("a", real=True)
_positive, _negative = sp.Symbol("a", positive=True), sp.Symbol("a", negative=True)

BY_CASES = Law(
    id="cases-of-a-letter",
    name="Cases of a letter",
    statement=Statement(
        raw(Antideriv, sp.Abs(_a) * x, x),
        sp.Piecewise((_a * x**2 / 2, _a >= 0), (-_a * x**2 / 2, _a < 0)),
    ),
    page=f"{PAGE}cases-of-a-letter",
    source=spivak("chapter 19"),
    proof=Argument("Each value of the letter belongs to one of the cases.", spivak("chapter 1, property 10")),
    ml_use="A Laplace transform exists for rates above a bound, and there alone.",
)
