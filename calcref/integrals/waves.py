"""What the rules for circular and hyperbolic functions read: an integrand in one pair of sine and cosine."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from calcref.core.conditions import where_named, within
from calcref.core.expr import fresh, nodes, varies

S, C = sp.Dummy("s", real=True), sp.Dummy("c", real=True)
BETWEEN_RIGHT_ANGLES = where_named(
    within("x", lambda value: (sp.pi / 2 - sp.Abs(value)).is_positive, "$\\lvert x \\rvert < \\frac{\\pi}{2}$"), "x"
)
LARGEST_MULTIPLE = 6  # sin(6x) is still written in sin x and cos x


@dataclass(frozen=True, slots=True)
class Pair:
    """A sine and a cosine: C' = −σ S, S' = C and C² + σ S² = 1, with σ = 1 on the circle and −1 on the hyperbola.

    Args:
        sine, cosine, tangent, secant, cosecant, cotangent: the heads.
        sign: σ.
    """

    sine: type[sp.Function]
    cosine: type[sp.Function]
    tangent: type[sp.Function]
    secant: type[sp.Function]
    cosecant: type[sp.Function]
    cotangent: type[sp.Function]
    sign: int

    @property
    def ratios(self) -> dict[type[sp.Function], sp.Expr]:
        """Each head in terms of S and C."""
        return {
            self.sine: S,
            self.cosine: C,
            self.tangent: S / C,
            self.secant: 1 / C,
            self.cosecant: 1 / S,
            self.cotangent: C / S,
        }


CIRCLE = Pair(sp.sin, sp.cos, sp.tan, sp.sec, sp.csc, sp.cot, 1)
HYPERBOLA = Pair(sp.sinh, sp.cosh, sp.tanh, sp.sech, sp.csch, sp.coth, -1)
PAIRS = (CIRCLE, HYPERBOLA)


def pair_of(expr: sp.Expr, var: sp.Symbol) -> Pair | None:
    """The pair whose functions of the variable occur in `expr`; None where there is none, or both."""
    heads = {type(node) for node in nodes(expr) if isinstance(node, sp.Function) and varies(node, var)}
    found = [pair for pair in PAIRS if heads & pair.ratios.keys()]
    return found[0] if len(found) == 1 else None


def in_pair(expr: sp.Expr, var: sp.Symbol) -> tuple[Pair, sp.Expr] | None:
    """`expr` as an expression in S and C, the sine and cosine of the variable, alone; None where that is not possible.

    >>> x = sp.Symbol("x", real=True)
    >>> in_pair(sp.tan(x) ** 2 / sp.sin(2 * x), x)[1]
    _s/(2*_c**3)
    """
    pair = pair_of(expr, var)
    if pair is None:
        return None
    multiple = {node: _of_multiple(node, var, pair) for node in nodes(expr) if type(node) in pair.ratios}
    if None in multiple.values():
        return None
    found = expr.xreplace(multiple)
    return None if varies(found, var) else (pair, found)


def _of_multiple(node: sp.Function, var: sp.Symbol, pair: Pair) -> sp.Expr | None:
    inner = node.args[0]
    if inner == var:
        return pair.ratios[type(node)]
    count = sp.cancel(inner / var)
    if not (count.is_Integer and 1 < count <= LARGEST_MULTIPLE):
        return None
    sine, cosine = S, C
    for _ in range(int(count) - 1):
        sine, cosine = sp.expand(sine * C + cosine * S), sp.expand(cosine * C - pair.sign * sine * S)
    return pair.ratios[type(node)].subs({S: sine, C: cosine}, simultaneous=True)


def monomial(expr: sp.Expr, var: sp.Symbol) -> tuple[Pair, sp.Expr, sp.Expr] | None:
    """The pair and the exponents m and n where `expr` is Sᵐ Cⁿ; None where it is not.

    >>> x = sp.Symbol("x", real=True)
    >>> monomial(sp.tan(x) ** 2 * sp.sec(x), x)[1:]
    (2, -3)
    """
    pair = pair_of(expr, var)
    if pair is None:
        return None
    m = n = sp.S.Zero
    for factor in sp.Mul.make_args(expr):
        base, exponent = factor.as_base_exp()
        ratio = pair.ratios.get(type(base))
        if ratio is None or base.args[0] != var or varies(exponent, var):
            return None
        powers = ratio.as_powers_dict()
        m, n = m + exponent * powers.get(S, 0), n + exponent * powers.get(C, 0)
    return pair, m, n


def even_in(expr: sp.Expr, letter: sp.Symbol, square: sp.Expr) -> sp.Expr | None:
    """`expr`, a function of the square of `letter`, with `square` in its place; None where it is no such function.

    >>> even_in(S**2 / (1 + S**4), S, 1 - C**2)
    (1 - _c**2)/((1 - _c**2)**2 + 1)
    """
    own = fresh(expr)
    found = expr.replace(
        lambda node: node.is_Pow and node.base == letter and node.exp.is_even,
        lambda node: own ** (node.exp / 2),
    )
    return None if found.has(letter) else found.xreplace({own: square})
