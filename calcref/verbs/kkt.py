"""The public verb `kkt`: a minimum under constraints, by the conditions of Karush, Kuhn and Tucker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import sympy as sp

from calcref.core.errors import CalcrefError
from calcref.core.expr import symbols_of
from calcref.core.simplify import standard_form
from calcref.verbs.convexity import is_convex, slope_of
from calcref.verbs.reading import expression, letter, shown

if TYPE_CHECKING:
    from calcref.convex.kkt_records import KKT

_RELATION = re.compile(r"<=|>=|<|>|=|≤|≥")
ADVICE = "write it as in 'x + y <= 1', 'x >= 0' or 'x^2 + y^2 = 1'"


def kkt(
    objective: sp.Expr | str,
    inequalities: Iterable[Any] = (),
    equalities: Iterable[Any] = (),
    variables: Sequence[str | sp.Symbol] | None = None,
) -> KKT:
    """The least value of a formula under constraints, by cases, with every case shown.

    For each set of inequalities that may be active, the Lagrangian's slopes and the active constraints are set to 0 and
    solved; solutions that are infeasible or have a negative multiplier are struck out. Points at which the gradients of
    the active constraints depend on one another can be a minimum without any multipliers, and are looked for, too.
    What is left is compared with feasible points around it.

    Args:
        objective: what is minimized, as text or a SymPy expression.
        inequalities: such as "x + y <= 1", a relation of SymPy, or an expression that is to be at most 0.
        equalities: such as "x^2 + y^2 = 1", `Eq` of SymPy, or an expression that is to be 0.
        variables: the letters, where not all that occur; every letter has to be among them.

    Raises:
        ParseError: a text is not one formula.
        CalcrefError: a constraint is none, no point fulfills all of them, or a letter is no variable.
        BudgetExceeded: there are more than 4 variables or 5 inequalities.
        NoRuleApplies: no rule differentiates a part of it.

    >>> found = kkt("x^2 + y^2", ["x + y >= 2"])
    >>> found.minimum.point, found.minimum.multipliers, found.is_global
    ({x: 1, y: 1}, (2,), True)
    """
    from calcref.convex.kkt import solve
    from calcref.convex.kkt_records import Constrained

    aim = standard_form(expression(objective))
    below = tuple(_side(it, equality=False) for it in inequalities)
    zero = tuple(_side(it, equality=True) for it in equalities)
    letters = frozenset[sp.Symbol]().union(*map(symbols_of, (aim, *below, *zero)))
    asked = sorted(letters, key=str) if variables is None else [letter(it, letters) for it in variables]
    if left := sorted(map(str, letters - set(asked))):
        raise CalcrefError(f"{', '.join(left)} is no variable and has no value; put a number for it")
    if not asked:
        raise CalcrefError(f"{shown(aim)} has no variable, so that there is nothing to choose")
    problem = Constrained(aim, below, zero, tuple(asked))
    return solve(problem, _is_convex(problem), slope_of)


def _is_convex(problem: Any) -> bool | None:
    """Whether objective and inequalities are convex, and the equalities affine."""
    if any(sp.Poly(h, *problem.variables).total_degree() > 1 for h in problem.equalities if _is_polynomial(h, problem)):
        return None
    if not all(_is_polynomial(h, problem) for h in problem.equalities):
        return None
    verdicts = set()
    for expr in (problem.objective, *problem.inequalities):
        try:
            verdicts.add(is_convex(expr))
        except CalcrefError:
            verdicts.add(None)
    return False if False in verdicts else None if None in verdicts else True


def _is_polynomial(expr: sp.Expr, problem: Any) -> bool:
    return bool(expr.is_polynomial(*problem.variables))


def _side(given: Any, equality: bool) -> sp.Expr:
    """A constraint as what is to be at most 0, or 0.

    Raises:
        CalcrefError: it is none.
    """
    if isinstance(given, sp.Rel):
        given = f"{shown(given.lhs)} {given.rel_op if given.rel_op != '==' else '='} {shown(given.rhs)}"
    if not isinstance(given, str):
        return standard_form(expression(given))
    sides, relations = _RELATION.split(given), _RELATION.findall(given)
    if not relations:
        return standard_form(expression(given))
    relation = relations[0].replace("≤", "<=").replace("≥", ">=")
    if len(relations) != 1 or (relation == "=") is not equality:
        kind = "an equality has one sign =" if equality else "an inequality has one sign <= or >="
        raise CalcrefError(f"{kind}; found {given.strip()!r}: {ADVICE}")
    if relation in ("<", ">"):
        raise CalcrefError(f"under {given.strip()!r} a least value need not be reached; write {relation}= for it")
    left, right = (expression(side) for side in sides)
    return standard_form(right - left if relation == ">=" else left - right)
