"""What stands before a bar or behind a bracket, read at a place or between two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mpmath as mp
import sympy as sp

from calcref.core.errors import ParseError, Undecided
from calcref.core.expr import add, negative, raw, symbols_of
from calcref.core.questions import At, Between, LimitOf
from calcref.judging.known import symbol
from calcref.judging.telling import SHOWN
from calcref.verify.arithmetic import DIGITS
from calcref.verify.equality import same
from calcref.verify.precise import PreciseEvaluator

if TYPE_CHECKING:
    from calcref.judging.formula import Formula


APART = mp.mpf("1e-6")  # what two limits that are the same may differ by


def place(reader: Formula) -> sp.Expr:
    """A bound, or a place that something tends to: in braces, in parentheses, or one number or name."""
    if reader.here().kind in ("lbrace", "open"):
        return reader.expr(reader.group())
    sign = reader.take("minus", "plus")
    written = reader.base()
    while reader.here().kind == "over" and reader.here(1).kind in ("number", "letter", "constant"):
        reader.at += 1
        written = f"{written}/{reader.base()}"
    found = reader.expr(written)
    return -found if sign and sign.kind == "minus" else found


def evaluated(reader: Formula, written: str) -> str:
    """What stands before a bar or behind a bracket, at a place or between two."""
    body = reader.expr(written)
    name, places = None, dict[str, sp.Expr]()
    for _ in range(2):
        sign = reader.take("lower", "power")
        if sign is None:
            break
        found, value = _where(reader)
        name = found or name
        places[sign.kind] = value
    letters = symbols_of(reader.known.expand(body))
    var = symbol(name) if name else next(iter(letters)) if len(letters) == 1 else None
    if var is None and symbol("x") in letters:
        var = symbol("x")
    if var is None and not letters:
        var = symbol("x")
    if var is None or "lower" not in places:
        raise Undecided("it is not clear which letter the places behind the bar are those of")
    if len(places) == 1:
        if name is None:
            raise Undecided("it is not clear which letter is read at the place behind the bar")
        return reader.hold(raw(At, body, var, places["lower"]))
    between = raw(Between, body, var, places["lower"], places["power"])
    if any(place.is_infinite for place in places.values()):
        between = as_limits(between)
    return reader.hold(between)


def as_limits(node: Between) -> sp.Expr:
    """The limits at both ends, in place of the values there."""
    upper, lower = (LimitOf(node.expr, node.var, end, side) for end, side in ((node.upper, "-"), (node.lower, "+")))
    return add(upper, negative(lower))


def sides_of_limit(node: LimitOf) -> str:
    """What to say of a limit that differs from left to right; "" where it does not, or that is not known."""
    if node.side != "+-" or symbols_of(node) or node.to.is_infinite:
        return ""
    with mp.workdps(DIGITS):
        below, above = (PreciseEvaluator({})(LimitOf(node.expr, node.var, node.to, side)) for side in "-+")
        if not all(isinstance(value, mp.mpf) and not mp.isnan(value) for value in (below, above)):
            return ""
        if same(below, above, APART, APART):
            return ""
        one, other = (mp.nstr(value, SHOWN).removesuffix(".0") for value in (below, above))
    return f"the left side has no value: it tends to {one} from below and to {other} from above"


def _where(reader: Formula) -> tuple[str | None, sp.Expr]:
    """A letter, if one is named, and its value: `0` or `{x=0}`."""
    if reader.here().kind == "lbrace" and reader.here(1).kind == "letter" and reader.here(2).kind in ("equals", "to"):
        name = reader.here(1).text
        reader.at += 3
        value = reader.expr(reader.sum())
        if not reader.take("rbrace"):
            raise ParseError("this `{` is never closed")
        return name, value
    return None, place(reader)
