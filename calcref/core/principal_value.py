"""The question of a principal value: an integral across its poles, with as much left out on both sides of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from calcref.core.layout import Piece
from calcref.core.questions import Bounded, Question


class PrincipalValue(Bounded, Question):
    """`PrincipalValue(expr, x, a, b)`: the integral from `a` to `b`, with as much left out on both sides of a pole."""

    __slots__ = ()

    def text(self) -> Iterator[Piece]:
        yield "PV "
        yield from super().text()

    def latex(self, flat: bool) -> Iterator[Piece]:
        yield r"\operatorname{PV}\!"
        yield from super().latex(flat)

    def valued(self, here: Any, *entered: Any) -> Any:
        return here.principal_value(self, *entered)
