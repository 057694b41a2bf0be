"""Two sides compared by their values: where they agree, and what to say where they do not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import mpmath as mp
import sympy as sp
from sympy.core.function import AppliedUndef

from calcref.core.expr import is_open, nodes, symbols_of
from calcref.core.expr import replace as replace_nodes
from calcref.core.questions import Antideriv, At, Between, DefiniteIntegral, Diff, LimitOf
from calcref.judging.claims import Claim, Outcome
from calcref.judging.conditions import isolated, separating
from calcref.judging.known import Known, symbol
from calcref.judging.places import as_limits, sides_of_limit
from calcref.judging.telling import SHOWN, named, there, untied, values, wrong
from calcref.verify.arithmetic import DIGITS, OutOfDomain
from calcref.verify.equality import Comparison, Seen, Tally, counting, plainest, tally
from calcref.verify.places import places
from calcref.verify.precise import PreciseEvaluator

FEWEST = 2  # points at which sides that hold letters must agree
DIFFERENTIAL = re.compile(r"d([A-Za-z].*)")


def comparison(known: Known, left: sp.Expr, right: sp.Expr) -> Comparison:
    """The comparison of two sides under what the text supposes."""
    positive = frozenset(symbol(name) for name in known.angles)
    letters = symbols_of(left) | symbols_of(right)
    supposed = [relation for relation in known.conditions if symbols_of(relation) <= letters]
    return Comparison(left, right, counting(left, right), positive, supposed)


def by_values(claim: Claim, left: sp.Expr, right: sp.Expr) -> Outcome:
    """What the values of both sides say."""
    asked = comparison(claim.known, left, right)
    found = tally(asked)
    same, other = found.of("same"), found.of("other")
    letters = symbols_of(left) | symbols_of(right)
    if found.spent:
        return Outcome("undecided", "its values take too long to compute")
    if any(DIFFERENTIAL.fullmatch(letter.name) and letter.name[1:] in claim.question for letter in letters):
        return Outcome("undecided", "it holds a differential of what is not given")
    if other and not same:
        with mp.workdps(DIGITS):
            return _differing(claim, left, right, [plainest(asked, other[0]), *other[1:]])
    if other:
        return _in_part(asked, found, letters)
    if len(same) < (FEWEST if letters else 1):
        limits = [_ends_as_limits(side) for side in (left, right)]
        if limits != [left, right]:
            return by_values(claim, *limits)
        return _without_values(left, right, found)
    return _agreeing(asked, found)


def _ends_as_limits(expr: sp.Expr) -> sp.Expr:
    """`expr` with the values between two places as limits, for what has no value at an end."""
    asked = {node: as_limits(node) for node in nodes(expr) if isinstance(node, Between)}
    return replace_nodes(expr, asked, lambda node: False) if asked else expr


def _agreeing(asked: Comparison, found: Tally) -> Outcome:
    """Both sides agree where both have values: what is left is where only one has."""
    same, shrunk, grown = found.of("same"), found.of("left"), found.of("right")
    sides = (asked.left, asked.right)
    if _is_question(asked.left) or _is_question(asked.right):
        grown = ()
    said = f"{len(same)} values agree" if len(same) > 1 else "one value agrees"
    right = Outcome("right", said, points=len(same), error=found.error)
    missing = (*shrunk, *grown)
    if missing:
        condition = separating(sides, same, missing)
        side = "right" if shrunk else "left"
        place = there(missing[0])
        lost = f"the {side} side has no value {place}"
        return replace(
            right,
            kind="condition",
            said=f"{said}, and {lost}",
            condition=condition or f"not {place}",
            at=named(missing[0]),
            left=missing[0].left,
            right=missing[0].right,
        )
    condition = isolated(asked)
    if condition:
        return replace(
            right, kind="condition", said=f"{said}; where it fails, only one side has a value", condition=condition
        )
    return right


def _is_question(expr: sp.Expr) -> bool:
    """Whether the values of a side come from a question whose answer may have more of them."""
    return is_open(expr) or any(isinstance(node, At | Between) for node in nodes(expr))


def _in_part(asked: Comparison, found: Tally, letters: frozenset[sp.Symbol]) -> Outcome:
    """Both sides agree at some points and differ at others."""
    same, other = found.of("same"), found.of("other")
    here = other[0]
    told = values(here)
    whole = letters and letters <= asked.whole
    if whole:
        first = max(max(one.at.values()) for one in other)
        if all(min(one.at.values()) > first for one in same) and len(same) > FEWEST:
            name = next(iter(here.at))
            return _condition(found, here, f"{name} > {int(first)}", told)
        return wrong(here, told)
    if asked.whole or len(same) < FEWEST:
        return wrong(here, told)
    condition = separating((asked.left, asked.right), same, other)
    if not condition and len(same) < len(other):
        return wrong(here, told)  # they come close to one another far out
    return _condition(found, here, condition or f"not {there(here)}", told)


def _condition(found: Tally, here: Seen, condition: str, values: str) -> Outcome:
    return Outcome(
        "condition",
        f"{len(found.of('same'))} values agree, and others do not: {values}",
        points=len(found.of("same")),
        error=found.error,
        at=named(here),
        left=here.left,
        right=here.right,
        condition=condition,
    )


def _differing(claim: Claim, left: sp.Expr, right: sp.Expr, other: Sequence[Seen]) -> Outcome:
    """Both sides differ wherever both have values: wrong, unless they were not meant to be the same."""
    here = other[0]
    letters = [symbols_of(side) for side in (left, right)]
    if not any(letters) and (rounded := _rounded(claim, here)):
        return rounded
    unknown = [{node.func for node in nodes(side) if isinstance(node, AppliedUndef)} for side in (left, right)]
    if unknown[0] != unknown[1] or (unknown[0] and not isinstance(left, Diff | Antideriv | DefiniteIntegral)):
        return Outcome("undecided", "it is about a function that is not given")
    if len(other) < FEWEST and any(letters):
        return Outcome("undecided", "too few values could be compared")
    if loose := untied(left, right):
        return Outcome("undecided", loose)
    return wrong(here, values(here), crossed(left, right))


def _rounded(claim: Claim, here: Seen) -> Outcome | None:
    """A decimal that is the other side to the digits that are written."""
    for text in (claim.right, claim.left):
        decimal = re.search(r"(?<![\d.])(\d*)\.(\d+)(?![\d.])", text)
        if decimal and mp.isfinite(here.left) and mp.isfinite(here.right):
            half = mp.mpf(10) ** -len(decimal[2]) * mp.mpf("0.5000001")
            if abs(here.left - here.right) <= half:
                return Outcome("right", "both values agree to the digits that are written", points=1)
    return None


def _without_values(left: sp.Expr, right: sp.Expr, found: Tally) -> Outcome:
    pole = crossed(left, right)
    one_sided = found.of("right") or found.of("left")
    if isinstance(left, LimitOf) and (apart := sides_of_limit(left)):
        return Outcome("wrong", apart)
    if pole and one_sided and not symbols_of(left):
        here = one_sided[0]
        return wrong(here, "the integral diverges, and the right side is a number", pole)
    for kind, side in (("left", "right"), ("right", "left")):
        if found.of(kind):  # type: ignore[arg-type]
            return Outcome("undecided", f"the {side} side has no value that could be computed")
    return Outcome("undecided", "no values could be compared, or too few")


def crossed(left: sp.Expr, right: sp.Expr) -> str:
    """The condition that no pole lies between the bounds of an integral on the left, where one does; else ""."""
    for node in nodes(left):
        if not isinstance(node, DefiniteIntegral) or symbols_of(node):
            continue
        with mp.workdps(DIGITS):
            here = PreciseEvaluator({})
            low, high = sorted((here(node.lower), here(node.upper)))
            try:
                found = places(here, node.expr, node.var, low, high)
                marks = [low, *found, high]
                pieces = [here.integral_of(node, a, b) for a, b in pairwise(marks)]
            except (OutOfDomain, ArithmeticError, ValueError, TypeError):
                continue
            poles = [
                place
                for k, place in enumerate(found)
                if any(not mp.isfinite(piece) and mp.isinf(piece) for piece in pieces[k : k + 2])
            ]
        if poles:
            shown = ", ".join(f"{node.var} = {mp.nstr(pole, SHOWN).removesuffix('.0')}" for pole in poles)
            return f"no pole between the bounds ({shown} is one)"
    return ""
