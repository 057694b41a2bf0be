"""Checking a derivation by numbers: both sides of every step, at seeded points."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.evidence import Evidence
from calcref.core.expr import is_open, nodes, raw, symbols_of
from calcref.core.questions import Accumulation, Antideriv, Diff
from calcref.core.records import Derivation
from calcref.core.walk import Fold
from calcref.verify.arithmetic import DIGITS
from calcref.verify.calculus import RealEvaluator
from calcref.verify.contexts import Context, contexts, moved
from calcref.verify.evaluate import Work
from calcref.verify.fast import FastEvaluator
from calcref.verify.points import candidates
from calcref.verify.precise import PreciseEvaluator
from calcref.verify.sizes import real, size

FEWEST = 3  # finite points below which nothing is decided
ENOUGH = 6
TOLERANCE = 1e-9  # doubles that differ by more are compared again in 50 digits
LEAST = 1e-270  # the size of doubles below which nothing is decided by them
LADDER = (DIGITS, 3 * DIGITS, 9 * DIGITS)  # digits, one after the other, until both sides agree
MOST_WORK = 1_500_000  # nodes that are evaluated for one derivation
BOTH_INFINITE = "both sides are infinite, and of one sign"
SPENT = "a check has bounded work, and it was spent before this was compared"
WRONG = 1e-9  # 50-digit differences that differ by more refute; their own error is far below

Equation = tuple[sp.Expr, sp.Expr]
Place = tuple[Context, int]


def claimed(derivation: Derivation) -> Iterator[tuple[Derivation, Equation]]:
    """Each node with what it claims: its step, and its answer where that is another expression."""
    for node in derivation.nodes:
        yield node, (node.step.before, node.answer if asks_inside_an_integral(node.step.after) else node.step.after)
        if node.answer is not node.step.after:
            yield node, (node.step.before, node.answer)


asks_inside_an_integral: Fold[bool] = Fold(
    lambda leaf: False, lambda node, found: any(found) or (isinstance(node, Accumulation) and is_open(node.expr))
)  # whether a question stands in an integrand: its answer, a claim of its own, is integrated in its place


def slopes(claim: Equation) -> Equation:
    """The claim itself, or its derivative where it is about an antiderivative."""
    before, after = claim
    if isinstance(before, Antideriv):
        return raw(Diff, before, before.var), raw(Diff, after, before.var)
    return claim


def symbols_within(claims: Iterable[Equation]) -> list[sp.Symbol]:
    """Every symbol of the claims, bound ones too, by name."""
    seen: dict[sp.Symbol, None] = {}
    done: set[int] = set()
    for side in (side for claim in claims for side in claim):
        for node in nodes(side, lambda inner: id(inner) in done):
            done.add(id(node))
            if node.is_Symbol:
                seen[node] = None
    return sorted(seen, key=lambda symbol: symbol.name)


def is_closed(claim: Equation) -> bool:
    """Whether a claim is about numbers alone, so that one point says as much as many."""
    return not any(symbols_of(side) for side in claim)


def relative_error(evaluate: RealEvaluator, claim: Equation) -> float:
    """The difference of both sides at a point, relative to the numbers they are made of; NaN where one has no value."""
    before, after = claim
    values = evaluate(before), evaluate(after)
    left, right = real(values[0]), real(values[1])
    if left is None or right is None:
        if not any(isinstance(value, mp.mpf) and mp.isinf(value) for value in values):
            return math.nan
        if values[0] == values[1]:
            return 0.0
        return 1.0 if is_closed(claim) and not any(map(mp.isnan, values)) else math.nan
    try:
        scale = max(size(evaluate, before), size(evaluate, after))
        if isinstance(scale, float) and (scale == math.inf or (scale <= LEAST and left != right)):
            return math.nan  # doubles end there, or soon after
        return float(abs(left - right) / scale)
    except OverflowError:
        return math.nan


def precise_error(evaluators: Sequence[RealEvaluator], claim: Equation) -> float:
    """The relative error at a point by 50 digits, and by more where those disagree: rounding shrinks, a fault stays.

    A number that should be 0 has no scale of its own: it shrinks with the digits. NaN where one side has no value, or
    where both are so small that even the last digits cannot tell them from 0.
    """
    error = math.nan
    largest: list[Any] = []
    for digits, evaluate in zip(LADDER, evaluators, strict=True):
        with mp.workdps(digits):
            error = relative_error(evaluate, claim)
            if not error > WRONG:
                return error
            sides: list[Any] = [real(evaluate(side)) for side in claim]
            if None in sides:
                return error  # an infinite side is no number near 0
            largest.append(max(map(abs, sides)))
    if largest[-1] < largest[0] * mp.mpf(10) ** -LADDER[0]:
        return 0.0
    return math.nan if largest[-1] < mp.mpf(10) ** (-LADDER[-1] // 2) else error


def check_numbers(derivation: Derivation) -> list[Evidence]:
    """Evidence for each claim of `derivation`, by one shared evaluation at each point.

    The claims are the steps, each followed by the answer of its part of the tree where that is another expression.

    >>> from calcref.core.engine import derive
    >>> from calcref.derivatives import RULES
    >>> x = sp.Symbol("x", real=True)
    >>> [evidence.verdict for evidence in check_numbers(derive(Diff(sp.sin(x), x), RULES))]
    ['agrees']
    """
    where = contexts(derivation)
    claims = [(slopes(claim), where[id(node)]) for node, claim in claimed(derivation)]
    points = candidates(symbols_within(claim for claim, _ in claims))
    work = Work(MOST_WORK)
    fast: dict[Place, RealEvaluator] = {}
    precise: dict[Place, tuple[RealEvaluator, ...]] = {}

    def doubles(context: Context, k: int) -> RealEvaluator:
        if (context, k) not in fast:
            there = moved(points[k], context, k)
            fast[context, k] = FastEvaluator({symbol: complex(value) for symbol, value in there.items()}, work)
        return fast[context, k]

    def digits(context: Context, k: int) -> tuple[RealEvaluator, ...]:
        if (context, k) not in precise:
            there = {symbol: mp.mpf(value) for symbol, value in moved(points[k], context, k).items()}
            precise[context, k] = tuple(PreciseEvaluator(there, work=work) for _ in LADDER)
        return precise[context, k]

    found = []
    for claim, context in claims:
        judged = judge(claim, partial(doubles, context), partial(digits, context), len(points))
        found.append(replace(judged, how=SPENT) if work.done and judged.verdict == "unknown" else judged)
    return found


def judge(
    claim: Equation, fast: Callable[[int], RealEvaluator], precise: Callable[[int], Sequence[RealEvaluator]], count: int
) -> Evidence:
    """Doubles decide where they agree; where they do not, or are silent, 50 digits do."""
    fewest, enough = (1, 1) if is_closed(claim) else (FEWEST, ENOUGH)
    errors: dict[int, float] = {}
    for k in range(1 if is_closed(claim) else count):
        error = relative_error(fast(k), claim)
        if math.isfinite(error):
            errors[k] = error
        if len(errors) >= enough:
            break
    if len(errors) >= fewest and max(errors.values()) <= TOLERANCE:
        return Evidence("agrees", "values of both sides", len(errors), max(errors.values()))
    suspects = [k for k, error in errors.items() if error > TOLERANCE] or range(count)
    found: dict[int, float] = {}
    for k in suspects:
        error = precise_error(precise(k), claim)
        if math.isfinite(error):
            found[k] = error
        if len(found) >= enough:
            break
    if found and max(found.values()) > WRONG:
        return Evidence("refuted", "central differences at 50 digits disagree", len(found), max(found.values()))
    together = {k: error for k, error in errors.items() if error <= TOLERANCE} | found  # what no digits cleared is out
    if len(together) < fewest:
        return Evidence("unknown", "too few points where both sides have a value", len(together))
    if found and is_closed(claim) and mp.isinf(precise(0)[0](claim[0])):
        return Evidence("agrees", BOTH_INFINITE)
    return Evidence("agrees", "values of both sides, at 50 digits where needed", len(together), max(together.values()))
