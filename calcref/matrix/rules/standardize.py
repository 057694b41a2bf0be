"""⟨G, d standardize(a)⟩ = ⟨r (G − mean(G) 1 − mean(G ⊙ x̂) x̂), da⟩ with r = 1/√(var a + ε), for each row of a matrix."""

from __future__ import annotations

import sympy as sp

from calcref.core.array_parts import Standardize, Variance
from calcref.core.arrays import ONE, Array, is_scalar, shape_of
from calcref.core.expr import raw, varies
from calcref.core.sources import ioffe
from calcref.matrix.basics import HALF, MINUS, ones
from calcref.matrix.build import hadamard, minus, plus, power, times
from calcref.matrix.functions import inner
from calcref.matrix.letters import VECTOR
from calcref.matrix.moving import Pairs, moving_rule
from calcref.matrix.reading.sizes import node_of


def deviation(node: sp.Expr, epsilon: sp.Expr) -> sp.Expr:
    """1/√(var + ε): of a vector a number, of a matrix a column."""
    spread = raw(Variance, node)
    return power(plus(spread, times(epsilon, ones(*shape_of(spread)))), -HALF)


def _pull(node: sp.Expr, held: sp.Expr, var: sp.Symbol) -> Pairs:
    inside, epsilon = node.args
    rows, columns = shape_of(node)
    scale = deviation(inside, epsilon)
    if is_scalar(scale):
        unit, size = ones(rows, columns), node_of(rows * columns)
        along = times(power(size, MINUS), inner(unit, held), unit)
        beside = times(power(size, MINUS), inner(node, held), node)
        return [(times(scale, minus(minus(held, along), beside)), inside)]
    every = ones(columns, columns)
    along = times(power(node_of(columns), MINUS), held, every)
    beside = times(power(node_of(columns), MINUS), hadamard(node, times(hadamard(held, node), every)))
    return [(hadamard(times(scale, ones(ONE, columns)), minus(minus(held, along), beside)), inside)]


RULE = moving_rule(
    id="standardize",
    name="Standardization",
    heads=(Standardize,),
    pull=_pull,
    fits=lambda node, var: not varies(node.args[1], var),
    letters=lambda node: {},
    example=raw(Standardize, VECTOR, Array("c", (), ("positive",))),
    hypotheses=("$c > 0$, or entries that are not all equal; $c$ does not vary",),
    proof="$\\hat x = r(a - \\mu\\mathbf 1)$: its Jacobian is $r\\,(I - \\frac1n\\mathbf 1\\mathbf 1^\\top - "
    "\\frac1n\\hat x\\hat x^\\top)$, which is symmetric.",
    source=ioffe("section 3"),
    ml_use="Layer and batch normalization: what is along $\\mathbf 1$ is taken out of the gradient.",
    page="matrix/elementwise-and-hadamard/#",
)
