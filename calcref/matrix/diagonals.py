"""Diagonal matrices taken together: Diag(a) + Diag(b), Diag(a) Diag(b), and Diag(a) x as a ⊙ x."""

from __future__ import annotations

import sympy as sp

from calcref.core.array_functions import Diag
from calcref.core.array_heads import Plus, Times
from calcref.core.arrays import is_vector
from calcref.matrix.build import hadamard, plus, times
from calcref.matrix.functions import diag


def joined(node: sp.Expr) -> sp.Expr:
    """`node` with neighboring diagonal matrices as one."""
    if isinstance(node, Times) and any(isinstance(factor, Diag) for factor in node.chain):
        return _product(node)
    return _sum(node) if isinstance(node, Plus) else node


def _product(node: Times) -> sp.Expr:
    made: list[sp.Expr] = []
    for factor in node.chain:
        last = made[-1] if made else None
        if isinstance(last, Diag) and isinstance(factor, Diag):
            made[-1] = diag(hadamard(last.args[0], factor.args[0]))
        elif isinstance(last, Diag) and is_vector(factor):
            made[-1] = hadamard(last.args[0], factor)
        else:
            made.append(factor)
    return node if len(made) == len(node.chain) else times(*node.scalars, *made)


def _inside(term: sp.Expr) -> sp.Expr | None:
    """v, where `term` is a multiple of Diag(v), with the multiple in it."""
    if isinstance(term, Diag):
        return term.args[0]
    if isinstance(term, Times) and len(term.chain) == 1 and isinstance(term.chain[0], Diag):
        return times(*term.scalars, term.chain[0].args[0])
    return None


def _sum(node: Plus) -> sp.Expr:
    inside = [_inside(term) for term in node.args]
    found = [it for it in inside if it is not None]
    if len(found) < 2:
        return node
    rest = [term for term, it in zip(node.args, inside, strict=True) if it is None]
    return plus(diag(plus(*found)), *rest)
