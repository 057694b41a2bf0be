"""The machine that writes expressions: a stack in place of recursion, names for parts that are shown elsewhere."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping

from sympy.core.basic import Basic

from calcref.core.layout import Inner, Piece
from calcref.render.levels import level
from calcref.render.shape import is_product


class Printer(ABC):
    """Writes an expression piece by piece.

    Args:
        names: by the identity of a node, the name that is written in its place.
    """

    def __init__(self, names: Mapping[int, str] | None = None) -> None:
        self.names = names or {}
        self._words: dict[Basic, str] = {}

    def __call__(self, expr: Basic, define: bool = False) -> str:
        """`expr` written out, by its name if it has one and `define` is not set."""
        written: list[str] = []
        stack: list[Piece] = list(reversed(list(self.pieces(expr, False)))) if define else [Inner(expr)]
        while stack:
            piece = stack.pop()
            if isinstance(piece, str):
                written.append(piece)
            elif self.whole(piece.expr):
                written.append(self.names[id(piece.expr)])
            elif not piece.expr.args and not is_product(piece.expr):
                word = self._word(piece.expr)
                written.append(f"({word})" if level(piece.expr, self.whole) < piece.least else word)
            else:
                pieces: Iterable[Piece] = self.pieces(piece.expr, piece.flat)
                if level(piece.expr, self.whole) < piece.least:
                    pieces = self.parenthesized(piece.expr, pieces, piece.flat)
                stack.extend(reversed(list(pieces)))
        return "".join(written)

    def _word(self, leaf: Basic) -> str:
        word = self._words.get(leaf)
        if word is None:
            word = self._words[leaf] = self.word(leaf)
        return word

    def whole(self, node: Basic) -> bool:
        """Whether `node` is shown by its name."""
        return id(node) in self.names

    @abstractmethod
    def word(self, leaf: Basic) -> str:
        """What a symbol, or a number that is no fraction, is written as."""

    @abstractmethod
    def pieces(self, expr: Basic, flat: bool) -> Iterator[Piece]:
        """What `expr` is written as, its parts not yet written."""

    @abstractmethod
    def parenthesized(self, expr: Basic, pieces: Iterable[Piece], flat: bool) -> Iterator[Piece]:
        """`pieces` of `expr` between parentheses."""
