"""The public verb `lagrange`: extrema of a function whose variables are held by equations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import sympy as sp

from calcref.core.constrained import Candidate, ConstrainedExtrema, Equation
from calcref.core.errors import CalcrefError, CheckFailed, NoRuleApplies
from calcref.core.expr import add, mul, negative, raw, substitute, symbols_of, tree_size
from calcref.core.questions import Diff
from calcref.core.simplify import standard_form
from calcref.multivariable import lagrange_multipliers as multipliers
from calcref.multivariable.asking import solved
from calcref.reals.sides import has_kinks
from calcref.verbs.derived import derived
from calcref.verbs.equations import sides
from calcref.verbs.guard import guarded
from calcref.verbs.reading import expression, letter, shown

LARGEST = 60  # nodes of an exact value that can be read
MANY = "lagrange looks for single ones; put that into the function and look along it"
SILENT = (
    "there the gradients of the constraints depend on each other and the multiplier rule is silent; write the "
    "constraints in another form, without a square say"
)
Letters = str | Iterable[sp.Symbol | str]
Point = Mapping[sp.Symbol, sp.Expr]


def lagrange(
    f: sp.Expr | str, constraints: object, variables: Letters | None = None, check: bool = True
) -> ConstrainedExtrema:
    """Where `f` may be largest or smallest while equations hold its variables, by Lagrange's multipliers.

    The candidates are the points at which the gradient of `f` is a sum of multiples of those of the constraints, and
    those at which the latter depend on each other, where the multiplier rule is silent. The Hessian of the Lagrangian
    along the constraints decides what a candidate is among its neighbors; where it does not, nothing is said. On a
    closed and bounded set the largest value among the candidates is the maximum, the smallest the minimum.

    Args:
        f: the function, as text or an expression.
        constraints: an equation such as "x^2 + y^2 = 1", or several.
        variables: the letters that move, or one text of them; all that occur if none are given.
        check: whether to walk on the constraints around each candidate, and to look for others, before they are
            returned.

    Raises:
        ParseError: a text is not one formula.
        CalcrefError: an equation is none, letters do not fit, or there are as many equations as variables.
        NoRuleApplies: no rule differentiates a part, or the equations are not solved: not in time, not in closed
            form, or by infinitely many points.
        CheckFailed: the candidates do not pass their check.

    >>> found = lagrange("x y", "x^2 + y^2 = 1")
    >>> [(it.kind, it.value) for it in found.candidates]
    [('minimum', -1/2), ('minimum', -1/2), ('maximum', 1/2), ('maximum', 1/2)]
    """
    function, held = expression(f), _constraints(constraints)
    moving = _variables(variables, (function, *(side for pair in held for side in pair)))
    levels = tuple(standard_form(add(left, negative(right))) for left, right in held)
    _must_fit(function, held, levels, moving)
    letters = _multipliers(len(held), moving)
    with guarded(f"the extrema of {shown(function)}"):
        slopes = tuple(derived(raw(Diff, it, var)) for it in (function, *levels) for var in moving)
        answers = [it.answer for it in slopes]
        rows = [answers[k : k + len(moving)] for k in range(0, len(answers), len(moving))]
        system = multipliers.system(rows[0], rows[1:], held, letters)
        asked = ConstrainedExtrema(function, held, moving, letters, slopes, system, ())
        found = sorted(_candidates(asked, rows), key=lambda it: (sp.N(it.value), *map(sp.N, it.point.values())))
    if not found:
        raise NoRuleApplies(
            f"no point was found at which {shown(function)} may have an extremum under "
            f"{_said(held)}: it may have none, or the equations contradict each other",
            (multipliers.LAW.id,),
        )
    result = ConstrainedExtrema(function, held, moving, letters, slopes, system, tuple(found))
    if check and (evidence := result.check()).verdict == "refuted":
        raise CheckFailed(
            f"the candidates for extrema of {shown(function)} do not pass their check: {evidence.how}", evidence
        )
    return result


def _constraints(given: object) -> tuple[Equation, ...]:
    listed = [given] if isinstance(given, str | sp.Eq) else given
    if not isinstance(listed, Sequence) or not listed:
        raise CalcrefError(f"constraints are an equation such as 'x + y = 1', or a list of them; found {given!r}")
    return tuple(sides(it, "a constraint is an equation") for it in listed)


def _variables(given: Letters | None, formulas: Iterable[sp.Expr]) -> tuple[sp.Symbol, ...]:
    known = frozenset[sp.Symbol]().union(*map(symbols_of, formulas))
    if given is None:
        return tuple(sorted(known, key=lambda it: it.name))
    names = given.replace(",", " ").split() if isinstance(given, str) else list(given)
    found = tuple(letter(it, known) for it in names)
    if len(set(found)) < len(found):
        raise CalcrefError(f"a variable is named twice in {', '.join(map(str, found))}; name each once")
    if strangers := sorted(it.name for it in known - set(found)):
        raise CalcrefError(
            f"{', '.join(strangers)} {'is' if len(strangers) == 1 else 'are'} no variable; put a number, or name "
            "every letter that moves"
        )
    return found


def _must_fit(
    function: sp.Expr, held: Sequence[Equation], levels: Sequence[sp.Expr], moving: Sequence[sp.Symbol]
) -> None:
    """Nothing, unless there is nothing to find.

    Raises:
        CalcrefError: there are as many equations as variables, or one holds no variable.
    """
    for (left, right), level in zip(held, levels, strict=True):
        if not symbols_of(level):
            says = "nothing" if level.is_zero else "what is false"
            raise CalcrefError(f"{shown(left)} = {shown(right)} holds no variable and says {says}; leave it out")
    if len(held) >= len(moving):
        raise CalcrefError(
            f"{len(held)} {'equation' if len(held) == 1 else 'equations'} for {len(moving)} "
            f"{'variable' if len(moving) == 1 else 'variables'} leave nothing to move; solve them, and compare values"
        )
    for one in (function, *levels):
        if any(has_kinks(one, var) for var in moving):
            raise NoRuleApplies(
                f"{shown(one)} changes its formula somewhere, and has no gradient there, which the multiplier rule "
                "needs: take each formula by itself",
                (multipliers.LAW.id,),
            )
    if not symbols_of(standard_form(function)):
        raise CalcrefError(f"{shown(function)} is the same everywhere; every point is an extremum")


def _multipliers(count: int, moving: Sequence[sp.Symbol]) -> tuple[sp.Symbol, ...]:
    taken = {it.name for it in moving}
    for name in ("lambda", "mu", "nu", "kappa"):
        names = [name] if count == 1 else [f"{name}_{k + 1}" for k in range(count)]
        if not taken & set(names):
            return tuple(sp.Symbol(it, real=True) for it in names)
    raise CalcrefError("lambda, mu, nu and kappa are all variables; keep one of them for the multiplier")


def _candidates(asked: ConstrainedExtrema, rows: Sequence[Sequence[sp.Expr]]) -> Iterator[Candidate]:
    """The points that the equations have, and those at which the multiplier rule is silent."""
    function, moving, letters = asked.function, asked.variables, asked.letters
    lagrangian = [
        add(slope, *(negative(mul(by, row[k])) for by, row in zip(letters, rows[1:], strict=True)))
        for k, slope in enumerate(rows[0])
    ]
    curvature = [[derived(raw(Diff, it, var)).answer for var in moving] for it in lagrangian]
    levels = tuple(map(standard_form, asked.levels))
    silent = tuple(it for it in multipliers.dependent(rows[1:]) if it != 0)
    if not any(it.is_number for it in silent):
        for point in _real(asked, (*levels, *silent), moving, SILENT):
            if (value := _value(function, point)) is not None:
                yield Candidate(point, value, "undecided")
    seen = set()
    for point in _stationary(asked, rows, levels):
        value, key = _value(function, point), tuple(point.values())
        held = None if value is None or key in seen else multipliers.balance(rows[0], rows[1:], point)
        seen.add(key)
        if value is None or held is None:
            continue  # no value, or told above
        bent = multipliers.along(curvature, rows[1:], {**point, **dict(zip(letters, held, strict=True))})
        yield Candidate(point, value, multipliers.kind(bent), held, bent)


def _stationary(
    asked: ConstrainedExtrema, rows: Sequence[Sequence[sp.Expr]], levels: tuple[sp.Expr, ...]
) -> Iterator[Point]:
    """The points at which the gradient of the function is a sum of multiples of those of the constraints.

    The multipliers are left out first, which leaves fewer unknowns; where that is not solved, they are kept.
    """
    minors = tuple(it for it in multipliers.dependent(rows) if it != 0)
    if minors and solved((*levels, *minors), asked.variables) is not None:
        yield from _real(asked, (*levels, *minors), asked.variables)
        return
    equations = tuple(standard_form(add(left, negative(right))) for left, right in asked.system)
    for there in _real(asked, equations, (*asked.variables, *asked.letters)):
        yield {it: there[it] for it in asked.variables}


def _value(function: sp.Expr, point: Point) -> sp.Expr | None:
    """The value of the function, if it is a real number."""
    found = standard_form(substitute(function, point))
    return sp.radsimp(sp.expand(found)) if found.is_real and found.is_finite else None


def _real(
    asked: ConstrainedExtrema, equations: tuple[sp.Expr, ...], letters: tuple[sp.Symbol, ...], many: str = MANY
) -> Iterator[Point]:
    """The real solutions of equations; `many` says what there is to do where they are no single points.

    Raises:
        NoRuleApplies: they were not found, are not single points, or have no form that can be read.
    """
    said = f"the equations of Lagrange's multipliers for {shown(asked.function)} under {_said(asked.constraints)}"
    found = solved(equations, letters)
    if found is None:
        raise NoRuleApplies(f"{said} were not solved{_by_numbers(asked)}", (multipliers.LAW.id,))
    for one in found:
        there = {it: one.get(it, it) for it in letters}
        if any(value.is_real is False for value in there.values()):
            continue
        if any(symbols_of(value) for value in there.values()):
            free = ", ".join(f"{it} = {shown(value)}" for it, value in there.items() if it in asked.variables)
            raise NoRuleApplies(f"{said} hold at infinitely many points, {free}: {many}", (multipliers.LAW.id,))
        if any(tree_size(value) > LARGEST or value.has(sp.RootOf) for value in there.values()):
            raise NoRuleApplies(f"{said} have no short exact solution{_by_numbers(asked)}", (multipliers.LAW.id,))
        if all(_is_real(value) for value in there.values()):
            yield there


def _is_real(value: sp.Expr) -> bool:
    return bool(value.is_real) or abs(sp.im(sp.N(value, 30))) < 1e-20


def _by_numbers(asked: ConstrainedExtrema) -> str:
    """What a search by numbers finds, for a message."""
    from calcref.verify.constrained import stationary

    places = {tuple(round(value, 6) + 0.0 for value in it) for it in stationary(asked)}
    told = "; ".join(
        ", ".join(f"{it} = {value:g}" for it, value in zip(asked.variables, place, strict=True))
        for place in sorted(places)[:6]
    )
    return f"; a search by numbers finds {told}" if told else "; a search by numbers finds no point either"


def _said(held: Sequence[Equation]) -> str:
    return " and ".join(f"{shown(left)} = {shown(right)}" for left, right in held)
