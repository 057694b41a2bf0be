"""At ties and edges: which gradients are right, what calcref returns, and whether an answer is one of the right ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any, Literal

import numpy as np
import sympy as sp

from calcref.autodiff import grad
from calcref.core.errors import OutsideDomain
from calcref.core.expr import substitute
from calcref.layers import relu
from calcref.parse import parse
from calcref.verbs.differentiate import differentiate
from calcref.verbs.limit import limit

Verdict = Literal["right", "outside", "NaN", "open", "none", "error"]
"""Of an answer: among the right ones, outside of them, NaN, nothing to hold it against, no gradient, an error."""

LETTERS = parse("x"), parse("y"), parse("z")
ALONG = sp.Symbol("t", real=True)
RELATIONS = {">": sp.Gt, "!=": sp.Ne}
ROUNDING = 1e-12


@dataclass(frozen=True)
class Right:
    """The right slopes along one direction: from `low` to `high`; or why there are none.

    Args:
        direction: empty for a function of one number.
        low: the least slope; None where there is none.
        high: the largest one; the same where there is a derivative.
        why: why there is none.
    """

    direction: tuple[float, ...]
    low: sp.Expr | None = None
    high: sp.Expr | None = None
    why: str = ""

    def has(self, gradient: Sequence[float]) -> bool:
        """Whether the gradient has such a slope along the direction."""
        factors = self.direction or (1.0,)
        slope = sum(factor * entry for factor, entry in zip(factors, gradient, strict=True) if factor)
        return float(self.low) - ROUNDING <= slope <= float(self.high) + ROUNDING


def right(case: dict[str, Any]) -> tuple[Right, ...]:
    """What is right in a case, along each of its directions: the derivative or Clarke's generalized gradient.

    >>> found = right({"formula": "max(x, y)", "at": [1.0, 1.0], "along": [[1, 0], [1, 1]]})
    >>> [(it.low, it.high) for it in found]
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
    if np.isinf(at):
        slope = limit(differentiate(function, var).answer, var, "oo" if at > 0 else "-oo").answer
        return Right(direction, slope, slope)
    try:
        slope = differentiate(function, var, at=sp.Rational(at)).answer
    except OutsideDomain as error:
        low, high = error.generalized or (None, None)
        return Right(direction, low, high, str(error).partition(": ")[2])
    return Right(direction, slope, slope)


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


def by_calcref(case: dict[str, Any]) -> Any:
    """The gradient that `calcref.autodiff` returns in a case: a number, or a list of them.

    >>> by_calcref({"numpy": "np.maximum(x, 0)", "at": 0.0})
    0.5
    """
    code = compile(case["numpy"], case["id"] if "id" in case else "case", "eval")
    with np.errstate(all="ignore"):
        found = grad(lambda x: eval(code, {"np": np, "relu": relu, "x": x}))(np.asarray(case["at"], float)[()])
    return found.tolist()


def entries(gradient: Any) -> list[float]:
    """The entries of a gradient as numbers; of a file they may come as words."""
    return [float(it) for it in (gradient if isinstance(gradient, list) else [gradient])]


def verdict(answer: dict[str, Any], known: Sequence[Right]) -> Verdict:
    """What is to be said of an answer.

    >>> verdict({"gradient": 2.0}, right({"formula": "|x|", "at": 0.0}))
    'outside'
    """
    if "error" in answer:
        return "error"
    if answer["gradient"] is None:
        return "none"
    found = entries(answer["gradient"])
    if any(map(isnan, found)):
        return "NaN"
    judged = [it for it in known if it.low is not None]
    if not judged:
        return "open"
    return "right" if all(it.has(found) for it in judged) else "outside"
