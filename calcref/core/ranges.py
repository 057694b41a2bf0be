"""Sets of values, for rows: an interval, or several."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from calcref.core.decide import forms


@dataclass(frozen=True, slots=True)
class Span:
    """The real numbers from `low` to `high`; an end belongs to it where it is closed."""

    low: sp.Expr
    high: sp.Expr
    closed_low: bool = False
    closed_high: bool = False

    def holds(self, value: sp.Expr) -> bool | None:
        """Whether `value` is one of them; None where that cannot be told."""
        known = (
            _is_above(value, self.low, self.closed_low),
            _is_above(self.high, value, self.closed_high),
        )
        return False if False in known else None if None in known else True


def _is_above(value: sp.Expr, least: sp.Expr, closed: bool) -> bool | None:
    if least is -sp.oo or value is sp.oo:
        return True
    for gap in forms(value - least):
        found = gap.is_nonnegative if closed else gap.is_positive
        if found is not None:
            return bool(found)
    return None


@dataclass(frozen=True, slots=True)
class Range:
    """What is in one of several spans.

    >>> UNIT.holds(sp.Rational(1, 2)), NONZERO.holds(sp.S.Zero), POSITIVE.holds(sp.Symbol("a", real=True))
    (True, False, None)
    """

    spans: tuple[Span, ...]

    def holds(self, value: sp.Expr) -> bool | None:
        """Whether `value` is one of them; None where that cannot be told."""
        known = [span.holds(value) for span in self.spans]
        return True if True in known else None if None in known else False


_QUARTER = sp.pi / 2
_LEFT, _RIGHT = Span(-sp.oo, sp.S.Zero), Span(sp.S.Zero, sp.oo)

REALS = Range((Span(-sp.oo, sp.oo),))
POSITIVE = Range((_RIGHT,))
NONNEGATIVE = Range((Span(sp.S.Zero, sp.oo, closed_low=True),))
NONZERO = Range((_LEFT, _RIGHT))
FROM_ONE = Range((Span(sp.S.One, sp.oo, closed_low=True),))
UNIT = Range((Span(sp.S.NegativeOne, sp.S.One),))
CLOSED_UNIT = Range((Span(sp.S.NegativeOne, sp.S.One, True, True),))
ZERO_TO_ONE = Range((Span(sp.S.Zero, sp.S.One),))
CLOSED_ZERO_TO_ONE = Range((Span(sp.S.Zero, sp.S.One, True, True),))
UP_TO_ONE = Range((Span(sp.S.Zero, sp.S.One, closed_high=True),))
ZERO_TO_TWO = Range((Span(sp.S.Zero, sp.Integer(2)),))
RIGHT_ANGLES = Range((Span(-_QUARTER, _QUARTER),))
CLOSED_RIGHT_ANGLES = Range((Span(-_QUARTER, _QUARTER, True, True),))
HALF_TURN = Range((Span(sp.S.Zero, sp.pi, True, True),))
BEYOND_ONE = Range((Span(-sp.oo, sp.S.NegativeOne), Span(sp.S.One, sp.oo)))
FROM_ONE_OUTWARDS = Range((Span(-sp.oo, sp.S.NegativeOne, closed_high=True), Span(sp.S.One, sp.oo, closed_low=True)))
WITHOUT_RIGHT_ANGLE = Range((Span(sp.S.Zero, _QUARTER, closed_low=True), Span(_QUARTER, sp.pi, closed_high=True)))
RIGHT_ANGLES_BUT_ZERO = Range(
    (Span(-_QUARTER, sp.S.Zero, closed_low=True), Span(sp.S.Zero, _QUARTER, closed_high=True))
)
BEYOND_MINUS_ONE = Range((Span(sp.S.NegativeOne, sp.oo),))
