"""Checks: every step by something that shares no code with the rule that drew it."""

from __future__ import annotations

from calcref.verify.numbers import check_numbers
from calcref.verify.symbolic import check

__all__ = ["check", "check_numbers"]
