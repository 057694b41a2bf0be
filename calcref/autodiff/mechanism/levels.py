"""The numbers of the traces: each is higher than all before it, so that an inner trace can be told from an outer."""

from __future__ import annotations

import itertools

_COUNTER = itertools.count()


def next_level() -> int:
    """A number higher than all before it."""
    return next(_COUNTER)
