"""The words in which a head says how it is written: strings, and parts that stand between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sympy.core.basic import Basic

RELATION, SUM, NEGATIVE, PRODUCT, POWER, ATOM = range(6)  # how tightly an expression holds together


@dataclass(frozen=True, slots=True)
class Inner:
    """An expression inside another: parenthesized where it is looser than `least`; `flat` asks for one line."""

    expr: Basic
    least: int = 0
    flat: bool = False


Piece = str | Inner


def joined(pieces: Iterable[Piece], separator: str) -> Iterator[Piece]:
    """`pieces` with `separator` between them."""
    for k, piece in enumerate(pieces):
        if k:
            yield separator
        yield piece
