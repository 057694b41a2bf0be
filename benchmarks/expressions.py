"""What is differentiated: 30 textbook expressions, and three shapes that grow."""

from __future__ import annotations

import itertools

import sympy as sp

from calcref.core.expr import apply, mul, power, raw
from calcref.core.letters import x

TEXTBOOK = (
    x**5 - 4 * x**3 + x,
    x**2 * sp.sin(x),
    1 / x,
    sp.sqrt(x),
    x ** sp.Rational(7, 3),
    sp.exp(-(x**2) / 2),
    2**x,
    x**x,
    sp.log(x),
    sp.log(x**2 + 1),
    x * sp.log(x) - x,
    sp.sin(x) * sp.cos(x),
    sp.sin(3 * x) ** 2,
    sp.tan(x),
    sp.sin(x) / x,
    sp.sin(x) / x**2,
    (x**2 + 1) / (x - 1),
    (2 * x + 1) ** 10,
    1 / (1 + sp.exp(-x)),
    sp.log(1 + sp.exp(x)),
    sp.tanh(x) ** 2,
    sp.tanh(3 * x + 1),
    sp.exp(x) * sp.sin(x) * x,
    sp.sqrt(1 - x**2),
    sp.asin(x),
    sp.atan(x) / x,
    sp.erf(x) * sp.exp(-(x**2)),
    sp.exp(sp.sin(x**2)),
    sp.log(sp.cos(x)),
    (x**3 + 2 * x) * sp.exp(-x) / (x**2 + 1),
)


def chain(links: int) -> sp.Expr:
    """So many functions, one inside the other."""
    expr: sp.Expr = x
    for head in itertools.islice(itertools.cycle((sp.sin, sp.exp, sp.tanh, sp.cos)), links):
        expr = apply(head, expr)
    return expr


def total(terms: int) -> sp.Expr:
    """A sum of so many terms k·xᵏ."""
    return raw(sp.Add, *(mul(sp.Integer(k), power(x, sp.Integer(k))) for k in range(2, terms + 2)))


def product(factors: int) -> sp.Expr:
    """A product of so many factors sin(k·x)."""
    return raw(sp.Mul, *(apply(sp.sin, mul(sp.Integer(k), x)) for k in range(2, factors + 2)))


SHAPES = {
    "chain": (chain, (10, 50, 100, 200, 500)),
    "sum": (total, (10, 100, 1_000, 5_000)),
    "product": (product, (2, 10, 50, 200)),
}
