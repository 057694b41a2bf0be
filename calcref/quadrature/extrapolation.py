"""The limit of a sequence from its first terms, by the epsilon algorithm: exact for sums of a few geometric ones.

Source: Wynn, On a Device for Computing the e_m(S_n) Transformation, MTAC 10 (1956).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

_EPS = 2.3e-16


def limits(terms: Sequence[float]) -> list[float]:
    """For each number of first terms, the entry of the table that has settled best.

    >>> [round(it, 12) for it in limits([1.0, 1.5, 1.75, 1.875])]
    [1.0, 1.5, 2.0, 2.0]
    """
    found: list[float] = []
    diagonal: list[float] = []
    for term in terms:
        before, diagonal = diagonal, [term]
        best, least = term, math.inf
        for k, old in enumerate(before):
            gap = diagonal[k] - old
            if k % 2 == 0 and abs(gap) <= _EPS * abs(diagonal[k]):
                best = diagonal[k]
                break
            entry = (before[k - 1] if k else 0.0) + (1 / gap if gap else math.inf)
            if not math.isfinite(entry):
                break
            diagonal.append(entry)
            if k % 2 == 1:
                moved = abs(entry - before[k + 1]) if k + 1 < len(before) else abs(entry - diagonal[k - 1])
                if moved <= least:
                    best, least = entry, moved
        found.append(best)
    return found
