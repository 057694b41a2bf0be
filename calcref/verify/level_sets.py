"""The slopes of functions that several equations describe: by walking along the solutions.

A step is taken, the equations are solved again close by, and the difference is read off. Newton's method needs slopes
to get there; where it ends does not depend on them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import mpmath as mp

from calcref.core.several import ACROSS, DOWN, weighted

MOST = 60  # steps towards the solution
Values = list[Any]
Function = Callable[[Any, Values], Values]


def answers(function: Function, start: Values, step: Any) -> Values:
    """How unknowns move with h, at h = 0, so that `function(h, unknowns)` keeps its values.

    >>> with mp.workdps(40):
    ...     moved = answers(lambda h, u: [u[0] ** 2 + u[1] - h, u[0] - u[1]], [mp.mpf(1), mp.mpf(1)], mp.mpf(10) ** -12)
    >>> [round(float(it), 9) for it in moved]
    [0.333333333, 0.333333333]
    """
    wanted = function(mp.mpf(0), start)
    ahead, behind = (_solved(partial(function, h), wanted, start, step) for h in (step, -step))
    return [(one - other) / (2 * step) for one, other in zip(ahead, behind, strict=True)]


def _solved(function: Callable[[Values], Values], wanted: Values, start: Values, step: Any) -> Values:
    """Where a map has the values that are wanted, close to `start`; NaN where there is no such place."""
    here, close = mp.matrix(start), mp.mpf(10) ** (5 - mp.mp.dps) * (1 + mp.norm(mp.matrix(wanted)))
    for _ in range(MOST):
        off = mp.matrix([one - other for one, other in zip(function(list(here)), wanted, strict=True)])
        if mp.norm(off) <= close:
            break
        rows = mp.matrix(len(start), len(start))
        for k in range(len(start)):
            there = [it + step * (j == k) for j, it in enumerate(here)]
            for j, value in enumerate(function(there)):
                rows[j, k] = (value - wanted[j] - off[j]) / step
        try:
            here -= mp.lu_solve(rows, off)
        except (ZeroDivisionError, ValueError):
            return [mp.nan] * len(start)
    if mp.norm(off) > close or mp.norm(here - mp.matrix(start)) > mp.sqrt(step):
        return [mp.nan] * len(start)
    return list(here)


def implicit_slopes(node: Any, at: Mapping[Any, Any], moved: Callable[[Values], Values]) -> Any:
    """The value of `ImplicitSlopes` at a point; `moved` gives the values of its functions elsewhere."""
    x, start = at[node.var], [at[it] for it in node.moving]
    with mp.workdps(mp.mp.dps + 10):
        found = answers(lambda h, u: moved([x + h, *u]), start, mp.mpf(10) ** -(mp.mp.dps // 3))
    return weighted(ACROSS, found)


def inverse_jacobian(node: Any, at: Mapping[Any, Any], moved: Callable[[Values], Values]) -> Any:
    """The value of `InverseJacobian` at a point, in the same way: each value is moved alone, and the letters follow."""
    start, columns = [at[it] for it in node.variables], []
    with mp.workdps(mp.mp.dps + 10):
        step = mp.mpf(10) ** -(mp.mp.dps // 3)
        for j in range(len(start)):

            def pushed(h: Any, u: Values, j: int = j) -> Values:
                return [value - h * (k == j) for k, value in enumerate(moved(u))]

            columns.append(answers(pushed, start, step))
    return weighted(DOWN, (weighted(ACROSS, row) for row in zip(*columns, strict=True)))
