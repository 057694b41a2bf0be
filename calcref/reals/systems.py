"""The real solutions of several equations in several variables, exactly and all of them, or an error that says why not.

No general solver is asked. Products are taken factor by factor, equations in one variable are solved by `zeros`, those
of the first degree in a variable are solved for it, and systems of polynomials are brought to steps by a Gröbner basis.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import sympy as sp

from calcref.core.decide import sign_of
from calcref.core.errors import Undecided
from calcref.core.foreign import SYMPY_RAISES
from calcref.core.letters import K
from calcref.core.simplify import standard_form
from calcref.reals.zeros import zeros

DEEPEST = 24  # cases within cases
MOST = 200  # solutions

Known = Mapping[sp.Symbol, sp.Expr]


def real_solutions(equations: Sequence[sp.Expr], variables: Sequence[sp.Symbol]) -> list[dict[sp.Symbol, sp.Expr]]:
    """Every real place at which all `equations` are 0, each once, in the order of their coordinates.

    Places where an equation has no value may be among them.

    Raises:
        Undecided: not all could be found, or there are infinitely many; the message says which.

    >>> x, y = sp.symbols("x y", real=True)
    >>> real_solutions([x**2 - y, y - 1], [x, y])
    [{x: -1, y: 1}, {x: 1, y: 1}]
    """
    found: dict[tuple[sp.Expr, ...], dict[sp.Symbol, sp.Expr]] = {}
    for known in _solved(list(equations), tuple(variables), {}, DEEPEST, False):
        place = {var: sp.simplify(known[var]) if known[var].count_ops() < 40 else known[var] for var in variables}
        found.setdefault(tuple(place.values()), place)
        if len(found) > MOST:
            raise Undecided(f"there are more than {MOST} of them")
    return sorted(found.values(), key=lambda place: [sp.N(value) for value in place.values()])


def _solved(
    equations: list[sp.Expr], variables: tuple[sp.Symbol, ...], known: Known, depth: int, stepped: bool
) -> Iterator[dict[sp.Symbol, sp.Expr]]:
    """The solutions of what is left, with what is `known`; `stepped` says that these are a Gröbner basis already."""
    if depth == 0:
        raise Undecided("the equations lead to cases within cases, and these have no end in sight")
    left: list[list[sp.Expr]] = []
    for equation in equations:
        factors = _factors(equation, variables)
        if factors is None:
            return  # it has no solution
        if factors:
            left.append(factors)
    if not left:
        if variables:
            raise Undecided(f"they are not isolated: {', '.join(map(str, variables))} may have any value")
        yield dict(known)
        return
    split = next((k for k, factors in enumerate(left) if len(factors) > 1), None)
    if split is not None:
        others = [sp.Mul(*factors) for k, factors in enumerate(left) if k != split]
        for factor in left[split]:
            yield from _solved([factor, *others], variables, known, depth - 1, False)
        return
    yield from _single([factors[0] for factors in left], variables, known, depth - 1, stepped)


def _factors(equation: sp.Expr, variables: Sequence[sp.Symbol]) -> list[sp.Expr] | None:
    """The factors of which one has to be 0; none of them where it is 0 anyway, None where it cannot be 0."""
    numerator = sp.numer(sp.together(standard_form(equation)))
    factored = sp.factor(numerator)
    factors = []
    for factor in sp.Mul.make_args(factored):
        if factor.has(sp.zoo, sp.nan, sp.oo):
            return None  # it has no value there
        base = factor.base if factor.is_Pow and factor.exp.is_positive else factor
        if base.is_zero or (not base.free_symbols.intersection(variables) and sp.simplify(base) == 0):
            return []
        if base.free_symbols.intersection(variables):
            if not base.is_nonzero:
                factors.append(base)
        elif not base.is_nonzero:
            raise Undecided(f"whether {base} is 0 could not be decided")
    return factors or None


def _single(
    equations: list[sp.Expr], variables: tuple[sp.Symbol, ...], known: Known, depth: int, stepped: bool
) -> Iterator[dict[sp.Symbol, sp.Expr]]:
    """The same where no equation is a product."""
    alone = [it for it in equations if len(it.free_symbols.intersection(variables)) == 1]
    for equation in sorted(alone, key=sp.count_ops):
        (var,) = equation.free_symbols.intersection(variables)
        places = zeros(standard_form(equation), var)
        if places is None:
            continue
        if any(place.has(K) for place in places):
            raise Undecided(f"there are infinitely many: {var} may be {places[0]} for every whole number {K}")
        others = [it for it in equations if it is not equation]
        for place in places:
            yield from _put_in(others, variables, {**known, var: place}, var, place, depth)
        return
    for equation in sorted(equations, key=sp.count_ops):
        for var in variables:
            found = _first_degree(equation, var)
            if found is None:
                continue
            coefficient, rest = found
            others = [it for it in equations if it is not equation]
            if not coefficient.is_nonzero:
                yield from _solved([coefficient, rest, *others], variables, known, depth, False)
            for solved in _put_in(
                others, variables, {**known, var: -rest / coefficient}, var, -rest / coefficient, depth
            ):
                if sign_of(coefficient.subs(solved)) != 0:
                    yield solved
            return
    if not stepped and all(it.is_polynomial(*variables) for it in equations):
        try:
            basis = sp.groebner(equations, *variables, order="lex").exprs
        except SYMPY_RAISES:
            basis = equations
        yield from _solved(list(basis), variables, known, depth, True)
        return
    raise Undecided("the equations could not be solved exactly")


def _put_in(
    equations: list[sp.Expr],
    variables: tuple[sp.Symbol, ...],
    known: Known,
    var: sp.Symbol,
    place: sp.Expr,
    depth: int,
) -> Iterator[dict[sp.Symbol, sp.Expr]]:
    """The solutions with `place` for `var`, in what is known, too."""
    rest = tuple(other for other in variables if other != var)
    for found in _solved([it.subs(var, place) for it in equations], rest, known, depth, False):
        yield {name: value.subs(found) for name, value in found.items()}


def _first_degree(equation: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, sp.Expr] | None:
    """The coefficient of `var`, and the rest, where the equation is of the first degree in it."""
    if not equation.has(var) or not equation.is_polynomial(var):
        return None
    polynomial = sp.Poly(equation, var)
    return (polynomial.nth(1), polynomial.nth(0)) if polynomial.degree() == 1 else None
