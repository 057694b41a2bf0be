"""Questions about slopes: a derivative, the slope of a curve, the polynomial that fits, a step down."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from calcref.core.expansion import Expansion
from calcref.core.expr import add, mul, negative, raw
from calcref.core.implicit import ImplicitSlope
from calcref.core.questions import At, Diff
from calcref.core.records import Derivation
from calcref.core.simplify import standard_form
from calcref.exercises.asks.ask import Ask, X, symbol, whole
from calcref.parse import parse
from calcref.render import text
from calcref.verbs.differentiate import differentiate
from calcref.verbs.implicit import implicit
from calcref.verbs.taylor import taylor

ORDINAL = {2: "second", 3: "third"}


@dataclass(frozen=True, slots=True)
class Derivative(Ask):
    """The derivative of a function, of any order."""

    order: int = 1
    letter: str = "x"
    asks = "derivative"

    @property
    def text(self) -> str:
        power = f"^{self.order}" if self.order > 1 else ""
        return f"d{power}/d{self.letter}{power} {whole(self.function)}"

    @property
    def sentence(self) -> str:
        if self.order > 1:
            return f"Find the {ORDINAL[self.order]} derivative of {{{self.function}}}."
        in_letter = "" if self.letter == "x" else f" in {{{self.letter}}}"
        return f"Differentiate {{{self.function}}}{in_letter}."

    @property
    def head(self) -> sp.Expr:
        made = self.expr
        for _ in range(self.order):
            made = raw(Diff, made, symbol(self.letter))
        return made

    def derive(self) -> Derivation:
        return differentiate(self.function, self.letter, order=self.order)


@dataclass(frozen=True, slots=True)
class ImplicitDerivative(Ask):
    """The slope of the curve that an equation in x and y draws; `function` is the equation."""

    asks = "slope"

    @property
    def text(self) -> str:
        return text(self.head)

    @property
    def sentence(self) -> str:
        return f"On the curve {{{self.function}}}, {{y}} follows {{x}}. Find its slope in {{x}} and {{y}}."

    @property
    def head(self) -> sp.Expr:
        left, right = (parse(side) for side in self.function.split("="))
        return raw(ImplicitSlope, left, X, symbol("y"), right, sp.Integer(1))

    def derive(self) -> Derivation:
        return implicit(self.function, "y", "x")


@dataclass(frozen=True, slots=True)
class Polynomial(Ask):
    """The Taylor polynomial of a function of x; of degree 1 it is the tangent line."""

    about: str
    order: int
    asks = "polynomial"

    @property
    def text(self) -> str:
        return text(self.head)

    @property
    def sentence(self) -> str:
        if self.order == 1:
            return f"Find the tangent of {{y = {self.function}}} at {{x = {self.about}}}, as a formula in {{x}}."
        return f"Find the Taylor polynomial of {{{self.function}}} of degree {{{self.order}}} about {{{self.about}}}."

    @property
    def head(self) -> sp.Expr:
        return raw(Expansion, self.expr, X, parse(self.about), sp.Integer(self.order))

    def derive(self) -> Derivation:
        return taylor(self.function, "x", self.about, self.order)


@dataclass(frozen=True, slots=True)
class DescentStep(Ask):
    """Where one step of gradient descent on a function of w ends."""

    start: str
    rate: str

    @property
    def text(self) -> str:
        return text(self.head)

    @property
    def sentence(self) -> str:
        return (
            f"Gradient descent on {{{self.function}}} starts at {{w = {self.start}}} with the learning rate "
            f"{{{self.rate}}}. Where does its first step end?"
        )

    @property
    def head(self) -> sp.Expr:
        w = symbol("w")
        return raw(At, add(w, negative(mul(parse(self.rate), raw(Diff, self.expr, w)))), w, parse(self.start))

    def derive(self) -> Derivation:
        return differentiate(self.function, "w", at=self.start)

    def result(self, derivation: Derivation) -> sp.Expr:
        return standard_form(add(parse(self.start), negative(mul(parse(self.rate), derivation.answer))))

    def closing(self, derivation: Derivation) -> tuple[str, ...]:
        slope = text(derivation.answer)
        factor = slope if slope.isdigit() else f"({slope})"
        return (f"{self.start} - {self.rate}*{factor} = {text(self.result(derivation))}",)
