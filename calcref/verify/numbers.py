"""Checking a derivation by numbers: both sides of every step, at seeded points."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

import mpmath as mp
import sympy as sp

from calcref.core.evidence import Evidence
from calcref.core.expr import nodes, raw, symbols_of
from calcref.core.questions import Antideriv, Diff
from calcref.core.records import Derivation, Step
from calcref.verify.arithmetic import DIGITS
from calcref.verify.evaluate import Evaluator
from calcref.verify.fast import FastEvaluator
from calcref.verify.points import candidates
from calcref.verify.precise import PreciseEvaluator
from calcref.verify.sizes import real, size

FEWEST = 3  # finite points below which nothing is decided
ENOUGH = 6
TOLERANCE = 1e-9  # doubles that differ by more are compared again in 50 digits
NOTHING = 1e-38  # numbers that differ by less than 1e-47 are equal: fifty digits leave no more of a 0
WRONG = 1e-9  # 50-digit differences that differ by more refute; their own error is far below

Equation = tuple[sp.Expr, sp.Expr]


def equations(derivation: Derivation) -> list[Equation]:
    """What a derivation claims: each step, each node's answer, in a form that has values.

    An antiderivative is known up to a constant, so its slopes are compared.
    """
    return [slopes(claim) for _, claim in claimed(derivation)]


def claimed(derivation: Derivation) -> Iterator[tuple[Derivation, Equation]]:
    """Each node with what it claims: its step, and its answer where that is another expression."""
    for node in derivation.nodes:
        yield node, (node.step.before, node.step.after)
        if node.answer is not node.step.after:
            yield node, (node.step.before, node.answer)


def is_claimed_at(step: Step, point: Mapping[sp.Symbol, float]) -> bool:
    """Whether no condition of the step's rule is known to fail at `point`."""
    if not step.where:
        return True
    there = {symbol: sp.Float(value) for symbol, value in point.items()}
    return not any(condition.holds(step.where, there) is False for condition in step.rule.conditions)


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


def relative_error(evaluate: Evaluator, claim: Equation) -> float:
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
        error = float(abs(left - right) / max(size(evaluate, before), size(evaluate, after)))
        if error > WRONG and is_closed(claim):  # a number that should be 0 has no scale of its own
            error = float(abs(left - right) / max(size(evaluate, before), size(evaluate, after), NOTHING))
    except OverflowError:
        return math.nan
    return error


def check_numbers(derivation: Derivation) -> list[Evidence]:
    """Evidence for each claim of `derivation`, by one shared evaluation at each point.

    The claims are the steps, each followed by the answer of its part of the tree where that is another expression.

    >>> from calcref.core.engine import derive
    >>> from calcref.derivatives import RULES
    >>> x = sp.Symbol("x", real=True)
    >>> [evidence.verdict for evidence in check_numbers(derive(Diff(sp.sin(x), x), RULES))]
    ['agrees']
    """
    claims = equations(derivation)
    symbols = symbols_within(claims)
    points = candidates(symbols)
    errors: list[dict[int, float]] = [{} for _ in claims]
    closed = [is_closed(claim) for claim in claims]  # the same at every point
    open_claims = list(range(len(claims)))
    for k, point in enumerate(points):
        evaluate: Evaluator = FastEvaluator({symbol: complex(value) for symbol, value in point.items()})
        for index in open_claims:
            error = relative_error(evaluate, claims[index])
            if math.isfinite(error):
                errors[index][k] = error
        open_claims = [index for index in open_claims if not closed[index] and len(errors[index]) < ENOUGH]
        if not open_claims:
            break
    steps = [node.step for node, _ in claimed(derivation)]
    precise = [PreciseEvaluator({symbol: mp.mpf(value) for symbol, value in point.items()}) for point in points]
    return [judge(*found, points, precise) for found in zip(claims, errors, steps, strict=True)]


def judge(
    claim: Equation,
    errors: dict[int, float],
    step: Step,
    points: Sequence[Mapping[sp.Symbol, float]],
    evaluators: Sequence[Evaluator],
) -> Evidence:
    """Doubles decide where they agree; where they do not, or are silent, 50 digits do, where the step's rule holds."""
    fewest, enough = (1, 1) if is_closed(claim) else (FEWEST, ENOUGH)
    if len(errors) >= fewest and max(errors.values()) <= TOLERANCE:
        return Evidence("agrees", "values of both sides", len(errors), max(errors.values()))
    suspects = [k for k, error in errors.items() if error > TOLERANCE]
    excused = {k for k in suspects if not is_claimed_at(step, points[k])}
    errors = {k: error for k, error in errors.items() if k not in excused}
    suspects = [k for k in suspects or range(len(points)) if k not in excused]
    precise = {}
    for k in suspects[:enough]:
        with mp.workdps(DIGITS):
            error = relative_error(evaluators[k], claim)
        if math.isfinite(error):
            precise[k] = error
    if precise and max(precise.values()) > WRONG:
        return Evidence("refuted", "central differences at 50 digits disagree", len(precise), max(precise.values()))
    together = {**errors, **precise}
    if len(together) < fewest:
        return Evidence("unknown", "too few points where both sides have a value", len(together))
    return Evidence("agrees", "values of both sides, at 50 digits where needed", len(together), max(together.values()))
