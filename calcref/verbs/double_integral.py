"""The public verb `double_integral`: from the inside out, in the other order, or in other variables."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.errors import BudgetExceeded, CalcrefError, CheckFailed, Divergent, NoRuleApplies
from calcref.core.expr import add, mul, negative, raw, substitute, symbols_of, tree_size, varies
from calcref.core.questions import DefiniteIntegral
from calcref.core.records import Derivation, Step
from calcref.core.simplify import shortest, standard_form
from calcref.multivariable import change_of_variables
from calcref.multivariable.asking import solved
from calcref.multivariable.determinants import determinant
from calcref.multivariable.double_integral import CORNER, FUBINI, INSIDE, Region, bends, turned
from calcref.verbs.derived import derived
from calcref.verbs.guard import guarded
from calcref.verbs.integrate import integrate
from calcref.verbs.reading import bound, expression, letter, must_be_given, shown

Bounds = Sequence[Any]
Substitution = tuple[Mapping[str, Any], Bounds, Bounds]
UNANSWERED = (NoRuleApplies, BudgetExceeded, CheckFailed, Divergent)
SHARES = (0.21, 0.5, 0.83)  # where in a region the sign of a determinant is looked at
BUMPS = ((0.3, -0.2), (-0.7, 0.6))  # where test functions have their tops, in shares of the sizes of a region


def double_integral(
    expr: sp.Expr | str, inner: Bounds, outer: Bounds, substitution: Substitution | None = None, check: bool = True
) -> Derivation:
    """The integral of `expr` over a region of the plane, with every step.

    The inner integral is found first. Where that, or the outer one, has no closed form, the order is changed, by
    Fubini's theorem; both orders are then compared by numbers, which is where a function whose size has no finite
    integral is found out. In other variables the integrand is multiplied by |det J|.

    Args:
        expr: the integrand, as text or an expression.
        inner: the variable that is integrated first, and its bounds, which may hold the other: ("y", 0, "x").
        outer: the other variable and its bounds, numbers or infinite: ("x", 0, 1).
        substitution: other variables: what the old ones are in them, and their own bounds, again the inner one first:
            ({"x": "r cos(t)", "y": "r sin(t)"}, ("r", 0, 1), ("t", 0, "2 pi")). That they describe the same region,
            once, is checked by test functions.
        check: whether to verify the derivation before it is returned.

    Raises:
        ParseError: a text is not one formula.
        CalcrefError: a variable or a bound is none, or the new variables do not describe the region once.
        NoRuleApplies: no order has a closed form.
        Divergent: the integral has no finite value.
        CheckFailed: the answer does not pass its own check, or could not be confirmed.

    >>> double_integral("x y", ("y", 0, "x"), ("x", 0, 1)).answer
    1/8
    >>> double_integral("e^(x^2)", ("x", "y", 1), ("y", 0, 1)).answer
    -1/2 + E/2
    """
    function = expression(expr)
    region = _region(function, inner, outer)
    with guarded(shown(region.integral(function))):
        found = _found(function, region) if substitution is None else _in_others(function, region, substitution)
        if not check:
            return found
        evidence = found.check()
        if evidence.verdict in ("refuted", "unknown"):
            raise CheckFailed(
                f"the answer to {shown(found.question)} does not pass its check: {evidence.how}; where the size of the "
                "integrand has no finite integral, the order matters",
                evidence,
            )
        return found


def _region(function: sp.Expr, inner: Bounds, outer: Bounds, known: frozenset[sp.Symbol] = frozenset()) -> Region:
    """The region that two variables with their bounds describe.

    Raises:
        CalcrefError: they describe none.
    """
    for name, given in (("inner", inner), ("outer", outer)):
        if isinstance(given, str) or not isinstance(given, Sequence) or len(given) != 3:
            raise CalcrefError(f"{name} is a variable with two bounds, such as ('y', 0, 1); found {given!r}")
    letters = symbols_of(function) | known
    first, then = letter(inner[0], letters), letter(outer[0], letters)
    if first == then:
        raise CalcrefError(f"both variables are {first}; integrate over two different ones")
    ends = [bound(it, f"a bound of {var}") for var, given in ((first, inner), (then, outer)) for it in given[1:]]
    same = {old: new for end in ends for old in symbols_of(end) for new in (first, then) if old.name == new.name}
    ends = [substitute(it, same) for it in ends]
    for end in ends:
        strangers = symbols_of(end) - {then} if end in ends[:2] else symbols_of(end)
        if strangers:
            allowed = f"may hold {then} alone" if end in ends[:2] else "is a number, or infinite"
            raise CalcrefError(f"the bound {shown(end)} {allowed}; put the outer variable and its numbers last")
    if strangers := symbols_of(function) - {first, then}:
        names = ", ".join(sorted(it.name for it in strangers))
        raise CalcrefError(f"{shown(function)} holds {names} beside both variables; put numbers for letters")
    must_be_given(function, first, "nothing is known of its integrals")
    below, above, left, right = ends
    return Region(first, below, above, then, left, right)


def _found(function: sp.Expr, region: Region) -> Derivation:
    """From the inside out, in this order or in the other.

    Raises:
        NoRuleApplies, Divergent: in neither.
    """
    try:
        return _inside_out(function, region)
    except UNANSWERED as error:
        other = _turned(region)
        if other is None:
            raise
        try:
            found = _inside_out(function, other)
        except UNANSWERED:
            raise error from None
    law = FUBINI if region.is_a_rectangle else CORNER
    step = Step(law, region.integral(function), other.integral(function), {"f": function})
    return Derivation(step, (found,), found.answer)


def _turned(region: Region) -> Region | None:
    """The region in the other order, if that can be told."""
    curve = bends(region)
    if curve is None:
        return turned(region, None) if region.is_a_rectangle else None
    found = solved((add(curve, negative(region.inner)),), (region.outer,)) or ()
    middle = (region.left + region.right) / 2
    at_middle = {region.inner: substitute(curve, {region.outer: middle}).doit()}
    fitting = [it[region.outer] for it in found if abs(sp.N(it[region.outer].subs(at_middle) - middle)) < 1e-12]
    return turned(region, fitting[0]) if len(fitting) == 1 else None


def _inside_out(function: sp.Expr, region: Region) -> Derivation:
    """The inner integral, then the outer one."""
    sign = ">" if region.left.is_nonnegative else "<" if region.right.is_nonpositive else ""
    said = f"{region.outer} {sign} 0" if sign and _holds(function, region) else None
    within = integrate(function, region.inner, region.below, region.above, assume=said)
    plain = {it: region.outer for it in symbols_of(within.answer) if it.name == region.outer.name}
    answer = substitute(within.answer, plain)
    if answer.has(sp.Piecewise):
        raise NoRuleApplies(f"the inner integral of {shown(function)} is answered by cases alone", ())
    after = raw(DefiniteIntegral, answer, region.outer, region.left, region.right)
    whole = integrate(answer, region.outer, region.left, region.right)
    step = Step(INSIDE, region.integral(function), after, {"f": function})
    return Derivation(step, (within, whole), whole.answer)


def _holds(function: sp.Expr, region: Region) -> bool:
    return any(varies(it, region.outer) for it in (function, region.below, region.above))


def _in_others(function: sp.Expr, region: Region, given: Substitution) -> Derivation:
    """The integral in other variables.

    Raises:
        CalcrefError: they do not describe the region, or not once.
    """
    if not isinstance(given, Sequence) or len(given) != 3 or not isinstance(given[0], Mapping):
        raise CalcrefError(
            "a substitution is what the old variables are, and two new ones with bounds: ({'x': 'r cos(t)', "
            f"'y': 'r sin(t)'}}, ('r', 0, 1), ('t', 0, '2 pi')); found {given!r}"
        )
    said, inner, outer = given
    images = {str(name): expression(it) for name, it in said.items()}
    old = {it.name: it for it in (region.outer, region.inner)}
    if images.keys() != old.keys():
        raise CalcrefError(f"a substitution says what {' and '.join(old)} are; found {', '.join(images) or 'nothing'}")
    known = symbols_of(raw(sp.Tuple, *images.values()))
    new = _region(raw(sp.Tuple, *images.values()), inner, outer, known)
    rows = change_of_variables.entries([images[name] for name in old], (new.inner, new.outer))
    parts = [derived(it) for row in rows for it in row]
    jacobian = _short(determinant([[it.answer for it in parts[:2]], [it.answer for it in parts[2:]]]))
    size = mul(sp.Integer(_sign(jacobian, new)), jacobian)
    moved = {old[name]: it for name, it in images.items()}

    def there(it: sp.Expr) -> sp.Expr:
        return _short(mul(substitute(it, moved), size))

    _must_cover(region, new, there)
    after = new.integral(there(function))
    found = _found(after.inner.expr, new)
    law = change_of_variables.POLAR if _is_polar(images.values(), new) else change_of_variables.LAW
    step = Step(law, region.integral(function), after, {"f": function, "J": jacobian})
    return Derivation(step, (*parts, found), found.answer)


def _is_polar(images: Iterable[sp.Expr], new: Region) -> bool:
    """Whether the new variables are a distance and an angle."""
    r, t = new.inner, new.outer
    return {standard_form(it) for it in images} == {r * sp.cos(t), r * sp.sin(t)}


def _short(expr: sp.Expr) -> sp.Expr:
    plain = standard_form(expr)
    if tree_size(plain) <= WALKABLE and plain.has(sp.sin) and plain.has(sp.cos):
        plain = sp.trigsimp(sp.expand_power_base(plain))
    return shortest(plain)


def _sign(jacobian: sp.Expr, region: Region) -> int:
    """The sign of a determinant inside a region.

    Raises:
        CalcrefError: it has two, or is 0.
    """
    found = {int(sp.sign(sp.N(jacobian.subs(it)))) for it in _inside(region)}
    if len(found) != 1 or 0 in found:
        raise CalcrefError(
            f"the determinant {shown(jacobian)} has not one sign where the new variables run, so the map is not one to "
            "one there; split the region, or take other bounds"
        )
    return found.pop()


def _inside(region: Region) -> Iterator[dict[sp.Symbol, sp.Expr]]:
    """Some places inside a region."""
    for share in SHARES:
        place = _between(region.left, region.right, share)
        ends = (substitute(it, {region.outer: place}).doit() for it in (region.below, region.above))
        low, high = ends
        for other in SHARES:
            yield {region.outer: place, region.inner: _between(low, high, other)}


def _between(low: sp.Expr, high: sp.Expr, share: float) -> sp.Expr:
    away = sp.Rational(str(share))
    if low.is_infinite and high.is_infinite:
        return (away - sp.S.Half) * 4
    if high.is_infinite:
        return low + away * 4
    return high - away * 4 if low.is_infinite else low + (high - low) * away


def _must_cover(old: Region, new: Region, there: Callable[[sp.Expr], sp.Expr]) -> None:
    """Nothing, unless bumps have other volumes in the new variables: then some places are missed, or counted twice.

    Raises:
        CalcrefError: they have.
        NoRuleApplies: it cannot be told.
    """
    from calcref.verify.fast import FastEvaluator

    for across, up in BUMPS:
        away = ((old.outer, sp.Rational(str(across))), (old.inner, sp.Rational(str(up))))
        bump = sp.exp(-sum((it - by) ** 2 for it, by in away))
        here: dict[sp.Symbol, complex] = dict.fromkeys((old.inner, old.outer, new.inner, new.outer), 0j)
        one = FastEvaluator(here)(old.integral(bump)).real
        other = FastEvaluator(here)(new.integral(there(bump))).real
        if not (math.isfinite(one) and math.isfinite(other)):
            raise NoRuleApplies(
                "whether the new variables describe the region once could not be told by numbers; try bounds that are "
                "closer together, or split the region",
                (change_of_variables.LAW.id,),
            )
        if not abs(one - other) <= 1e-8 * abs(one):
            raise CalcrefError(
                f"the new variables do not describe the region once: a bump has the volume {one:.6g} over it, and "
                f"{other:.6g} in the new variables; check their bounds"
            )
