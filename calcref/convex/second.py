"""Convexity by second derivatives: a matrix that is shown to be positive semidefinite on the whole domain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

import sympy as sp

from calcref.convex.polynomials import semidefinite
from calcref.convex.records import HessianCertificate
from calcref.convex.signs import Over, as_product
from calcref.core.expr import nodes, symbols_of, tree_size
from calcref.core.functions import gelu, logsumexp, sigmoid, silu, softplus

Slope = Callable[[sp.Expr, sp.Symbol], sp.Expr]

SMOOTH = (
    *(sp.exp, sp.log, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.tanh, sp.sech, sp.atan, sp.asinh, sp.erf, sp.erfc),
    *(sigmoid, softplus, gelu, silu, logsumexp),
)  # functions without kinks
MOST_VARIABLES = 3  # a matrix of n rows has 2ⁿ - 1 principal minors
MOST_NODES = 400  # of the second derivatives


def is_smooth(expr: sp.Expr, over: Over) -> bool:
    """Whether `expr` is known to have second derivatives everywhere."""
    for node in nodes(expr):
        if node.is_Pow and not node.exp.is_Integer and not over.positive(node.base):
            return False
        if not (node.is_Symbol or node.is_number or node.is_Add or node.is_Mul or node.is_Pow or type(node) in SMOOTH):
            return False
    return over.defined(expr)


def hessian(expr: sp.Expr, variables: Sequence[sp.Symbol], slope: Slope) -> sp.Matrix:
    """The matrix of second derivatives, by the rules of calcref."""
    first = [slope(expr, it) for it in variables]
    rows = [
        [slope(first[i], variables[j]) if j >= i else sp.S.Zero for j in range(len(variables))]
        for i in range(len(variables))
    ]
    return sp.Matrix(len(variables), len(variables), lambda i, j: rows[min(i, j)][max(i, j)])


def certificate(expr: sp.Expr, variables: Sequence[sp.Symbol], inside: Over, slope: Slope) -> HessianCertificate | None:
    """The Hessian with its principal minors, if each is shown to be at least 0 on the open domain `inside`."""
    if not variables or not is_smooth(expr, inside):
        return None
    matrix = hessian(expr, variables, slope)
    if not any(symbols_of(entry) for entry in matrix):
        return (
            HessianCertificate(expr, matrix, (), semidefinite(matrix, strictly=True)) if semidefinite(matrix) else None
        )
    if len(variables) > MOST_VARIABLES or sum(map(tree_size, matrix)) > MOST_NODES:
        return None
    found = []
    for size in range(1, len(variables) + 1):
        for rows in combinations(range(len(variables)), size):
            minor = _tidy(matrix[list(rows), list(rows)].det())
            if not inside.nonnegative(minor):
                return None
            found.append(minor)
    leading = (_tidy(matrix[:size, :size].det()) for size in range(1, len(variables) + 1))
    return HessianCertificate(expr, matrix, tuple(found), all(map(inside.positive, leading)))


def _tidy(minor: sp.Expr) -> sp.Expr:
    """A minor as a product, where that is shorter."""
    return min(minor, as_product(minor), key=tree_size)
