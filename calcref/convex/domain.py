"""Where a function is asked about: an interval for each of its letters, and so a convex set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import sympy as sp

from calcref.core.decide import sign_of
from calcref.core.errors import CalcrefError
from calcref.core.ranges import Span
from calcref.render import latex, text
from calcref.verify.ranges import Range, outward

ADVICE = "say it as in 'x > 0', '0 <= x <= 1, y > 2' or {'x': (0, 1)}"
EVERYWHERE = Span(-sp.oo, sp.oo)
SPELLED = {"≥": ">=", "≤": "<=", "∞": "oo"}
INFINITE = {"oo": sp.oo, "inf": sp.oo, "infinity": sp.oo}
RELATION = re.compile(r"<=|>=|<|>")


@dataclass(frozen=True)
class Domain:
    """The points whose every coordinate is in its interval.

    >>> x = sp.Symbol("x", real=True)
    >>> print(Domain({x: Span(sp.S.Zero, sp.oo)}))
    x > 0
    """

    spans: Mapping[sp.Symbol, Span]

    @property
    def interior(self) -> Domain:
        """The same without the ends of the intervals."""
        return Domain({it: replace(span, closed_low=False, closed_high=False) for it, span in self.spans.items()})

    @property
    def ranges(self) -> dict[sp.Symbol, Range]:
        """Doubles around each interval."""
        return {it: outward(float(span.low), float(span.high), True) for it, span in self.spans.items()}

    def _relations(self, less: str, letter: Any) -> Iterable[str]:
        for it, span in self.spans.items():
            low, high = (" " + (less if closed else "<") + " " for closed in (span.closed_low, span.closed_high))
            if span.low.is_finite and span.high.is_finite:
                yield f"{letter(span.low)}{low}{letter(it)}{high}{letter(span.high)}"
            elif span.low.is_finite:
                yield f"{letter(it)}{low.replace('<', '>').replace('le', 'ge')}{letter(span.low)}"
            elif span.high.is_finite:
                yield f"{letter(it)}{high}{letter(span.high)}"

    def __str__(self) -> str:
        return ", ".join(self._relations("<=", text)) or "all real numbers"

    @property
    def words(self) -> str:
        """The same for Markdown."""
        return ", ".join(f"${it}$" for it in self._relations(r"\le", latex)) or "all real numbers"


def domain(given: Any, letters: Iterable[sp.Symbol]) -> Domain:
    """The domain that is meant; letters of which nothing is said may be any real number.

    Args:
        given: text such as "0 <= x <= 1, y > 0"; from names to pairs of bounds; a pair or an `Interval` of SymPy for
            a single letter; None for all real numbers.
        letters: those of the function.

    Raises:
        CalcrefError: it is none of these, speaks of a letter that is not there, or no number is in it.
    """
    spans = dict.fromkeys(sorted(letters, key=str), EVERYWHERE)
    for name, span in _said(given, list(spans)):
        letter = next((it for it in spans if it.name == name), None)
        if letter is None:
            known = ", ".join(it.name for it in spans) or "none"
            raise CalcrefError(f"the domain speaks of {name}, but the letters of the formula are {known}")
        spans[letter] = _both(spans[letter], span)
        _must_hold_a_number(letter, spans[letter])
    return Domain(spans)


def _said(given: Any, letters: list[sp.Symbol]) -> Iterable[tuple[str, Span]]:
    match given:
        case None:
            return
        case str():
            yield from _typed(given)
        case Mapping():
            for name, ends in given.items():
                yield str(name), _span(ends)
        case tuple() | list() | sp.Interval() if len(letters) == 1:
            yield letters[0].name, _span(given)
        case sp.Set() if given == sp.S.Reals:
            return
        case _:
            raise CalcrefError(f"a domain is an interval for each letter; found {given!r}: {ADVICE}")


def _span(ends: Any) -> Span:
    if isinstance(ends, sp.Interval):
        return Span(ends.start, ends.end, not bool(ends.left_open), not bool(ends.right_open))
    if isinstance(ends, tuple | list) and len(ends) == 2:
        low, high = (_number(str(end) if isinstance(end, sp.Expr) else end) for end in ends)
        return Span(low, high, bool(low.is_finite), bool(high.is_finite))
    raise CalcrefError(f"an interval is a pair of bounds; found {ends!r}: {ADVICE}")


def _typed(said: str) -> Iterable[tuple[str, Span]]:
    for spelled, plain in SPELLED.items():
        said = said.replace(spelled, plain)
    for part in filter(str.strip, re.split(r",|;|\band\b", said)):
        if part.strip().lower() in ("r", "reals", "all", "all real numbers"):
            continue
        sides = [it.strip() for it in RELATION.split(part)]
        relations = RELATION.findall(part)
        if not relations or not all(sides):
            raise CalcrefError(f"a domain compares a letter with numbers; found {part.strip()!r}: {ADVICE}")
        for left, relation, right in zip(sides, relations, sides[1:], strict=False):
            yield _compared(left, relation, right, part)


def _compared(left: str, relation: str, right: str, part: str) -> tuple[str, Span]:
    closed = "=" in relation
    one, other = _side(left), _side(right)
    if one.is_Symbol and other.is_number:
        below = "<" in relation
        return one.name, Span(-sp.oo, other, False, closed) if below else Span(other, sp.oo, closed, False)
    if other.is_Symbol and one.is_number:
        below = ">" in relation
        return other.name, Span(-sp.oo, one, False, closed) if below else Span(one, sp.oo, closed, False)
    raise CalcrefError(
        f"a domain is an interval for each letter, so that a letter is compared with a number; found {part.strip()!r}: "
        f"{ADVICE}"
    )


def _side(given: str) -> sp.Expr:
    from calcref.parse import parse

    sign, name = (-1, given[1:].strip()) if given[:1] in ("-", "−") else (1, given)
    return sign * INFINITE[name.lower()] if name.lower() in INFINITE else sp.sympify(parse(given).doit())


def _number(given: Any) -> sp.Expr:
    if isinstance(given, str):
        found = _side(given.strip())
    elif isinstance(given, int | float) and not isinstance(given, bool) and given == given:
        found = sp.nsimplify(given, rational=True) if abs(given) != float("inf") else sp.Float(given)
        found = {float("inf"): sp.oo, float("-inf"): -sp.oo}.get(float(given), found)
    else:
        raise CalcrefError(f"a bound is a number, also 'oo'; found {given!r}: {ADVICE}")
    if not found.is_number or found.is_extended_real is not True:
        raise CalcrefError(f"a bound is a number, also 'oo'; found {given!r}: {ADVICE}")
    return found


def _both(one: Span, other: Span) -> Span:
    """What is in both of two intervals."""
    low, closed_low = _inner(one.low, one.closed_low, other.low, other.closed_low, 1)
    high, closed_high = _inner(one.high, one.closed_high, other.high, other.closed_high, -1)
    return Span(low, high, closed_low, closed_high)


def _inner(one: sp.Expr, closed: bool, other: sp.Expr, also: bool, way: int) -> tuple[sp.Expr, bool]:
    if one == other:
        return one, closed and also
    if one.is_infinite:
        return (other, also) if (one < 0) == (way > 0) else (one, closed)
    if other.is_infinite:
        return (one, closed) if (other < 0) == (way > 0) else (other, also)
    return (one, closed) if sign_of(one - other) == way else (other, also)


def _must_hold_a_number(letter: sp.Symbol, span: Span) -> None:
    if span.low.is_finite and span.high.is_finite:
        ahead = sign_of(span.high - span.low)
        if ahead == 1:
            return
        raise CalcrefError(f"no interval of {letter} is between {text(span.low)} and {text(span.high)}: {ADVICE}")
    if span.low is sp.oo or span.high is -sp.oo:
        raise CalcrefError(f"no number {letter} is beyond infinity: {ADVICE}")
