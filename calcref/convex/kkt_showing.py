"""The conditions of a problem with constraints, and their solutions by cases, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from calcref.convex.kkt_records import KKT, Candidate, Point
from calcref.convex.showing import sentence
from calcref.render import latex, text

Write = Callable[[Any], str]


def told(found: KKT, markdown: bool) -> str:
    """The problem, its Lagrangian, each case, and what is left."""
    write: Write = (lambda expr: f"${latex(expr)}$") if markdown else text
    problem = found.problem
    subject = [write(sp.Le(g, 0, evaluate=False)) for g in problem.inequalities]
    subject += [write(_zero(h)) for h in problem.equalities]
    lines = [
        f"minimize {write(problem.objective)} subject to {', '.join(subject) or 'nothing'}",
        f"Lagrangian: {write(problem.lagrangian)}",
        f"stationarity: {', '.join(write(_zero(it)) for it in found.stationarity)}",
    ]
    for case in found.cases:
        names = ", ".join(write(problem.inequalities[k]) for k in case.active) or "none"
        kind = "gradients of the constraints depend, active" if _is_abnormal(found, case) else "active"
        struck = (f" ({sentence(why, write)})" if why else "" for _, why in case.found)
        answers = "; ".join(_at(point, write) + why for (point, _), why in zip(case.found, struck, strict=True))
        unsolved = "" if case.solved else " (not solved completely)"
        lines.append(f"{kind}: {names}: {answers or 'no solution'}{unsolved}")
    lines.extend(_candidate(it, write) for it in found.candidates)
    lines.append(_verdict(found, write))
    return "\n".join(f"{k}. {line}" if markdown else line for k, line in enumerate(lines, 1))


def _is_abnormal(found: KKT, case: Any) -> bool:
    """Whether a case is one without the objective: its equations end with the scale of the multipliers."""
    letters = set(found.problem.multipliers)
    return bool(case.equations) and bool(case.equations[-1].free_symbols) and case.equations[-1].free_symbols <= letters


def _zero(expr: sp.Expr) -> sp.Basic:
    return sp.Eq(expr, 0, evaluate=False)


def _at(point: Point, write: Write) -> str:
    return ", ".join(write(sp.Eq(it, place, evaluate=False)) for it, place in point.items())


def _candidate(it: Candidate, write: Write) -> str:
    if it.multipliers is None:
        said = "no multipliers: not a point of Karush, Kuhn and Tucker"
    else:
        said = f"multipliers {', '.join(map(write, it.multipliers)) or 'none'}"
    qualified = "independent" if it.qualified else "dependent"
    return (
        f"candidate {_at(it.point, write)} with the value {write(it.value)}; {said}; gradients of the active "
        f"constraints are {qualified}; {it.neighbors.how}"
    )


def _verdict(found: KKT, write: Write) -> str:
    if found.lower is not None:
        return f"no minimum of the whole among them: {_at(found.lower, write)} is feasible and lower"
    if found.minimum is None:
        return "no candidate: no minimum is attained" if found.complete else "no candidate was found"
    if found.is_global:
        return f"convex: {_at(found.minimum.point, write)} is a minimum of the whole"
    return f"the lowest candidate is {_at(found.minimum.point, write)}"
