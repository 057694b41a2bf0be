"""f(a) + ∇f(a) · d + ½ dᵀ∇²f(a) d + …: the polynomial in several variables that fits f best at a."""

from __future__ import annotations

import sympy as sp

from calcref.core.along_lines import SeveralExpansion
from calcref.core.expr import add, divide, mul, negative, power, raw
from calcref.core.letters import a, b
from calcref.core.proofs import Argument
from calcref.core.questions import At, Diff
from calcref.core.records import Law, Statement
from calcref.multivariable.letters import PLACE, f, rudin, x, y

_f, _two = sp.Function("f"), sp.Integer(2)
_P, _Q, _R, _S, _W = sp.symbols("p q r s w", real=True)
_right, _up = add(x, negative(a)), add(y, negative(b))


def _at(*along: sp.Symbol) -> sp.Expr:
    """A partial derivative at the place."""
    expr = f
    for var in along:
        expr = raw(Diff, expr, var)
    return raw(At, raw(At, expr, x, a), y, b)


LAW = Law(
    id="taylor-polynomial-in-several-variables",
    name="Taylor polynomial in several variables",
    statement=Statement(
        raw(SeveralExpansion, f, PLACE, _two, sp.Tuple(a, b)),
        add(
            add(_f(a, b), mul(_P, _right), mul(_Q, _up)),
            divide(mul(_R, power(_right, _two)), _two),
            mul(_S, _right, _up),
            divide(mul(_W, power(_up, _two)), _two),
        ),
        (("p", _at(x)), ("q", _at(y)), ("r", _at(x, x)), ("s", _at(x, y)), ("w", _at(y, y))),
    ),
    page="multivariable/taylor-in-several-variables/#taylor-polynomial-in-several-variables",
    hypotheses=("$f$ with continuous derivatives at $(a, b)$, as often as its degree says",),
    source=rudin("chapter 9, exercise 30"),
    proof=Argument(
        "Along the line from $(a, b)$ to $(x, y)$ it is the polynomial of one variable. The chain rule writes its "
        "slopes in partial derivatives.",
        rudin("chapter 9, exercise 30"),
    ),
    ml_use="Newton's method and trust regions replace a loss by its polynomial of degree two.",
)
