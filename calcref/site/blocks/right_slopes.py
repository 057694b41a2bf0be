"""Which gradients are right at a tie or an edge, by the rules and by the definition; no tape is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isinf
from typing import Any

import sympy as sp

from calcref.core.errors import OutsideDomain
from calcref.core.expr import substitute
from calcref.parse import parse
from calcref.verbs.differentiate import differentiate
from calcref.verbs.limit import limit

LETTERS = parse("x"), parse("y"), parse("z")
ALONG = sp.Symbol("t", real=True)
RELATIONS = {">": sp.Gt, "!=": sp.Ne}
ROUNDING = 1e-12


@dataclass(frozen=True)
class Right:
    """The right slopes along one direction: from `low` to `high`; or why there are none.

    Args:
        direction: empty for a function of one number.
        ends: the least and the largest one, the same where there is a derivative; None where there is none.
        why: why there is none.
    """

    direction: tuple[float, ...]
    ends: tuple[sp.Expr, sp.Expr] | None = None
    why: str = ""

    def has(self, gradient: Sequence[float]) -> bool:
        """Whether the gradient has such a slope along the direction; where there is none, every gradient has."""
        if self.ends is None:
            return True
        low, high = map(float, self.ends)
        factors = self.direction or (1.0,)
        slope = sum(factor * entry for factor, entry in zip(factors, gradient, strict=True) if factor)
        return low - ROUNDING <= slope <= high + ROUNDING


def right(case: dict[str, Any]) -> tuple[Right, ...]:
    """What is right in a case, along each of its directions: the derivative or Clarke's generalized gradient.

    >>> found = right({"formula": "max(x, y)", "at": [1.0, 1.0], "along": [[1, 0], [1, 1]]})
    >>> [it.ends for it in found]
    [(0, 1), (1, 1)]
    """
    if "none" in case:
        return (Right((), why=case["none"]),)
    function = formula(case["formula"])
    if "along" not in case:
        return (_right((), function, LETTERS[0], float(case["at"])),)
    found = []
    for direction in case["along"]:
        line = {
            letter: sp.Rational(at) + step * ALONG
            for letter, at, step in zip(LETTERS, case["at"], direction, strict=False)
        }
        found.append(_right(tuple(direction), substitute(function, line), ALONG, 0.0))
    return tuple(found)


def _right(direction: tuple[float, ...], function: sp.Expr, var: sp.Symbol, at: float) -> Right:
    if isinf(at):
        slope = limit(differentiate(function, var).answer, var, "oo" if at > 0 else "-oo").answer
        return Right(direction, (slope, slope))
    try:
        slope = differentiate(function, var, at=sp.Rational(at)).answer
    except OutsideDomain as error:
        return Right(direction, error.generalized, str(error).partition(": ")[2])
    return Right(direction, (slope, slope))


def formula(text: str) -> sp.Expr:
    """The function that a case names, "A if C else B" among them.

    >>> formula("x if x > 0 else 0")
    Piecewise((x, x > 0), (0, True))
    """
    value, _, rest = text.partition(" if ")
    if not rest:
        return parse(text)
    condition, _, other = rest.partition(" else ")
    left, relation, bound = condition.split()
    return sp.Piecewise((parse(value), RELATIONS[relation](parse(left), parse(bound))), (parse(other), True))
