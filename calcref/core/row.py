"""The record of one function: what the grammar, the printers, the reals and the rules know about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import sympy as sp

from calcref.core.about import Source
from calcref.core.expr import apply
from calcref.core.proofs import Argument, Counterexample, FromDefinition, FromForm, FromInverse
from calcref.core.ranges import REALS, Range
from calcref.core.records import Condition
from calcref.core.shown import Brief

T = TypeVar("T")
Counts = range
ONE, ONE_OR_TWO, TWO_ALWAYS, SEVERAL = range(1, 2), range(1, 3), range(2, 3), range(2, 1_000)

Parameters = Mapping[str, sp.Expr]
Places = tuple[sp.Expr, ...]


def filled(template: str, args: Sequence[T]) -> list[str | T]:
    """The pieces of a template in LaTeX, with `args` in their places.

    >>> filled("J_{#1}(#2)", ["n", "x"])
    ['J_{', 'n', '}(', 'x', ')']
    """
    return [
        args[int(it or 1) - 1] if k % 2 else it for k, it in enumerate(re.split(r"#(\d?)", template)) if k % 2 or it
    ]


def of_head(head: type[sp.Basic]) -> Callable[..., sp.Expr]:
    """The function `head` of expressions, unevaluated."""
    return lambda *u: apply(head, *u)


def nowhere(*u: sp.Expr) -> Places:
    """Nothing that could vanish: a function without gaps, or without kinks."""
    return ()


def unknown(*u: sp.Expr) -> None:
    """Not known: an integral that would have to know it is refused."""
    return


def at_zero(u: sp.Expr, *parameters: sp.Expr) -> Places:
    """The argument itself: something happens where it is 0."""
    return (u,)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FunctionRecord(Brief):
    """One function over the reals.

    Args:
        head: the SymPy head of its expressions.
        of: `of(u, **parameters)`, the function at u.
        gaps: from u to what must be zero where the function has no value, jumps, or ends; None where that is not known.
        kinks: from u to what must be zero where it is continuous and its formula changes.
        inverse: from a value in its range to the places where the function has it, periodic ones with the integer K;
            None, or a None in their place, where that is not known.
        range: its values, or a set that holds them.
        names: what a reader may type for it, the usual name first; empty where the grammar has it in another way.
        latex: its name in LaTeX, or a template in which `#` stands for the argument, or `#1` and `#2` for two; empty:
            the upright name.
        raised: whether an exponent stands behind its name, as in sin²(x).
        at: its value in an mpmath context; where None, the function of mpmath that has its first name.
        steep: whether it grows so fast that a constant argument must be of moderate size.
        takes: how many arguments a reader may give it.
        typed: from these, in the order in which they are typed, to its expression; `of`, where None.
    """

    head: type[sp.Basic]
    of: Callable[..., sp.Expr]
    gaps: Callable[..., Places | None]
    kinks: Callable[..., Places] = nowhere
    inverse: Callable[..., Places | None] | None = None
    range: Range = REALS
    names: tuple[str, ...] = ()
    latex: str = ""
    raised: bool = False
    at: Callable[..., Any] | None = None
    steep: bool = False
    takes: Counts = ONE
    typed: Callable[..., sp.Expr] | None = None

    @property
    def several(self) -> bool:
        """Whether all its arguments are alike, and as many as one likes."""
        return self.takes is SEVERAL

    def value(self, mp: Any, *at: Any) -> Any:
        """Its value in an mpmath context; not real, or an error of mpmath, where it has none."""
        return self.at(mp, *at) if self.at else getattr(mp, self.names[0])(*at)

    @property
    def written(self) -> str:
        """Its name in text."""
        return self.names[0] if self.names else self.head.__name__

    @property
    def typeset(self) -> str:
        """Its name in LaTeX, or a template for it with its arguments."""
        return self.latex or rf"\operatorname{{{self.written}}}"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Elementary(FunctionRecord):
    """One elementary function f and its derivative.

    Args:
        id: the slug.
        name: what a reader calls the function.
        slope: `slope(u, **parameters)`, its derivative at u.
        conditions: for the derivative, in the letter u and those of the parameters.
        kinked: whether the derivative's formula may have a value where a condition fails.
        proof: why the derivative is what it is.
        source: where it can be read up.
        counterexample: what goes wrong where the condition fails.
        ml_use: where machine learning meets it.
        read: from an expression with this head and a variable to (u, parameters), or None.
        parameters: the letters beside u in the statement.
        reads_backwards: whether its slope, read backwards, is a line of the table of integrals.
    """

    id: str
    name: str
    slope: Callable[..., sp.Expr]
    proof: FromDefinition | FromForm | FromInverse | Argument
    source: Source
    ml_use: str
    conditions: tuple[Condition, ...] = ()
    kinked: bool = False
    counterexample: Counterexample | None = None
    read: Callable[[sp.Expr, sp.Symbol], tuple[sp.Expr, Parameters] | None] = lambda expr, var: (expr.args[0], {})
    parameters: tuple[str, ...] = ()
    reads_backwards: bool = True
