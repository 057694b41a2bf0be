"""Sums without end at 50 digits: by their terms where those shrink fast, with a check where they shrink slowly."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import mpmath as mp

from calcref.verify.arithmetic import OutOfDomain

LOOKED_AT = 128  # terms from which it is told how the others shrink
MOST = 2_000  # terms that are added up
SHRINKING = 0.97  # terms that shrink faster are added up
NOTHING = mp.mpf(10) ** -32
FASTER = 1.5  # as a power of k, that terms of one sign have to shrink: 1/(k ln k) is beyond what is seen

Term = Callable[[int], Any]


def endless(term: Term, start: int) -> Any:
    """The sum of `term` from `start` on.

    Raises:
        OutOfDomain: it has none, or it cannot be seen.

    >>> with mp.workdps(30): print(mp.nstr(endless(lambda k: mp.mpf(2) ** -k, 0), 10))
    2.0
    """
    terms = [term(start + k) for k in range(LOOKED_AT)]
    if not all(isinstance(it, mp.mpf) and mp.isfinite(it) for it in terms):
        raise OutOfDomain
    half = LOOKED_AT // 2
    early, late = (max(map(abs, terms[end - 8 : end])) for end in (half, LOOKED_AT))
    if late == 0 or early == 0:
        return mp.fsum(terms)
    ratio = (late / early) ** (mp.mpf(1) / half)
    if ratio < SHRINKING:
        return _added(term, start + LOOKED_AT, terms, ratio)
    if ratio > 1 or late >= early:
        raise OutOfDomain  # the terms do not tend to 0
    return _slow(term, start, terms)


def _added(term: Term, at: int, terms: list[Any], ratio: Any) -> Any:
    total = mp.fsum(terms)
    for k in range(at, at + MOST):
        value = term(k)
        total += value
        if abs(value) <= NOTHING * (1 - ratio) * max(1, abs(total)) and value != 0:
            return total
        if value == 0 and terms[-1] == 0:
            return total
    raise OutOfDomain


def _slow(term: Term, start: int, terms: list[Any]) -> Any:
    """A sum whose terms shrink as a power of k: extrapolated, and held against what was added up."""
    middle, last = LOOKED_AT // 2, LOOKED_AT - 1
    further = mp.mpf(start + last) / (start + middle)
    power = mp.log(abs(terms[middle] / terms[last])) / mp.log(further) if terms[middle] * terms[last] else 0
    signs = [mp.sign(it) for it in terms[-20:]]
    alternating = all(one * other < 0 for one, other in pairwise(signs))
    one_sign = all(one * other > 0 for one, other in pairwise(signs))
    if not (alternating or (one_sign and power > FASTER)):
        raise OutOfDomain
    with mp.workdps(25):
        found = mp.nsum(lambda k: term(int(k)), [start, mp.inf], method="alternating" if alternating else "richardson")
    partial = mp.fsum(terms)
    most = abs(terms[-1]) if alternating else 3 * abs(terms[-1]) * LOOKED_AT / (power - 1)
    if not mp.isfinite(found) or abs(found - partial) > most:
        raise OutOfDomain
    return found
