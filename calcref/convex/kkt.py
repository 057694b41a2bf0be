"""The conditions of Karush, Kuhn and Tucker, solved by cases: which inequalities are active."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import sympy as sp

from calcref.convex.asking import solutions
from calcref.convex.kkt_records import KKT, Candidate, Case, Constrained, Point
from calcref.convex.neighbors import around, lower_than, strictly_inside
from calcref.convex.records import Said
from calcref.convex.second import Slope
from calcref.core.decide import sign_of
from calcref.core.errors import BudgetExceeded, CalcrefError
from calcref.core.expr import symbols_of
from calcref.render import text

MOST_INEQUALITIES = 5  # each doubles the number of cases
MOST_VARIABLES = 4

NOT_A_POINT: Said = ("not a single point",)

Gradients = list[list[sp.Expr]]


def solve(problem: Constrained, convex: bool | None, slope: Slope) -> KKT:
    """All candidates for a minimum, those without multipliers among them.

    Raises:
        BudgetExceeded: there are too many inequalities or variables for a solution by cases.
        CalcrefError: no point fulfills the constraints.
    """
    if len(problem.inequalities) > MOST_INEQUALITIES or len(problem.variables) > MOST_VARIABLES:
        raise BudgetExceeded(
            f"problems of up to {MOST_VARIABLES} variables and {MOST_INEQUALITIES} inequalities are solved by cases; "
            f"this one has {len(problem.variables)} and {len(problem.inequalities)}: leave out what is not active"
        )
    cases, candidates = _all_cases(problem, slope)
    if not candidates:
        _must_be_feasible(problem, slope)
    ordered = tuple(sorted(candidates, key=lambda it: float(it.value)))
    return KKT(
        problem=problem,
        stationarity=tuple(slope(problem.lagrangian, it) for it in problem.variables),
        cases=cases,
        candidates=ordered,
        convex=convex,
        slater=strictly_inside(problem) if problem.inequalities and not problem.equalities else None,
        lower=lower_than(problem, float(ordered[0].value) if ordered else None),
    )


def _all_cases(problem: Constrained, slope: Slope) -> tuple[tuple[Case, ...], list[Candidate]]:
    constraints = (*problem.inequalities, *problem.equalities)
    gradients = [[slope(g, it) for it in problem.variables] for g in constraints]
    downhill = [slope(problem.objective, it) for it in problem.variables]
    count, cases, found = len(problem.inequalities), [], dict[tuple[sp.Expr, ...], Candidate]()
    for active in _subsets(count):
        for normal in (True, False):
            if not normal and not active and not problem.equalities:
                continue
            case, points = _case(problem, active, gradients, downhill if normal else None)
            if normal or points:
                cases.append(case)
            for it in points:
                key = tuple(it.point[letter] for letter in problem.variables)
                if key not in found or (it.is_kkt and not found[key].is_kkt):
                    found[key] = it
    return tuple(cases), list(found.values())


def _subsets(count: int) -> Iterator[tuple[int, ...]]:
    for size in range(count + 1):
        yield from combinations(range(count), size)


def _case(
    problem: Constrained, active: tuple[int, ...], gradients: Gradients, downhill: Sequence[sp.Expr] | None
) -> tuple[Case, list[Candidate]]:
    """One set of active inequalities; without `downhill`, the points where the gradients of these depend."""
    count = len(problem.inequalities)
    chosen = (*active, *range(count, len(gradients)))
    letters = [problem.multipliers[k] for k in chosen]
    sums = [
        sp.Add(downhill[j] if downhill else 0, *(m * gradients[k][j] for m, k in zip(letters, chosen, strict=True)))
        for j in range(len(problem.variables))
    ]
    constraints = [(*problem.inequalities, *problem.equalities)[k] for k in chosen]
    scale = [] if downhill else [sp.Add(*(m**2 for m in letters)) - 1]
    equations = tuple(it for it in (*sums, *constraints, *scale) if it != 0)
    answers = solutions(equations, (*problem.variables, *letters)) if equations else []
    listed: list[tuple[Point, Said]] = []
    points: list[Candidate] = []
    for answer in answers or ():
        point = {it: answer.get(it, it) for it in problem.variables}
        multipliers = [sp.S.Zero] * len(gradients)
        for k, letter in zip(chosen, letters, strict=True):
            multipliers[k] = answer.get(letter, sp.S.Zero).subs(dict.fromkeys(letters, sp.S.Zero))
        why = _rejected(problem, point, multipliers if downhill else None)
        if any(point == one for one, _ in listed):
            continue
        listed.append((point, why))
        if not why:
            points.append(_candidate(problem, point, tuple(multipliers) if downhill else None, gradients))
    open_points = any(why == NOT_A_POINT for _, why in listed)
    return Case(active, equations, tuple(listed), answers is not None and not open_points), points


def _rejected(problem: Constrained, point: Point, multipliers: Sequence[sp.Expr] | None) -> Said:
    """Why a solution is no candidate; nothing where it is one."""
    if any(symbols_of(place) for place in point.values()):
        return NOT_A_POINT
    if any(place.is_real is False for place in point.values()):
        return ("not real",)
    for g in problem.inequalities:
        if sign_of(g.subs(point)) not in (-1, 0):
            return "infeasible: ", g, " is ", sp.nsimplify(g.subs(point))
    for h in problem.equalities:
        if sign_of(h.subs(point)) != 0:
            return "infeasible: ", h, " is not 0"
    for m, letter in zip(multipliers or (), problem.multipliers, strict=False):
        if str(letter).startswith("mu") and sign_of(m) not in (0, 1):
            return "the multiplier ", letter, " is ", m, ", below 0"
    return ()


def _candidate(
    problem: Constrained, point: Point, multipliers: tuple[sp.Expr, ...] | None, gradients: Gradients
) -> Candidate:
    active = tuple(k for k, g in enumerate(problem.inequalities) if sign_of(g.subs(point)) == 0)
    chosen = (*active, *range(len(problem.inequalities), len(gradients)))
    rows = sp.Matrix([[entry.subs(point) for entry in gradients[k]] for k in chosen])
    qualified = not chosen or rows.rank(simplify=True) == len(chosen)
    value = sp.nsimplify(problem.objective.subs(point).doit())
    return Candidate(point, multipliers, active, value, bool(qualified), around(problem, point))


def _must_be_feasible(problem: Constrained, slope: Slope) -> None:
    """Nothing, if there is a feasible point: then the one nearest to the origin is among its candidates.

    Raises:
        CalcrefError: there is none.
    """
    nearest = Constrained(
        sp.Add(*(it**2 for it in problem.variables)), problem.inequalities, problem.equalities, problem.variables
    )
    cases, candidates = _all_cases(nearest, slope)
    if not candidates and all(case.solved for case in cases):
        said = [f"{text(g)} <= 0" for g in problem.inequalities] + [f"{text(h)} = 0" for h in problem.equalities]
        raise CalcrefError(f"no point fulfills {', '.join(said)} at once; drop or loosen one of them")
