"""An integral without a closed form as a number, which says that it is one, and by how much it may be off."""

from __future__ import annotations

from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.about import Source
from calcref.core.errors import CalcrefError, Divergent, NoRuleApplies
from calcref.core.expr import raw, symbols_of
from calcref.core.letters import a, b, f, x
from calcref.core.proofs import Argument
from calcref.core.questions import DefiniteIntegral
from calcref.core.records import Condition, Derivation, Law, Statement, Step
from calcref.verbs.reading import shown

MOST_DIGITS, DIGITS = 15, 50
ROUNDED = mp.mpf(2) ** -52  # relative to the number, what its own digits in binary are off by
BELIEVED = mp.mpf(10) ** -6  # relative to the number, a bound of the error past which there is no answer

BY_QUADRATURE = Law(
    id="number-by-quadrature",
    name="Number by quadrature",
    statement=Statement(raw(DefiniteIntegral, f, x, a, b), sp.Symbol("Q", real=True)),
    page="integrals/what-an-integral-is/#number",
    conditions=(
        Condition("a number and no formula: the integral differs from it by at most $E$", lambda where, point: None),
    ),
    proof=Argument(
        "Two quadratures of different kinds are compared, and ten times their distance is allowed.",
        Source("calcref", "definition"),
    ),
)


def by_quadrature(question: Any, reason: CalcrefError) -> Derivation:
    """The derivation that is one number with its error; `reason` says why there is no other.

    Raises:
        CalcrefError: it asks for no number.
        Divergent: the integral is infinite.
        NoRuleApplies: the quadratures do not settle on one number.
    """
    from calcref.verify.number import number

    said = shown(question)
    if not isinstance(question, DefiniteIntegral):
        raise CalcrefError(f"a number belongs to an integral between two bounds; {said} is none, or a principal value")
    if letters := symbols_of(question):
        names = ", ".join(sorted(letter.name for letter in letters))
        raise CalcrefError(f"{said} holds {names}, so it is no number; put numbers for the letters") from reason
    found = number(question)
    if found is not None and mp.isinf(found[0]):
        raise Divergent(f"{said} is infinite, as quadrature finds: it grows without bound next to a pole or a bound")
    if found is None or found[1] > BELIEVED * max(1, abs(found[0])):
        raise NoRuleApplies(f"{reason}; quadratures of different kinds do not settle on one number, either") from reason
    value, error = found
    with mp.workdps(DIGITS):
        written = mp.nstr(value, _digits(value, error))
        answer = sp.Float(written)
        most = error + abs(value - mp.mpf(written)) + ROUNDED * abs(value)
    return Derivation(Step(BY_QUADRATURE, question, answer, {"E": _rounded_up(most)}), (), answer)


def _rounded_up(error: Any) -> sp.Expr:
    """A bound that is no smaller, with one digit."""
    exponent = int(mp.floor(mp.log10(error)))
    digit = sp.Integer(int(mp.ceil(error / mp.mpf(10) ** exponent)))
    return raw(sp.Mul, digit, raw(sp.Pow, sp.Integer(10), sp.Integer(exponent))) if error else sp.S.Zero


def _digits(value: Any, error: Any) -> int:
    """How many digits of `value` are known."""
    known = mp.log10(max(abs(value), mp.mpf(10) ** -300) / error) if error else MOST_DIGITS
    return int(max(1, min(MOST_DIGITS, mp.floor(known))))
