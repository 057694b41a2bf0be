"""The mistakes that a wrong line is compared with, and which of them explains it."""

from __future__ import annotations

from itertools import islice

import sympy as sp

from calcref.core.errors import CalcrefError
from calcref.core.expr import is_open, raw, symbols_of
from calcref.core.questions import Diff
from calcref.judging.known import Known, family_letter
from calcref.judging.mistakes.algebra import ALGEBRA
from calcref.judging.mistakes.integrals import INTEGRALS
from calcref.judging.mistakes.limits import LIMITS
from calcref.judging.mistakes.record import Mistake
from calcref.judging.mistakes.slopes import SLOPES
from calcref.verify.equality import Comparison, counting, tally
from calcref.verify.evaluate import Work

MISTAKES: tuple[Mistake, ...] = (
    *SLOPES,  # what a derivative by a wrong law would be
    *INTEGRALS,  # what an integral by a wrong law would be
    *LIMITS,  # the same of limits and sums
    *ALGEBRA,  # last, as a sign or a factor may explain what a law explains better
)
CROSSED = Mistake(
    id="interval-crossed",
    name="a pole between the bounds",
    said="the fundamental theorem needs an integrand without a pole between the bounds",
    pairs=lambda left, right, known: iter(()),
    left="∫_(-1)^1 1/x^2 dx",
    right="-2",
)
MOST_PAIRS = 60  # of one mistake
MOST_WORK = 200_000  # nodes for one pair
FEWEST = 3  # points at which a wrong line and its explanation must agree


def mistake(left: sp.Expr, right: sp.Expr, known: Known) -> Mistake | None:
    """The mistake that explains why a line says that `left` is `right`; None where none does.

    >>> from calcref.parse import parse
    >>> mistake(parse("(x + y)^2"), parse("x^2 + y^2"), Known())
    Mistake('power-of-a-sum')
    """
    numbers = not (symbols_of(left) | symbols_of(right))
    for one in MISTAKES:
        if numbers and one in ALGEBRA and one.id != "wrong-sign":
            continue  # of two numbers a factor or a term says nothing
        try:
            for before, after in islice(one.pairs(left, right, known), MOST_PAIRS):
                if _agree(before, after, known):
                    return one
        except (CalcrefError, ArithmeticError, ValueError, TypeError, AttributeError):
            continue
    return None


def _agree(left: sp.Expr, right: sp.Expr, known: Known) -> bool:
    letter = family_letter(left, right)
    if letter is not None:
        left, right = raw(Diff, left, letter), raw(Diff, right, letter)
    positive = frozenset(sp.Symbol(name, real=True) for name in known.angles)
    asked = Comparison(left, right, counting(left, right), positive, known.conditions, work=Work(MOST_WORK))
    asked.supposed = [one for one in known.conditions if symbols_of(one) <= symbols_of(left) | symbols_of(right)]
    found = tally(asked)
    letters = symbols_of(left) | symbols_of(right)
    same = len(found.of("same"))
    alike = same >= (FEWEST if letters else 1) and not found.of("other")
    return alike and (is_open(left) or is_open(right) or len(found.of("left")) + len(found.of("right")) <= same)
