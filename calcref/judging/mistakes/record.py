"""What a mistake is: a wrong law, and what a line would say that follows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sympy as sp

from calcref.judging.known import Known

Pair = tuple[sp.Expr, sp.Expr]
Pairs = Callable[[sp.Expr, sp.Expr, Known], Iterator[Pair]]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake that people make, and that explains a wrong line.

    Args:
        id: a slug.
        name: what it is called.
        said: what is wrong, and what is right, in one sentence.
        pairs: from both sides of a wrong line to two sides that agree if this mistake was made.
        left: the left side of a line in which it was made.
        right: its right side.
        definitions: what that line needs: letters and what they stand for.
    """

    id: str
    name: str
    said: str
    pairs: Pairs
    left: str
    right: str
    definitions: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        return f"Mistake({self.id!r})"

    def __str__(self) -> str:
        return f"{self.name}: {self.said}"
