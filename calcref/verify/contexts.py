"""For which values of its letters a step is claimed: inside a limit, for those close to where the variable tends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp

from calcref.core.expr import is_open, nodes
from calcref.core.questions import LimitOf
from calcref.core.records import Derivation

NEAR = (1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5)  # from a finite place, relative to its size
FAR = (1e2, 3e1, 3e2, 1e1, 1e3, 3e3, 1e4)  # where the variable tends to infinity

Context = tuple[LimitOf, ...]


def contexts(derivation: Derivation) -> dict[int, Context]:
    """For each node of the tree, by `id`, the limits that it stands in, outermost first."""
    if not any(isinstance(node.step.before, LimitOf) for node in derivation.nodes):
        return {id(node): () for node in derivation.nodes}
    found: dict[int, Context] = {}
    stack: list[tuple[Derivation, Context]] = [(derivation, ())]
    while stack:
        node, context = stack.pop()
        if id(node) in found:
            continue
        found[id(node)] = context
        stated = {
            head: None
            for side in (node.step.before, node.step.after)
            if is_open(side)
            for head in nodes(side)
            if isinstance(head, LimitOf)
        }
        for part in node.parts:
            own = (head for head in stated if part.question != head and head.var in part.question.free_symbols)
            stack.append((part, (*context, *own)))
    return found


def moved(point: Mapping[sp.Symbol, Any], context: Context, k: int) -> dict[sp.Symbol, Any]:
    """`point` with the variables of the limits close to where they tend: the kth of several places.

    >>> t = sp.Symbol("t", real=True)
    >>> moved({t: 0.3}, (LimitOf(1 / t, t, sp.oo),), 0)
    {t: 100.0}
    """
    there = dict(point)
    for limit in context:
        to = limit.to.subs(there)
        if to.is_infinite:
            there[limit.var] = FAR[k % len(FAR)] * (1.0 if to.is_extended_positive else -1.0)
        elif to.is_number and limit.var in there:
            sign = {"+": 1, "-": -1, "+-": (-1) ** k}[limit.side]
            place = float(to)
            there[limit.var] = place + sign * NEAR[k % len(NEAR)] * max(1.0, abs(place))
    return there
