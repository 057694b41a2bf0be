"""Questions about areas: an antiderivative, and an integral between two bounds."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from calcref.core.expr import raw
from calcref.core.questions import Antideriv, DefiniteIntegral
from calcref.core.records import Derivation
from calcref.exercises.asks.ask import Ask, X, end, whole
from calcref.verbs.integrate import integrate
from calcref.verbs.reading import bound


@dataclass(frozen=True, slots=True)
class Antiderivative(Ask):
    """An antiderivative of a function of x."""

    asks = "antiderivative"

    @property
    def text(self) -> str:
        return f"∫ {whole(self.function)} dx"

    @property
    def sentence(self) -> str:
        return "Find {}."

    @property
    def head(self) -> sp.Expr:
        return raw(Antideriv, self.expr, X)

    def derive(self) -> Derivation:
        return integrate(self.function, "x")


@dataclass(frozen=True, slots=True)
class Integral(Ask):
    """A definite integral of a function of x, which may be improper."""

    lower: str
    upper: str

    @property
    def text(self) -> str:
        return f"∫_{end(self.lower)}^{end(self.upper)} {whole(self.function)} dx"

    @property
    def sentence(self) -> str:
        return "Find {}."

    @property
    def head(self) -> sp.Expr:
        return raw(DefiniteIntegral, self.expr, X, bound(self.lower, "lower"), bound(self.upper, "upper"))

    def derive(self) -> Derivation:
        return integrate(self.function, "x", self.lower, self.upper)
