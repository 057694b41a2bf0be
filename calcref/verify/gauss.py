"""Adaptive quadrature in doubles, by the Gauss and Kronrod rules with 7 and 15 nodes."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

from calcref.verify.arithmetic import OutOfDomain

MOST_HALVINGS = 300  # of pieces
BELIEVED = 1e-12  # the error, relative to the area under the absolute value, that is aimed at
# Nodes with the weights of both rules, from the middle outwards: Piessens and others, QUADPACK (1983), routine qk15.
NODES = (
    (0.0, 0.209482141084727828, 0.417959183673469388),
    (0.207784955007898468, 0.204432940075298892, 0.0),
    (0.405845151377397167, 0.190350578064785410, 0.381830050505118945),
    (0.586087235467691130, 0.169004726639267903, 0.0),
    (0.741531185599394440, 0.140653259715525919, 0.279705391489276668),
    (0.864864423359769073, 0.104790010322250184, 0.0),
    (0.949107912342758525, 0.063092092629978553, 0.129484966168869693),
    (0.991455371120812640, 0.022935322010529225, 0.0),
)

Function = Callable[[float], float]


def adaptive(function: Function, cuts: list[float]) -> float:
    """The integral from the first of `cuts` to the last; half-lines are mapped to bounded pieces.

    Raises:
        OutOfDomain: it does not settle.

    >>> round(adaptive(math.exp, [0.0, 1.0]), 12) == round(math.e - 1, 12)
    True
    """
    pieces = []
    for low, high in pairwise(cuts):
        mapped, first, last = _mapped(function, low, high)
        pieces.append((*_panel(mapped, first, last), mapped, first, last))
    for _ in range(MOST_HALVINGS):
        error, whole = sum(piece[1] for piece in pieces), sum(piece[2] for piece in pieces)
        if not math.isfinite(error + whole):
            raise OutOfDomain
        if error <= BELIEVED * max(whole, 1e-300):
            total = math.fsum(piece[0] for piece in pieces)
            return 0.0 if abs(total) <= BELIEVED / 10 * whole else total
        worst = max(range(len(pieces)), key=lambda k: pieces[k][1])
        *_, mapped, first, last = pieces.pop(worst)
        middle = (first + last) / 2
        if not first < middle < last:
            raise OutOfDomain
        pieces += [(*_panel(mapped, *ends), mapped, *ends) for ends in ((first, middle), (middle, last))]
    raise OutOfDomain


def signed(cuts: list[float], function: Function, low: float, high: float) -> float:
    """The integral from `low` to `high`, which may lie left of it, split at those of `cuts` that lie between.

    Raises:
        OutOfDomain: it does not settle.
    """
    first, last = sorted((low, high))
    found = adaptive(function, [first, *(cut for cut in cuts if first < cut < last), last])
    return found if first == low else -found


def _panel(function: Function, low: float, high: float) -> tuple[float, float, float]:
    """The integral over one piece, its error, and the area under the absolute value."""
    centre, half = (low + high) / 2, (high - low) / 2
    fine = coarse = size = 0.0
    for node, weight, rough in NODES:
        values = [function(centre)] if node == 0 else [function(centre - half * node), function(centre + half * node)]
        fine += weight * sum(values)
        coarse += rough * sum(values)
        size += weight * sum(map(abs, values))
    error = abs(fine - coarse)
    spread = max(size, 1e-300)
    return fine * half, min(1.0, (200 * error / spread) ** 1.5) * spread * half, size * half


def _mapped(function: Function, low: float, high: float) -> tuple[Function, float, float]:
    """A function with the same integral over a bounded piece."""
    if math.isinf(low) and math.isinf(high):
        return lambda t: function(t / (1 - t * t)) * (1 + t * t) / (1 - t * t) ** 2, -1.0, 1.0
    if math.isinf(high):
        unit = max(1.0, abs(low))
        return lambda t: function(low + unit * t / (1 - t)) * unit / (1 - t) ** 2, 0.0, 1.0
    if math.isinf(low):
        unit = max(1.0, abs(high))
        return lambda t: function(high - unit * t / (1 - t)) * unit / (1 - t) ** 2, 0.0, 1.0
    return function, low, high
