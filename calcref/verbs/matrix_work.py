"""What the judgement of a line of matrices may cost, counted so that it does not depend on the machine."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from calcref.core.expr import nodes, raw
from calcref.verbs.matrix_claims import Side
from calcref.verify.matrix.points import Draw

MOST, MOST_IN_ALL = 100_000, 1_500_000  # some seconds for one line, and a minute or two for a text
READING = 5  # a text of n characters is read in about as much time as n²/5 nodes are evaluated


class OutOfWork(Exception):
    """What a line may cost is spent."""


@dataclass
class Work:
    """What is left for one line, and for the text: nodes that are evaluated, and texts that are read.

    >>> work = Work()
    >>> work.next_line("x' x", "2 x")
    >>> work.line
    100000
    """

    in_all: int = MOST_IN_ALL
    line: int = MOST

    def next_line(self, left: str, right: str) -> None:
        """Begin with a line, whose two sides are read whatever that costs.

        Raises:
            OutOfWork: the lines before have taken all.
        """
        if self.in_all <= 0:
            raise OutOfWork
        self.in_all -= _of_reading(left) + _of_reading(right)
        self.line = MOST

    def spend_reading(self, text: str) -> None:
        """Count that a text is read.

        Raises:
            OutOfWork: it costs more than is left.
        """
        self._spend(_of_reading(text))

    def spend_values(self, side: Side, draw: Draw) -> None:
        """Count that the values of a side are found at a draw: of slopes, as often as the variable has entries.

        Raises:
            OutOfWork: they cost more than is left.
        """
        size = sum(1 for _ in nodes(raw(sp.Tuple, side.node)))
        if side.var is not None:
            moved = len(draw.values[side.var]) * len(draw.values[side.var][0])
            size *= 2 * moved**2 if side.asked == "hessian" else moved
        self._spend(size)

    def _spend(self, count: int) -> None:
        self.line -= count
        self.in_all -= count
        if self.line < 0:
            raise OutOfWork


def _of_reading(text: str) -> int:
    return len(text) ** 2 // READING
