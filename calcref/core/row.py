"""The record of one elementary function: what the rules, the grammar, the printers and the reals know about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sympy as sp

from calcref.core.about import Source
from calcref.core.expr import apply
from calcref.core.proofs import Argument, Counterexample, FromDefinition, FromForm
from calcref.core.records import Condition
from calcref.core.shown import Brief

Parameters = Mapping[str, sp.Expr]


@dataclass(frozen=True, slots=True, repr=False)
class Elementary(Brief):
    """One elementary function f and its derivative.

    Args:
        id: the slug.
        name: what a reader calls the function.
        head: the SymPy head of its expressions.
        of: `of(u, **parameters)`, the function at u.
        slope: `slope(u, **parameters)`, its derivative at u.
        conditions: for the derivative, in the letter u and those of the parameters.
        proof: why the derivative is what it is.
        source: where it can be read up.
        counterexample: what goes wrong where the condition fails.
        ml_use: where machine learning meets it.
        read: from an expression with this head and a variable to (u, parameters), or None.
        parameters: the letters beside u in the statement.
        names: what a reader may type for it, the usual name first; empty where the grammar has it in another way.
        latex: its name in LaTeX; empty where the printers know it.
        vanishing: from u to what must be zero where the function has no value, jumps, or ends; None where
            the module on breaks knows it.
        inverse: from a value to the places where the function has it, None where that is not known; None itself where
            the module on zeros knows it.
        reads_backwards: whether its slope, read backwards, is a line of the table of integrals.
    """

    id: str
    name: str
    head: type[sp.Basic]
    of: Callable[..., sp.Expr]
    slope: Callable[..., sp.Expr]
    proof: FromDefinition | FromForm | Argument
    source: Source
    ml_use: str
    conditions: tuple[Condition, ...] = ()
    counterexample: Counterexample | None = None
    read: Callable[[sp.Expr, sp.Symbol], tuple[sp.Expr, Parameters] | None] = lambda expr, var: (expr.args[0], {})
    parameters: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    latex: str = ""
    vanishing: Callable[[sp.Expr], tuple[sp.Expr, ...]] | None = None
    inverse: Callable[[sp.Expr], tuple[sp.Expr, ...] | None] | None = None
    reads_backwards: bool = True


def of_head(head: type[sp.Basic]) -> Callable[[sp.Expr], sp.Expr]:
    """The function `head` of an expression, unevaluated."""
    return lambda u: apply(head, u)
