"""What every question of an exercise is: text, a sentence, an open question, and what answers it."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal

import sympy as sp

from calcref.core.records import Derivation
from calcref.parse import as_typed, parse
from calcref.render import latex

FORMULA = re.compile(r"\{([^{}]*)\}")


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


X = sp.Symbol("x", real=True)


def symbol(name: str) -> sp.Symbol:
    """The real letter of this name."""
    return sp.Symbol(name, real=True)


def end(bound: str) -> str:
    """A bound of an integral as it stands at the sign."""
    return bound if bound.isalnum() else f"({bound})"


def whole(function: str) -> str:
    """A function as one factor, so that nothing after d/dx or ∫ is left out."""
    return f"({function})" if isinstance(parse(function), sp.Add) else function
