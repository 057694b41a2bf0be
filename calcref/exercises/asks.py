"""The kinds of question that an exercise asks: each as text, as a sentence and as an open question."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal

import sympy as sp

from calcref.core.expansion import Expansion
from calcref.core.expr import add, mul, negative, raw
from calcref.core.implicit import ImplicitSlope
from calcref.core.questions import Antideriv, At, DefiniteIntegral, Diff, LimitOf
from calcref.core.records import Derivation
from calcref.core.simplify import standard_form
from calcref.parse import as_typed, parse
from calcref.render import latex, text
from calcref.verbs.differentiate import differentiate
from calcref.verbs.implicit import implicit
from calcref.verbs.integrate import integrate
from calcref.verbs.limit import SIDES, limit
from calcref.verbs.reading import bound
from calcref.verbs.taylor import taylor

FORMULA = re.compile(r"\{([^{}]*)\}")
ORDINAL = {2: "second", 3: "third"}


@dataclass(frozen=True, slots=True)
class Ask(ABC):
    """A question about a function, given as text."""

    function: str
    asks: ClassVar[Literal["derivative", "antiderivative", "value", "polynomial", "slope"]] = "value"

    @property
    @abstractmethod
    def text(self) -> str:
        """The question in one line, as `calcref.parse.question` reads it where it can."""

    @property
    @abstractmethod
    def sentence(self) -> str:
        """The question as a sentence; formulas stand between braces, and `{}` is the whole question."""

    @property
    @abstractmethod
    def head(self) -> sp.Expr:
        """The question as an open one, which `check_answer` takes."""

    @abstractmethod
    def derive(self) -> Derivation:
        """What the library answers."""

    @property
    def expr(self) -> sp.Expr:
        """The function, as it is typed."""
        return parse(self.function)

    def result(self, derivation: Derivation) -> sp.Expr:
        """The answer, once the derivation is there."""
        return derivation.answer

    def closing(self, derivation: Derivation) -> tuple[str, ...]:
        """What is left to do after the derivation: equations as text."""
        return ()

    @property
    def prompt(self) -> str:
        """The sentence as plain text."""
        return FORMULA.sub(lambda found: found[1] or self.text, self.sentence)

    def shown(self, left: str, right: str, escaped: Callable[[str], str] = str) -> str:
        """The sentence with each formula as TeX between `left` and `right`, all of it `escaped`."""
        words = escaped(FORMULA.sub("{}", self.sentence)).split("{}")
        formulas = [escaped(tex(it) or latex(self.head)) for it in FORMULA.findall(self.sentence)]
        return words[0] + "".join(f"{left}{it}{right}{rest}" for it, rest in zip(formulas, words[1:], strict=True))


def tex(typed: str) -> str:
    """A formula or an equation as TeX.

    >>> tex("x^2/2 = 2")
    '\\\\frac{x^{2}}{2} = 2'
    """
    return " = ".join(as_typed(side.strip()).latex for side in typed.split("=")) if typed else ""


@dataclass(frozen=True, slots=True)
class Derivative(Ask):
    """The derivative of a function, of any order."""

    order: int = 1
    letter: str = "x"
    asks = "derivative"

    @property
    def text(self) -> str:
        power = f"^{self.order}" if self.order > 1 else ""
        return f"d{power}/d{self.letter}{power} {_whole(self.function)}"

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
            made = raw(Diff, made, _symbol(self.letter))
        return made

    def derive(self) -> Derivation:
        return differentiate(self.function, self.letter, order=self.order)


@dataclass(frozen=True, slots=True)
class Antiderivative(Ask):
    """An antiderivative of a function of x."""

    asks = "antiderivative"

    @property
    def text(self) -> str:
        return f"∫ {_whole(self.function)} dx"

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
        return f"∫_{_end(self.lower)}^{_end(self.upper)} {_whole(self.function)} dx"

    @property
    def sentence(self) -> str:
        return "Find {}."

    @property
    def head(self) -> sp.Expr:
        return raw(DefiniteIntegral, self.expr, X, bound(self.lower, "lower"), bound(self.upper, "upper"))

    def derive(self) -> Derivation:
        return integrate(self.function, "x", self.lower, self.upper)


@dataclass(frozen=True, slots=True)
class Limit(Ask):
    """What a function of x tends to."""

    to: str
    side: str = "both"

    @property
    def text(self) -> str:
        return f"lim x->{self.to}{'' if self.side == 'both' else SIDES[self.side]} {_whole(self.function)}"

    @property
    def sentence(self) -> str:
        return "Find {}."

    @property
    def head(self) -> sp.Expr:
        return raw(LimitOf, self.expr, X, bound(self.to, "to"), sp.Symbol(SIDES[self.side]))

    def derive(self) -> Derivation:
        return limit(self.function, "x", self.to, self.side)


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
        return raw(ImplicitSlope, left, X, _symbol("y"), right, sp.Integer(1))

    def derive(self) -> Derivation:
        return implicit(self.function, "y", "x")


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
        w = _symbol("w")
        return raw(At, add(w, negative(mul(parse(self.rate), raw(Diff, self.expr, w)))), w, parse(self.start))

    def derive(self) -> Derivation:
        return differentiate(self.function, "w", at=self.start)

    def result(self, derivation: Derivation) -> sp.Expr:
        return standard_form(add(parse(self.start), negative(mul(parse(self.rate), derivation.answer))))

    def closing(self, derivation: Derivation) -> tuple[str, ...]:
        slope = text(derivation.answer)
        factor = slope if slope.isdigit() else f"({slope})"
        return (f"{self.start} - {self.rate}*{factor} = {text(self.result(derivation))}",)


X = sp.Symbol("x", real=True)


def _symbol(name: str) -> sp.Symbol:
    return sp.Symbol(name, real=True)


def _end(bound: str) -> str:
    return bound if bound.isalnum() else f"({bound})"


def _whole(function: str) -> str:
    """A function as one factor, so that nothing after d/dx or ∫ is left out."""
    return f"({function})" if isinstance(parse(function), sp.Add) else function
