"""Two sides compared as antiderivatives: by their slopes, by what they gain, and by their constants."""

from __future__ import annotations

from dataclasses import replace

import mpmath as mp
import sympy as sp
from sympy.core.function import AppliedUndef

from calcref.core.expr import is_open, nodes, raw, symbols_of
from calcref.core.questions import Antideriv, Diff
from calcref.judging.claims import Claim, Outcome
from calcref.judging.conditions import isolated, separating
from calcref.judging.telling import named, there, untied, values, wrong
from calcref.judging.values import FEWEST, comparison
from calcref.verify.arithmetic import DIGITS
from calcref.verify.comparing import compare
from calcref.verify.equality import Comparison, Tally, plainest, tally

JUMPING = (sp.sign, sp.floor, sp.ceiling, sp.atan, sp.acot, sp.asin, sp.acos, sp.Abs)
POLES = (sp.tan, sp.cot, sp.sec, sp.csc)


def as_families(claim: Claim, left: sp.Expr, right: sp.Expr, letter: sp.Symbol) -> Outcome:
    """Sides that are antiderivatives: by their slopes, by what they gain, and by their constants."""
    question = claim.question or frozenset(it.name for it in symbols_of(left if is_open(left) else right))
    asked = comparison(claim.known, raw(Diff, left, letter), raw(Diff, right, letter))
    found = tally(asked)
    told = {"family": letter.name, "question": question | {letter.name}}
    outcome = replace(_of_slopes(asked, found, left, right), **told)
    if outcome.kind != "right":
        return outcome
    if _jumps(left, right):
        difference, _ = compare(left, right, True)
        if difference is not None and difference.kind == "gain":
            return replace(
                outcome,
                kind="condition",
                said="the slopes agree, and the right side jumps on the way",
                condition=f"{letter} stays between two jumps of the right side",
            )
    return _with_constants(claim, outcome, left, right, question | {letter.name}, letter)


def _of_slopes(asked: Comparison, found: Tally, left: sp.Expr, right: sp.Expr) -> Outcome:
    same, other, shrunk = found.of("same"), found.of("other"), found.of("left")
    sides = (left, right)
    if found.spent:
        return Outcome("undecided", "its values take too long to compute")
    if other and len(same) < FEWEST:
        unknown = any(isinstance(node, AppliedUndef) for side in sides for node in nodes(side))
        if loose := untied(left, right):
            return Outcome("undecided", loose)
        if unknown or len(other) < FEWEST:
            return Outcome("undecided", "too few slopes could be compared")
        with mp.workdps(DIGITS):
            told = plainest(asked, other[0])
        return wrong(told, values(told, "slopes"))
    if len(same) < FEWEST:
        if shrunk and not found.of("right") and not symbols_of(right) & set(shrunk[0].at):
            return Outcome("undecided", "the right side has no value")
        return Outcome("undecided", "no slopes could be compared, or too few")
    if other or shrunk:
        bad = (*other, *shrunk)
        condition = separating(sides, same, bad)
        if not condition and other and len(same) < len(other):
            return wrong(other[0], values(other[0], "slopes"))
        return Outcome(
            "condition",
            f"the slopes agree at {len(same)} points, and "
            + (values(other[0], "slopes") if other else f"the right side has no value {there(bad[0])}"),
            points=len(same),
            error=found.error,
            at=named(bad[0]),
            left=bad[0].left,
            right=bad[0].right,
            condition=condition or f"not {there(bad[0])}",
        )
    agreed = Outcome("right", f"the slopes agree at {len(same)} points", points=len(same), error=found.error)
    if condition := isolated(asked):
        return replace(
            agreed, kind="condition", said=f"{agreed.said}; where it fails, only one has a value", condition=condition
        )
    return agreed


def _jumps(left: sp.Expr, right: sp.Expr) -> bool:
    """Whether an antiderivative may jump where its slope does not show it."""
    if not isinstance(left, Antideriv) or is_open(right):
        return False
    held = list(nodes(right))
    poles = any(isinstance(node, POLES) or (isinstance(node, sp.Pow) and node.exp.is_negative) for node in held)
    return any(isinstance(node, (sp.sign, sp.floor, sp.ceiling)) for node in held) or (
        poles and any(isinstance(node, JUMPING) for node in held)
    )


def _with_constants(
    claim: Claim, outcome: Outcome, left: sp.Expr, right: sp.Expr, question: frozenset[str], letter: sp.Symbol
) -> Outcome:
    """The outcome, unless a constant was lost on the way."""
    if is_open(right) or any(isinstance(node, Antideriv) for node in nodes(right)):
        return outcome
    constants = [{it.name for it in symbols_of(side)} - question for side in (left, right)]
    opened = is_open(left) and any(mark in claim.left for mark in ("int", "∫"))
    if constants[1]:
        return outcome
    if opened or constants[0]:
        if _is_by_parts(claim):
            return outcome
        return replace(
            outcome,
            kind="condition",
            said=f"{outcome.said}; a constant is missing",
            condition="+ C, one on each interval",
        )
    if is_open(left):
        return outcome
    asked = comparison(claim.known, left, right)
    if tally(asked).of("other"):
        return replace(
            outcome, kind="condition", said=f"{outcome.said}, and the values do not", condition="up to a constant"
        )
    return outcome


def _is_by_parts(claim: Claim) -> bool:
    """Whether an antiderivative is chosen for integrating by parts, where any one will do: v = ∫ e^x dx = e^x."""
    return "v" in claim.known.letters and isinstance(claim.known.letters["v"], Antideriv)
