"""⟨G, d f(A)⟩ = ⟨G ⊙ f′(A), dA⟩, entry by entry."""

from __future__ import annotations

import sympy as sp

from calcref.core.array_heads import Each, Power
from calcref.core.expr import varies
from calcref.core.sources import giles
from calcref.matrix.basics import MINUS
from calcref.matrix.build import each, hadamard, plus, power, times
from calcref.matrix.letters import MATRIX
from calcref.matrix.moving import Pairs, moving_rule, never
from calcref.matrix.slopes import SMOOTH, slope


def _pull(node: sp.Expr, held: sp.Expr, var: sp.Symbol) -> Pairs:
    if isinstance(node, Each):
        return [(hadamard(held, slope(node.name, node.args[1])), node.args[1])]
    base, exponent = node.args
    lower = plus(exponent, MINUS) if not exponent.is_Number else exponent - 1
    return [(hadamard(times(exponent, held), power(base, lower)), base)]


def _fits(node: sp.Expr, var: sp.Symbol) -> bool:
    return isinstance(node, Each) or not varies(node.args[1], var)


def _is_smooth(node: sp.Expr) -> bool:
    if isinstance(node, Each):
        return node.name in SMOOTH
    return bool(isinstance(node, Power) and node.args[1].is_Integer and node.args[1] > 0)


RULE = moving_rule(
    id="elementwise",
    name="Function of each entry",
    page="matrix/elementwise-and-hadamard/#",
    heads=(Each, Power),
    pull=_pull,
    fits=_fits,
    letters=lambda node: {"F": node},
    example=each("f", MATRIX),
    conditions=(never("$F$ differentiable at every entry", _is_smooth, "F"),),
    hypotheses=("$f$ a function of one number",),
    proof="It is the chain rule of one variable, for each entry.",
    source=giles("section 2.1"),
    ml_use="Every activation: the gradient is multiplied by the slope at each unit.",
)
