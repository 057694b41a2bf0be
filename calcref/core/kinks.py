"""Places where a function of one number has no derivative, and what it has instead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kink:
    """A place where a convex function has no derivative; its subdifferential there is the interval [lower, upper]."""

    at: float
    lower: float
    upper: float
