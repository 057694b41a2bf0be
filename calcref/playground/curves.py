"""The graphs beside an answer, as numbers: the function, its slope, or the area that is asked for."""

from __future__ import annotations

import math
from typing import Any

import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.double import DoubleIntegral
from calcref.core.errors import CalcrefError
from calcref.core.expr import is_open, symbols_of, tree_size
from calcref.core.questions import Antideriv, DefiniteIntegral, Diff, LimitOf
from calcref.core.records import Derivation
from calcref.core.several import Several
from calcref.render import text
from calcref.verify.fast import FastEvaluator

POINTS, FEW = 201, 21
REACH = (5.0, 3.0, 2.0)  # how far to both sides, where nothing says so
HIGHEST = 200.0
DIGITS = 6
OUTSIDE = 0.04  # the part of the values that may lie outside of the picture, on each side
FAR = 20.0  # where infinity is, for a picture

Curves = dict[str, Any]


def curves(derivation: Derivation) -> Curves | None:
    """Places, and the values of each curve there (None where there is none); None where there is nothing to draw.

    Letters beside the variable are taken as 1, and `letters` names them.

    >>> from calcref import differentiate
    >>> found = curves(differentiate("x^2"))
    >>> [(it["kind"], it["name"]) for it in found["lines"]], found["x"][:2]
    ([('function', 'x^2'), ('slope', '2*x')], [-5.0, -4.95])
    """
    question: Any = derivation.question
    if isinstance(question, (Several, DoubleIntegral)):
        return None
    var, inner = question.var, question.expr
    while isinstance(inner, Diff):
        inner = inner.expr
    drawn = [("function", inner)]
    if isinstance(question, Diff):
        drawn.append(("slope", derivation.answer))
    elif isinstance(question, Antideriv):
        drawn.append(("area", derivation.answer))
    if any(tree_size(expr) > WALKABLE or is_open(expr) for _, expr in drawn):
        return None
    others = sorted(set().union(*(symbols_of(expr) for _, expr in drawn)) - {var}, key=lambda it: str(it.name))
    ends = _ends(question)
    if ends is None:
        return None
    exprs = [expr for _, expr in drawn]
    if not isinstance(question, (DefiniteIntegral, LimitOf)):
        ends = _nearer(exprs, var, others)
    places, values = _drawn(exprs, var, others, ends, POINTS)
    heights = [it for line in values for it in line if it is not None]
    if len(heights) < POINTS // 10:
        return None
    low, high = _window(heights)
    found = {
        "letters": [it.name for it in others],
        "x": [round(it, DIGITS) for it in places],
        "low": low,
        "high": high,
        "lines": [
            {"kind": kind, "name": text(expr), "y": line} for (kind, expr), line in zip(drawn, values, strict=True)
        ],
    }
    if isinstance(question, DefiniteIntegral):
        found["between"] = [round(it, DIGITS) for it in sorted(_number(end, None) for end in question.args[2:4])]
    return found


def _nearer(exprs: list[sp.Expr], var: sp.Symbol, others: list[sp.Symbol]) -> tuple[float, float]:
    """As far to both sides as curves can be seen that are not too steep; a few values say so."""
    for reach in REACH:
        _, values = _drawn(exprs, var, others, (-reach, reach), FEW)
        low, high = _window([it for line in values for it in line if it is not None])
        if high - low <= HIGHEST:
            break
    return -reach, reach


def _drawn(
    exprs: list[sp.Expr], var: sp.Symbol, others: list[sp.Symbol], ends: tuple[float, float], count: int
) -> tuple[list[float], list[list[float | None]]]:
    places = [ends[0] + (ends[1] - ends[0]) * k / (count - 1) for k in range(count)]
    return places, [_values(expr, var, others, places) for expr in exprs]


def _ends(question: Any) -> tuple[float, float] | None:
    """Where the picture begins and ends; None where a bound is a letter."""
    if not isinstance(question, (DefiniteIntegral, LimitOf)):
        return -REACH[0], REACH[0]
    try:
        if isinstance(question, LimitOf):
            to = question.args[2]
            if to in (sp.oo, -sp.oo):
                return (0.0, FAR) if to is sp.oo else (-FAR, 0.0)
            return _number(to, None) - 2, _number(to, None) + 2
        ends = [_number(end, None) for end in question.args[2:4]]
    except CalcrefError:
        return None
    low, high = min(ends), max(ends)
    room = (high - low) / 5 or 1.0
    return low - room, high + room


def _number(expr: sp.Expr, beyond: None) -> float:
    if expr in (sp.oo, -sp.oo):
        return REACH[0] if expr is sp.oo else -REACH[0]
    if symbols_of(expr):
        raise CalcrefError(f"{text(expr)} is no number")
    return float(expr)


def _values(expr: sp.Expr, var: sp.Symbol, others: list[sp.Symbol], places: list[float]) -> list[float | None]:
    known = {it: complex(1) for it in others}
    return [_value(expr, {**known, var: complex(place)}) for place in places]


def _value(expr: sp.Expr, at: dict[sp.Symbol, complex]) -> float | None:
    try:
        found = complex(FastEvaluator(at)(expr))
    except (ArithmeticError, ValueError):
        return None
    is_real = abs(found.imag) <= 1e-9 * max(1.0, abs(found.real))
    return float(f"{found.real:.6g}") if is_real and math.isfinite(found.real) else None


def _window(heights: list[float]) -> tuple[float, float]:
    """The lowest and the highest value that are shown: nearly all of them, and the axis."""
    ordered = sorted(heights) or [0.0]
    cut = int(OUTSIDE * len(ordered))
    low, high = min(0.0, ordered[cut]), max(0.0, ordered[-1 - cut])
    room = (high - low) * 0.06 or 1.0
    return low - room, high + room
