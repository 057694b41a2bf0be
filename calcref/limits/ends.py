"""What the elementary functions tend to where they end: far out, and at the places where they have no value."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.decide import sign_of
from calcref.core.expr import apply, varies
from calcref.core.functions import LogBase, RealPower, sigmoid, softplus
from calcref.core.letters import x
from calcref.core.proofs import Argument
from calcref.core.questions import LimitOf, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak

_QUARTER = sp.pi / 2
FAR_OUT: dict[type[sp.Basic], tuple[sp.Expr | None, sp.Expr | None]] = {  # at −∞ and at ∞
    sp.exp: (sp.S.Zero, sp.oo),
    sp.log: (None, sp.oo),
    sp.atan: (-_QUARTER, _QUARTER),
    sp.sinh: (-sp.oo, sp.oo),
    sp.cosh: (sp.oo, sp.oo),
    sp.tanh: (sp.S.NegativeOne, sp.S.One),
    sp.asinh: (-sp.oo, sp.oo),
    sp.acosh: (None, sp.oo),
    sp.erf: (sp.S.NegativeOne, sp.S.One),
    sp.erfc: (sp.Integer(2), sp.S.Zero),
    sigmoid: (sp.S.Zero, sp.S.One),
    softplus: (sp.S.Zero, sp.oo),
}
CLOSED = {(sp.S.One, "-"), (sp.S.NegativeOne, "+")}  # where arcsine and arccosine end, with a value


def _value(expr: sp.Expr, var: sp.Symbol, to: sp.Expr, side: str) -> sp.Expr | None:
    if expr == var:
        return to if to.is_infinite else None
    match expr:
        case sp.Pow() if expr.base == var and expr.exp.is_Rational:
            return _power(expr.exp, to, side, real=expr.exp.is_Integer)
        case RealPower() if expr.args[0] == var:
            return _power(expr.args[1], to, side, real=True)
        case sp.Pow() if expr.base == var and not varies(expr.exp, var):
            return _letter_power(sign_of(expr.exp), to, side)
        case sp.Pow() if expr.exp == var and to.is_infinite and sign_of(expr.base) == 1:
            grows = sign_of(sp.log(expr.base))
            return None if not grows else sp.oo if grows * sp.sign(to) > 0 else sp.S.Zero
        case LogBase() if expr.args[0] == var and not varies(expr.args[1], var):
            grows, found = sign_of(sp.log(expr.args[1])), _value(sp.log(var), var, to, side)
            return found * grows if found is not None and grows else None
        case sp.log() if expr.args[0] == var and to.is_zero:
            return -sp.oo if side == "+" else None
        case sp.asin() | sp.acos() if expr.args[0] == var and (to, side) in CLOSED:
            return expr.func(to)
    if len(expr.args) == 1 and expr.args[0] == var and to.is_infinite:
        return FAR_OUT.get(type(expr), (None, None))[to == sp.oo]
    return None


def _letter_power(grows: int | None, to: sp.Expr, side: str) -> sp.Expr | None:
    """The limit of a power whose exponent has a sign that is known, where the variable is positive."""
    if not grows or not (to == sp.oo or (to.is_zero and side == "+")):
        return None
    return sp.oo if (grows > 0) == (to == sp.oo) else sp.S.Zero


def _power(exponent: sp.Rational, to: sp.Expr, side: str, real: bool) -> sp.Expr | None:
    """The limit of a power of the variable, which is real left of 0 only if it is a whole or a real one."""
    odd = exponent.p % 2 == 1
    from_left = to == -sp.oo or side == "-"
    if (from_left or (side == "+-" and to.is_zero)) and not real:
        return None
    if to.is_infinite:
        return (-sp.oo if from_left and odd else sp.oo) if exponent > 0 else sp.S.Zero
    if not to.is_zero or (exponent < 0 and odd and side == "+-"):
        return None
    return sp.S.Zero if exponent > 0 else -sp.oo if from_left and odd else sp.oo


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a limit of one elementary function of the variable, far out or where it has no value."""
    found = _value(question.expr, question.var, question.to, question.side)
    if found is not None:
        yield Rewriting(found)


RULE = Rule(
    id="limit-at-an-end",
    name="Limit at an end",
    statement=Statement(LimitOf(apply(sp.exp, x), x, -sp.oo), sp.S.Zero),
    rewrite=rewrite,
    page="derivatives/limits/#limit-at-an-end",
    asks=(LimitOf,),
    shrinks=True,
    source=spivak("chapters 5 and 18"),
    proof=Argument(
        "$2^n$ is at least $1 + n$, so the exponential grows beyond every bound, and $e^{-x} = 1/e^x$ tends to "
        "$0$. The "
        "others follow: the logarithm is its inverse, and the rest are made of these, or are inverses of what has "
        "a pole.",
        spivak("chapters 5 and 18"),
    ),
    ml_use="Saturation: far out the sigmoid is $0$ or $1$, and its slope is gone.",
)
