"""Why there is no limit: no values close to the place, sides that differ, or values that never settle."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import mpmath as mp
import sympy as sp

from calcref.core.decide import sign_of
from calcref.core.errors import CalcrefError, Divergent, OutsideDomain
from calcref.core.expr import add, negative, nodes, raw, replace, symbols_of, varies
from calcref.core.questions import LimitOf
from calcref.core.records import Derivation, Step
from calcref.limits import both_sides
from calcref.reals.germs import NoValues, Undecidable, germ
from calcref.reals.sides import smooth
from calcref.verbs.reading import shown
from calcref.verify.arithmetic import DIGITS
from calcref.verify.precise import PreciseEvaluator

CLOSE = tuple(mp.mpf(10) ** -(k + mp.mpf("0.3")) for k in range(2, 12))
FAR = tuple(mp.mpf("10.3") + 2 * k for k in range(10))
NAMES = {"-": "left", "+": "right"}
WAVES = (sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc)
TURNS = ((1, 0), (-1, 0), (0, 1), (0, -1), (sp.Rational(3, 5), sp.Rational(4, 5)))  # sines and cosines of one angle

Answer = Callable[[LimitOf], Derivation | None]


def one_sided(question: LimitOf) -> Iterator[LimitOf]:
    """The limits from each side that a limit asks about; the one at infinity asks about itself."""
    if question.side != "+-" or question.to.is_infinite:
        yield question
    else:
        yield from (raw(LimitOf, *question.args[:3], sp.Symbol(side)) for side in "-+")


def must_come_close(question: LimitOf) -> None:
    """Nothing, unless the function has no values close to the place on a side that is asked about.

    Raises:
        OutsideDomain: it has none.
    """
    asked = list(one_sided(question))
    missing = [NAMES.get(side.side, "") for side in asked if not _has_values(side)]
    if not missing:
        return
    function, place = shown(question.expr), f"{question.var} = {shown(question.to)}"
    if len(missing) < len(asked):
        other = "right" if missing == ["left"] else "left"
        raise OutsideDomain(
            f"{function} has no real values on the {missing[0]} of {place}, so no limit from both sides; try "
            f'side="{other}"'
        )
    where = place if question.to.is_finite else shown(question.to)
    raise OutsideDomain(f"{function} has no real values close to {where}, so no limit there; try another place")


def _has_values(question: LimitOf) -> bool:
    expr, var, to = question.expr, question.var, question.to
    side = -1 if question.side == "-" else 1
    try:
        germ(smooth(expr, var, to, side), var, to, side)
        return True
    except NoValues:
        return False
    except Undecidable:
        pass
    if symbols_of(expr) - {var} or not to.is_number:
        return True
    with mp.workdps(DIGITS):
        place = mp.mpf(1 if to == sp.oo else -1) if to.is_infinite else mp.mpf(str(sp.N(to, DIGITS)))
        there = [place * far for far in FAR] if to.is_infinite else [place + side * close for close in CLOSE]
        values = (PreciseEvaluator({var: point})(expr) for point in there)
        return any(isinstance(value, mp.mpf) and mp.isfinite(value) for value in values)


def no_limit(question: LimitOf, answer: Answer) -> CalcrefError | None:
    """An error that says why there is no limit, with the derivation that shows it; None where that is not known."""
    asked = list(one_sided(question))
    for side in asked:
        if said := _swings(side, answer):
            return Divergent(f"{shown(question.expr)} has no limit as {_towards(question)}: {said}")
    if len(asked) == 2:
        found = [answer(side) for side in asked]
        if all(found) and _differ(*(part.answer for part in found if part)):
            parts = tuple(part for part in found if part)
            left, right = (shown(part.answer.doit()) for part in parts)
            shows = Derivation(Step(both_sides.RULE, question, sp.nan), parts, sp.nan)
            return Divergent(
                f"{shown(question.expr)} has no limit as {_towards(question)}: it tends to {left} from the left and to "
                f'{right} from the right; ask for one of them with side="left" or side="right"',
                shows,
            )
    return None


def _differ(one: sp.Expr, other: sp.Expr) -> bool:
    one, other = one.doit(), other.doit()
    if one.is_infinite or other.is_infinite:
        return bool(one != other)
    return sign_of(add(one, negative(other))) in (1, -1)


def _towards(question: LimitOf) -> str:
    return f"{question.var} tends to {shown(question.to)}"


def _swings(question: LimitOf, answer: Answer) -> str:
    """In words, that the function tends to different values along two ways to the place; empty where none are known.

    An angle that grows without bound passes every direction again and again: there its sine and cosine can be put in.
    """
    waves = [node for node in nodes(question.expr) if isinstance(node, WAVES) and varies(node, question.var)]
    angles = {node.args[0] for node in waves}
    if len(angles) != 1:
        return ""
    angle = angles.pop()
    far = answer(raw(LimitOf, angle, *question.args[1:]))
    if far is None or far.answer.doit() not in (sp.oo, -sp.oo):
        return ""
    seen: dict[sp.Expr, str] = {}
    for sine, cosine in TURNS:
        value = {sp.sin: sp.sympify(sine), sp.cos: sp.sympify(cosine)}
        known = {node: _of_wave(type(node), value) for node in waves}
        if sp.zoo in known.values():
            continue
        along = replace(question.expr, known, lambda node: False)
        found = answer(raw(LimitOf, along, *question.args[1:])) if varies(along, question.var) else None
        limit = along.doit() if not varies(along, question.var) else found.answer.doit() if found else None
        if limit is None or limit.has(sp.nan, sp.zoo):
            continue
        wave = waves[0]
        there = f"{shown(wave)} = {shown(known[wave])}"
        for other, place in seen.items():
            if _differ(other, limit) and place != there:
                return (
                    f"it tends to {shown(other)} along the places where {place}, and to {shown(limit)} along those "
                    "where "
                    f"{there}, and there are such places again and again"
                )
        seen.setdefault(limit, there)
    return ""


def _of_wave(head: type[sp.Basic], value: dict[type[sp.Basic], sp.Expr]) -> sp.Expr:
    """The value of one of the circular functions from those of sine and cosine."""
    sine, cosine = value[sp.sin], value[sp.cos]
    found = {
        sp.sin: sine,
        sp.cos: cosine,
        sp.tan: sine / cosine,
        sp.cot: cosine / sine,
        sp.sec: 1 / cosine,
        sp.csc: 1 / sine,
    }
    return found[head]
