"""How known functions of one number bend and which way they go, by the sign of their argument.

Nothing here is believed: a test compares each row with the first and second derivative that calcref derives.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from calcref.core.functions import elu, leaky_relu, relu, sigmoid, softplus, softsign

ANY, ABOVE, BELOW, FROM_ZERO, TO_ZERO = "", "> 0", "< 0", ">= 0", "<= 0"


@dataclass(frozen=True, slots=True)
class Bend:
    """Where the argument has this sign, the function bends and goes like this.

    Args:
        sign: of the argument, "" where it may have any.
        curvature: "convex" or "concave".
        direction: 1 where it never falls, -1 where it never rises, 0 where it does both.
    """

    sign: str
    curvature: str
    direction: int

    def __str__(self) -> str:
        way = {1: " and rises", -1: " and falls", 0: ""}[self.direction]
        return f"{self.curvature}{way}"


_RISES = (Bend(ANY, "convex", 1),)
_BOWL = (Bend(ANY, "convex", 0), Bend(FROM_ZERO, "convex", 1), Bend(TO_ZERO, "convex", -1))
_FLATTENS = (Bend(FROM_ZERO, "concave", 1), Bend(TO_ZERO, "convex", 1))  # like tanh
_STEEPENS = (Bend(FROM_ZERO, "convex", 1), Bend(TO_ZERO, "concave", 1))  # like sinh

BENDS: dict[type[sp.Basic], tuple[Bend, ...]] = {
    sp.exp: _RISES,
    sp.log: (Bend(ABOVE, "concave", 1),),
    sp.Abs: _BOWL,
    relu: _RISES,
    softplus: _RISES,
    sp.cosh: _BOWL,
    sp.sinh: _STEEPENS,
    sp.tanh: _FLATTENS,
    sigmoid: _FLATTENS,
    sp.erf: _FLATTENS,
    sp.atan: _FLATTENS,
    sp.asinh: _FLATTENS,
    softsign: _FLATTENS,
    sp.erfc: (Bend(FROM_ZERO, "convex", -1), Bend(TO_ZERO, "concave", -1)),
}
BETWEEN_0_AND_1 = (leaky_relu, elu)  # convex for such a parameter, and rising


def bends(head: type[sp.Basic], *parameters: sp.Expr) -> tuple[Bend, ...]:
    """How a function bends; nothing where that is not known."""
    if issubclass(head, BETWEEN_0_AND_1):
        fits = len(parameters) == 1 and parameters[0].is_number and 0 <= parameters[0] <= 1
        return _RISES if fits else ()
    return BENDS.get(head, ())


def of_power(exponent: sp.Expr) -> tuple[Bend, ...]:
    """How u to a constant exponent bends.

    >>> [str(bend) for bend in of_power(sp.Integer(3))]
    ['convex and rises', 'concave and rises']
    """
    if exponent.is_Integer and exponent > 0:
        return _BOWL if exponent.is_even else _STEEPENS
    if exponent.is_Integer:
        left = Bend(BELOW, "convex", 1) if exponent.is_even else Bend(BELOW, "concave", -1)
        return Bend(ABOVE, "convex", -1), left
    if exponent.is_positive and (exponent - 1).is_positive:
        return (Bend(FROM_ZERO, "convex", 1),)
    if exponent.is_positive and (1 - exponent).is_positive:
        return (Bend(FROM_ZERO, "concave", 1),)
    return (Bend(ABOVE, "convex", -1),) if exponent.is_negative else ()
