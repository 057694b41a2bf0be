"""Places that look like gaps of a formula and are none: its values and those on both sides of the place are one."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.expr import nodes, substitute, tree_size, varies
from calcref.core.functions import step
from calcref.core.letters import K
from calcref.reals.breaks import Breaks
from calcref.reals.germs import NoValues, Undecidable, germ
from calcref.reals.sides import smooth

JUMPING = (sp.floor, sp.ceiling, sp.sign, step)
PERIODS = (0, 1, -1, 2)  # those of a periodic place that are looked at


def continued(found: Breaks) -> Breaks:
    """`found` without the gaps at which the function is continuous all the same.

    >>> from calcref.reals.breaks import breaks
    >>> x = sp.Symbol("x", real=True)
    >>> continued(breaks(sp.sqrt(x**2 - 2 * x + 1), x)).gaps, continued(breaks(1 / x, x)).gaps
    ((), (0,))
    """
    if not found.gaps or not _may_be_continuous(found.expr, found.var):
        return found
    passed = [gap for gap in found.gaps if all(_is_continuous(found, gap.subs(K, k)) for k in _each(gap))]
    kept = tuple(gap for gap in found.gaps if gap not in passed)
    return replace(found, gaps=kept, kinks=(*found.kinks, *passed)) if passed else found


def _each(gap: sp.Expr) -> tuple[int, ...]:
    return PERIODS if gap.has(K) else PERIODS[:1]


def _may_be_continuous(expr: sp.Expr, var: sp.Symbol) -> bool:
    return tree_size(expr) <= WALKABLE and any(
        isinstance(node, JUMPING) or (node.is_Pow and node.exp.is_Rational and node.exp.q == 2)
        for node in nodes(expr)
        if varies(node, var)
    )


def _is_continuous(found: Breaks, place: sp.Expr) -> bool:
    value = substitute(found.expr, {found.var: place}).doit()
    if not value.is_finite or not value.is_real:
        return False
    try:
        near = [germ(smooth(found.expr, found.var, place, side), found.var, place, side).limit() for side in (-1, 1)]
    except (NoValues, Undecidable):
        return False
    return all(sp.simplify(limit - value) == 0 for limit in near)
