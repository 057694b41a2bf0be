"""The one step that evaluates: writing an answer in standard form."""

from __future__ import annotations

import sympy as sp

from calcref.core.about import Source
from calcref.core.conditions import WALKABLE
from calcref.core.expr import raw, tree_size
from calcref.core.functions import RealPower
from calcref.core.letters import x
from calcref.core.proofs import Argument
from calcref.core.records import Derivation, Law, Statement, Step

SIMPLIFY = Law(
    id="simplify",
    name="Simplify",
    statement=Statement(raw(sp.Add, x, x), raw(sp.Mul, sp.Integer(2), x)),
    page="start/how-to-read-a-derivation/#simplify",
    proof=Argument(
        "Like terms and like factors are collected; the two sides agree wherever both are defined.",
        Source("SymPy", "automatic simplification of Add, Mul and Pow"),
    ),
)


def standard_form(expr: sp.Expr) -> sp.Expr:
    """`expr` rebuilt by SymPy's own constructors, which collect like terms and like factors.

    >>> standard_form(sp.Mul(x, sp.Pow(x, 2), evaluate=False))
    x**3
    """
    done: dict[sp.Basic, sp.Expr] = {}

    def visit(node: sp.Basic) -> sp.Basic:
        if not node.args:
            return node
        found = done.get(node)
        if found is None:
            found = done[node] = _one_power(node.func(*(visit(arg) for arg in node.args)))
        return found

    return visit(expr)


def _one_power(node: sp.Expr) -> sp.Expr:
    """A whole power of a real root as one power: the cube root below the line is x^(-1/3)."""
    if node.is_Pow and isinstance(node.base, RealPower) and node.exp.is_Integer:
        base, exponent = node.base.args[0], node.base.args[1] * node.exp
        return sp.Pow(base, exponent) if exponent.is_Integer else RealPower(base, exponent)
    return node


def _length(expr: sp.Expr) -> tuple[int, int]:
    """The nodes of `expr`, then how often a symbol occurs: x·x is longer than x²."""
    return tree_size(expr), sum(node.is_Symbol for node in sp.preorder_traversal(expr))


def simplified(derivation: Derivation) -> Derivation:
    """`derivation`, followed by the step that writes its answer in standard form where that is shorter."""
    answer = derivation.answer
    if tree_size(answer) > WALKABLE:
        return derivation
    shorter = standard_form(answer)
    if _length(shorter) >= _length(answer):
        return derivation
    return Derivation(Step(SIMPLIFY, answer, shorter), (derivation,), shorter)
