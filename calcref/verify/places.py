"""Where an integrand breaks between two bounds, found from ranges: no place that matters hides between samples.

The rules read the same places from the function records, exactly; nothing of theirs is used here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import mpmath as mp
import sympy as sp

from calcref.core.expr import nodes, varies
from calcref.core.functions import RealFunction, RealPower
from calcref.verify.arithmetic import OutOfDomain
from calcref.verify.enclose import ENCLOSED, enclosing

if TYPE_CHECKING:
    from calcref.verify.precise import PreciseEvaluator

MOST_INTERVALS = 4_000  # intervals that are looked at in search of one function's zeros
NARROW = 1e-9  # of its size, an interval that is not cut any more
FAR = 1e15  # nobody's pole is further out
HIGHEST = 40  # degree of a polynomial whose roots are computed
REAL = mp.mpf(10) ** -12  # a root with a smaller imaginary part is a double one on the line

VANISHING: dict[type[sp.Basic], Callable[..., tuple[sp.Expr, ...]]] = {
    **{head: lambda u: (u,) for head in (sp.log, sp.Abs, sp.sign, sp.coth, sp.csch, sp.acot)},
    **{head: lambda u: (sp.cos(u),) for head in (sp.tan, sp.sec)},
    **{head: lambda u: (sp.sin(u),) for head in (sp.cot, sp.csc)},
    **{head: lambda u: (sp.sin(sp.pi * u),) for head in (sp.floor, sp.ceiling)},
    **{head: lambda u: (u - 1, u + 1) for head in (sp.asin, sp.acos, sp.atanh)},
    sp.acosh: lambda u: (u - 1,),
}


def in_plain_heads(expr: sp.Expr) -> sp.Expr:
    """`expr` with functions of ours as what they are in SymPy's heads."""
    if not any(isinstance(node, RealFunction) for node in nodes(expr)):
        return expr
    return expr.replace(
        lambda node: isinstance(node, RealFunction) and not isinstance(node, RealPower),
        lambda node: node.doit(deep=False),
    )


def watched(expr: sp.Expr, var: sp.Symbol) -> Iterator[sp.Expr]:
    """What must be 0 for `expr` to have a gap, a jump or a kink.

    Raises:
        OutOfDomain: it holds a function of which that is not known.

    >>> x = sp.Symbol("x", real=True)
    >>> sorted(watched(1 / x + sp.Abs(x - 1), x), key=str)
    [x, x - 1]
    """
    for node in nodes(in_plain_heads(expr)):
        if not node.args or not varies(node, var):
            continue
        head = type(node)
        if head is sp.Pow:
            whole = node.exp.is_Integer and node.exp.is_nonnegative
            if not whole and varies(node.base, var) and not isinstance(node.base, RealPower):
                yield node.base  # of a real root its argument is watched
        elif head is RealPower:
            yield node.args[0]
        elif head in (sp.Max, sp.Min):
            for k, first in enumerate(node.args):
                yield from (first - second for second in node.args[k + 1 :])
        elif head in VANISHING:
            yield from (inner for inner in VANISHING[head](*node.args) if varies(inner, var))
        elif head not in ENCLOSED and head not in (sp.Add, sp.Mul):
            raise OutOfDomain


def places(here: PreciseEvaluator, expr: sp.Expr, var: sp.Symbol, low: Any, high: Any) -> list[Any]:
    """The places strictly between `low` and `high` at which `expr` may break, from left to right.

    Raises:
        OutOfDomain: they cannot be told, or are too many.
    """
    found: list[Any] = []
    for inner in dict.fromkeys(watched(expr, var)):
        found.extend(zeros(here, inner, var, low, high))
    margin = mp.mpf(NARROW) * max([mp.mpf(1), *(abs(end) for end in (low, high) if not mp.isinf(end))]) / 1000
    kept: list[Any] = []
    for place in sorted(found):
        if low + margin < place < high - margin and (not kept or place - kept[-1] > margin):
            kept.append(place)
    return kept


def zeros(here: PreciseEvaluator, expr: sp.Expr, var: sp.Symbol, low: Any, high: Any) -> list[Any]:
    """Where `expr` may be 0 between two bounds."""
    if expr.is_polynomial(var):
        roots = _of_polynomial(here, expr, var)
        if roots is not None:
            return [root for root in roots if low < root < high]
    within = enclosing(here.values, expr, var)
    stack, found = [(float(low), float(high))], list[Any]()
    for _ in range(MOST_INTERVALS):
        if not stack:
            inside = [(left, right) for left, right in _grouped(found) if low < left and right < high]
            return [_sharpened(here, expr, var, (left + right) / 2) for left, right in inside]
        left, right = stack.pop()
        range_ = within(left, right)
        if range_.empty or 0 not in range_:
            continue
        if left > FAR or right < -FAR:
            continue
        if right - left <= NARROW * max(1.0, min(abs(left), abs(right))):
            found.append((left, right))
            continue
        middle = between(left, right)
        stack.extend(((left, middle), (middle, right)))
    raise OutOfDomain


def between(left: float, right: float) -> float:
    """A place to cut an interval at, far out in steps that grow."""
    if math.isinf(left) and math.isinf(right):
        return 0.03
    if math.isinf(right):
        return max(1.0, 2 * left) if left >= 0 else min(-left, 1.0)
    if math.isinf(left):
        return -between(-right, math.inf)
    return left + (right - left) * 0.4871  # no place that people like is ever cut in two


def _grouped(intervals: list[tuple[float, float]]) -> list[list[float]]:
    """One interval for each run of intervals that touch."""
    groups: list[list[float]] = []
    for left, right in sorted(intervals):
        if groups and left <= groups[-1][1]:
            groups[-1][1] = right
        else:
            groups.append([left, right])
    return groups


def _sharpened(here: PreciseEvaluator, expr: sp.Expr, var: sp.Symbol, place: float) -> Any:
    """The zero next to `place` to all digits, or `place` where none is found."""
    try:
        found = mp.findroot(lambda t: here.at(var, t)(expr), mp.mpf(place), solver="mnewton", verify=False)
    except (ValueError, ZeroDivisionError, ArithmeticError, TypeError):
        return mp.mpf(place)
    near = isinstance(found, mp.mpf) and abs(found - place) < 1e3 * NARROW * max(1, abs(place))
    return found if near else mp.mpf(place)


def _of_polynomial(here: PreciseEvaluator, expr: sp.Expr, var: sp.Symbol) -> list[Any] | None:
    """The real roots of a polynomial, each once; None where its degree is too high."""
    powers = [node.exp for node in nodes(expr) if isinstance(node, sp.Pow) and varies(node, var)]
    if math.prod(int(power) for power in powers) > HIGHEST:
        return None
    coefficients = [here(coefficient) for coefficient in sp.Poly(expr, var).all_coeffs()]
    while coefficients and coefficients[0] == 0:
        coefficients.pop(0)
    if len(coefficients) < 2 or not all(isinstance(one, mp.mpf) for one in coefficients):
        return [] if coefficients else None
    try:
        roots = mp.polyroots(coefficients, maxsteps=200, extraprec=400)
    except mp.libmp.NoConvergence:
        return None
    real = sorted(mp.re(root) for root in roots if abs(mp.im(root)) <= REAL * max(1, abs(root)))
    return [root for k, root in enumerate(real) if k == 0 or root - real[k - 1] > REAL * max(1, abs(root))]
