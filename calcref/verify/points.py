"""Seeded points: near and far, of both signs, the same for the same question."""

from __future__ import annotations

import random
from collections.abc import Iterable

import sympy as sp

CANDIDATES = 22
_MAGNITUDES = (0.25, 0.45, 0.65, 0.85, 1.3, 1.9, 2.6, 4.2)
_FAR = (6.3, 9.1, 17.0)  # the last ones: for what has no value near 0


def values_for(symbol: sp.Symbol) -> tuple[float, ...]:
    """`CANDIDATES` values for one symbol, as its assumptions allow: of both signs, a third within (−1, 1)."""
    generator = random.Random(symbol.name)
    if symbol.is_integer:
        least, sign = 2 if symbol.is_positive else int(bool(symbol.is_nonzero)), -1 if symbol.is_nonpositive else 1
        return tuple(sign * float(generator.randint(least, 6)) for _ in range(CANDIDATES))
    found: list[float] = []
    for magnitudes in (_MAGNITUDES, _FAR):
        sizes = [size * generator.uniform(0.9, 1.1) for size in magnitudes]
        values = sizes + (sizes if symbol.is_nonnegative else [-size for size in sizes])
        if symbol.is_nonpositive:
            values = [-abs(value) for value in values]
        generator.shuffle(values)
        found += values
    return tuple(found)


def candidates(symbols: Iterable[sp.Symbol]) -> tuple[dict[sp.Symbol, float], ...]:
    """`CANDIDATES` points, each a value for every one of `symbols`.

    >>> len(candidates([sp.Symbol("x", real=True)]))
    22
    """
    table = {symbol: values_for(symbol) for symbol in symbols}
    return tuple({symbol: values[k] for symbol, values in table.items()} for k in range(CANDIDATES))
