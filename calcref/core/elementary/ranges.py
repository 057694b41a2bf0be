"""Sets of values that rows name."""

from __future__ import annotations

import sympy as sp

POSITIVE = sp.Interval.open(0, sp.oo)
NONNEGATIVE = sp.Interval(0, sp.oo)
FROM_ONE = sp.Interval(1, sp.oo)
UNIT = sp.Interval.open(-1, 1)
CLOSED_UNIT = sp.Interval(-1, 1)
RIGHT_ANGLES = sp.Interval.open(-sp.pi / 2, sp.pi / 2)
CLOSED_RIGHT_ANGLES = sp.Interval(-sp.pi / 2, sp.pi / 2)
HALF_TURN = sp.Interval(0, sp.pi)
ZERO_TO_ONE = sp.Interval.open(0, 1)
NONZERO = sp.Union(sp.Interval.open(-sp.oo, 0), POSITIVE)
BEYOND_ONE = sp.Union(sp.Interval.open(-sp.oo, -1), sp.Interval.open(1, sp.oo))
FROM_ONE_OUTWARDS = sp.Union(sp.Interval(-sp.oo, -1), FROM_ONE)
