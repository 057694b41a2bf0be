"""The one step that evaluates: collecting what is alike in an answer."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.about import Source
from calcref.core.cases import in_cases
from calcref.core.collect import collected
from calcref.core.conditions import WALKABLE
from calcref.core.expr import nodes, raw, symbols_of, tree_size
from calcref.core.functions import RealFunction, RealPower
from calcref.core.letters import x
from calcref.core.proofs import Argument
from calcref.core.records import Derivation, Law, Statement, Step
from calcref.core.walk import Fold

SIMPLIFY = Law(
    id="simplify",
    name="Simplify",
    statement=Statement(raw(sp.Add, x, x), raw(sp.Mul, sp.Integer(2), x)),
    page="start/how-to-read-a-derivation/#simplify",
    proof=Argument(
        "Like terms and like factors are collected, over a common denominator where that is shorter; the two sides "
        "agree wherever both are defined.",
        Source("calcref", "definition"),
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
            args = [visit(arg) for arg in node.args]
            made = in_cases(pair.args for pair in args) if isinstance(node, sp.Piecewise) else node.func(*args)
            found = done[node] = _number(_one_power(made))
        return found

    return visit(expr)


def _number(node: sp.Expr) -> sp.Expr:
    """The value of a function of the project's own at a number where that is rational: the sigmoid of 0 is 1/2."""
    if isinstance(node, RealFunction) and all(arg.is_Rational for arg in node.args):
        value = node.doit()
        return value if value.is_Rational else node
    return node


def _one_power(node: sp.Expr) -> sp.Expr:
    """A whole power of a real root as one power: the cube root below the line is x^(-1/3)."""
    if node.is_Pow and isinstance(node.base, RealPower) and node.exp.is_Integer:
        base, exponent = node.base.args[0], node.base.args[1] * node.exp
        return sp.Pow(base, exponent) if exponent.is_Integer else RealPower(base, exponent)
    return node


COLLECTABLE = 3_000  # nodes up to which like terms are collected

symbol_count: Fold[int] = Fold(lambda leaf: int(leaf.is_Symbol), lambda node, found: sum(found))


def _length(expr: sp.Expr) -> tuple[int, int]:
    """The nodes of `expr`, then how often a symbol occurs: x·x is longer than x²."""
    return tree_size(expr), symbol_count(expr)


def _forms(expr: sp.Expr) -> Iterator[sp.Expr]:
    """Other ways to write `expr`, as far as its size allows."""
    if tree_size(expr) <= WALKABLE:
        yield standard_form(expr)
    if tree_size(expr) <= COLLECTABLE and any(node.is_Add for node in nodes(expr)):
        yield from collected(expr)


def shortest(expr: sp.Expr) -> sp.Expr:
    """`expr`, or a shorter way to write it.

    >>> x = sp.Symbol("x", real=True)
    >>> shortest(sp.Mul(x, x, evaluate=False))
    x**2
    """
    found = min(_forms(expr), key=_length, default=expr)
    if tree_size(found) <= WALKABLE < tree_size(expr):
        found = min(found, standard_form(found), key=_length)
    elif any(node.is_Function and not symbols_of(node) for node in nodes(expr)):  # cos(0) hid what can be collected
        found = min((found, *_forms(found)), key=_length)
    return found if _length(found) < _length(expr) else expr


def simplified(derivation: Derivation) -> Derivation:
    """`derivation`, followed by the step that collects like terms in its answer where that makes it shorter."""
    answer = derivation.answer
    shorter = shortest(answer)
    if shorter is answer:
        return derivation
    return Derivation(Step(SIMPLIFY, answer, shorter), (derivation,), shorter)
