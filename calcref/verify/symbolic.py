"""Checking a derivation: every step and every answer, by numbers and by proof."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from calcref.core.evidence import Evidence, weakest
from calcref.core.expr import is_open, nodes
from calcref.core.questions import Closing
from calcref.core.records import Derivation, Step
from calcref.verify.numbers import check_numbers
from calcref.verify.proof import is_proved

UNEVALUATED = (Closing, sp.Derivative, sp.Integral, sp.Limit, sp.Subs)


def check(derivation: Derivation) -> Evidence:
    """Evidence for `derivation`: as strong as its weakest step, and `parts` holds one for each claim.

    Nothing here shares code with the rules. An answer that still holds an open or unevaluated head is refuted.

    >>> import sympy as sp
    >>> from calcref.core.engine import derive
    >>> from calcref.core.questions import Diff
    >>> from calcref.derivatives import RULES
    >>> x = sp.Symbol("x", real=True)
    >>> check(derive(Diff(x * sp.sin(x), x), RULES)).verdict
    'proved'
    """
    if is_open(derivation.answer) or any(isinstance(node, UNEVALUATED) for node in nodes(derivation.answer)):
        return Evidence("refuted", "the answer still holds an open question")
    numbers = iter(check_numbers(derivation))
    proofs: dict[tuple[sp.Expr, sp.Expr], bool] = {}
    steps, answers = [], []
    for node in derivation.nodes:
        steps.append(with_proof(node.step, next(numbers), proofs))
        if node.answer is not node.step.after:
            answers.append(next(numbers))
    worst = weakest((*steps, *(found for found in answers if found.verdict in ("refuted", "unknown"))))
    compared = [found.error for found in (*steps, *answers) if found.error is not None]
    return Evidence(
        worst.verdict,
        f"{len(steps)} steps checked, the weakest by {worst.how}" if worst.verdict != "refuted" else worst.how,
        max(found.points for found in (*steps, *answers)),
        max(compared, default=None),
        (*steps, *answers),
    )


def with_proof(step: Step, numbers: Evidence, proofs: dict[tuple[sp.Expr, sp.Expr], bool]) -> Evidence:
    """The evidence of `numbers`, raised to "proved" where SymPy shows the step and no number speaks against it."""
    if numbers.verdict != "refuted" and is_proved(step, proofs):
        return replace(numbers, verdict="proved", how="an identity, and values of both sides")
    return numbers
