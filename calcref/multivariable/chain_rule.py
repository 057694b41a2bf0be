"""df/dt = ∂f/∂x · dx/dt + ∂f/∂y · dy/dt, and its matrix form J_{f∘g} = J_f J_g."""

from __future__ import annotations

import sympy as sp

from calcref.core.expr import add, mul, raw
from calcref.core.proofs import Argument
from calcref.core.questions import At, Diff
from calcref.core.records import Law, Statement
from calcref.core.several import Jacobian, Rows, TotalDerivative, Vector
from calcref.multivariable.letters import PLACE, g, h, rudin, u, v, x, y

OUTER = sp.Function("f")(u, v)
_across, _up = sp.Function("g")(x), sp.Function("h")(x)


def read(expr: sp.Expr, variables: tuple[sp.Symbol, ...], at: tuple[sp.Expr, ...]) -> sp.Expr:
    """`expr`, read where each of the variables is what stands for it."""
    for var, value in zip(variables, at, strict=True):
        expr = raw(At, expr, var, value)
    return expr


def _along(var: sp.Symbol, across: sp.Expr, up: sp.Expr) -> sp.Expr:
    """The derivative in `var` of the outer function, at what stands for its variables."""
    slopes = (read(raw(Diff, OUTER, it), (u, v), (across, up)) for it in (u, v))
    return add(*(mul(slope, raw(Diff, inner, var)) for slope, inner in zip(slopes, (across, up), strict=True)))


TOTAL = Law(
    id="total-derivative",
    name="Chain rule along a path",
    statement=Statement(
        raw(TotalDerivative, OUTER, sp.Tuple(u, v), sp.Tuple(_across, _up), sp.Tuple(x)), _along(x, _across, _up)
    ),
    page="multivariable/jacobian/#total-derivative",
    hypotheses=("$f$ differentiable at $(g(x), h(x))$", "$g$ and $h$ differentiable at $x$"),
    source=rudin("theorem 9.15"),
    proof=Argument(
        "A small change of $x$ moves $u$ by $g'$ and $v$ by $h'$ times itself. Near the place $f$ is flat, so the two "
        "changes that these make add up, and what is left out is small compared with the step.",
        rudin("theorem 9.15"),
    ),
    ml_use="A weight that is used twice gets the sum of two slopes, one for each use.",
)
COMPOSITION = Law(
    id="jacobian-of-a-composition",
    name="Jacobian of a composition",
    statement=Statement(
        raw(Jacobian, raw(Vector, sp.Function("f")(g, h)), PLACE),
        raw(Rows, raw(Vector, _along(x, g, h), _along(y, g, h))),
    ),
    page="multivariable/jacobian/#jacobian-of-a-composition",
    hypotheses=("$f$ differentiable at $(g, h)$", "$g$ and $h$ differentiable"),
    source=rudin("theorem 9.15"),
    proof=Argument(
        "Every entry is the chain rule along a path, with the other variable held still. Read as rows and columns, "
        "it is a product of matrices.",
        rudin("theorem 9.15"),
    ),
    ml_use="A network is a composition of layers, and its Jacobian the product of theirs.",
)
