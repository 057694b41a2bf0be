"""The question for a limit."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from calcref.core.expr import raw
from calcref.core.questions import LimitOf
from calcref.core.records import Derivation
from calcref.exercises.asks.ask import Ask, X, whole
from calcref.verbs.limit import SIDES, limit
from calcref.verbs.reading import bound


@dataclass(frozen=True, slots=True)
class Limit(Ask):
    """What a function of x tends to."""

    to: str
    side: str = "both"

    @property
    def text(self) -> str:
        return f"lim x->{self.to}{'' if self.side == 'both' else SIDES[self.side]} {whole(self.function)}"

    @property
    def sentence(self) -> str:
        return "Find {}."

    @property
    def head(self) -> sp.Expr:
        return raw(LimitOf, self.expr, X, bound(self.to, "to"), sp.Symbol(SIDES[self.side]))

    def derive(self) -> Derivation:
        return limit(self.function, "x", self.to, self.side)
