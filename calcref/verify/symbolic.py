"""Checking a derivation: every step and every answer, by numbers and by proof."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from calcref.core.array_questions import ArrayQuestion
from calcref.core.evidence import Evidence, weakest
from calcref.core.expr import is_open, nodes
from calcref.core.places import place
from calcref.core.questions import Closing
from calcref.core.records import Derivation, Step
from calcref.verify.answers import check_answer
from calcref.verify.antiderivative import check_intervals
from calcref.verify.matrix.check import check_arrays
from calcref.verify.numbers import BOTH_INFINITE, SPENT, check_numbers
from calcref.verify.proof import is_proved

UNFINISHED = Evidence("refuted", "the answer still holds an open question")
UNEVALUATED = (Closing, sp.Derivative, sp.Integral, sp.Limit, sp.Subs)

Numbers = tuple[list[Evidence], list[Evidence]]  # of the steps, and of the answers


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
    if isinstance(derivation.question, ArrayQuestion):
        return check_arrays(derivation)
    if _is_unfinished(derivation):
        return UNFINISHED
    proofs: dict[tuple[sp.Expr, sp.Expr], bool] = {}
    steps, answers = derivation.by_numbers
    return _together(
        derivation,
        [with_proof(node.step, found, proofs) for node, found in zip(derivation.nodes, steps, strict=True)],
        answers,
    )


def check_by_numbers(derivation: Derivation) -> Evidence:
    """The evidence of `check` as far as numbers go, which is what refutes: nothing is proved, which takes longer."""
    if isinstance(derivation.question, ArrayQuestion):
        return check_arrays(derivation)
    return UNFINISHED if _is_unfinished(derivation) else _together(derivation, *derivation.by_numbers)


def by_numbers(derivation: Derivation) -> Numbers:
    """What numbers say of each step, and of the answers: of the parts, on each interval, and as a whole."""
    numbers = iter(check_numbers(derivation))
    steps, answers = [], []
    for node in derivation.nodes:
        steps.append(next(numbers))
        if node.answer is not node.step.after:
            answers.append(next(numbers))
    answers.extend(check_intervals(derivation))
    whole = check_answer(derivation)
    return steps, [*answers, whole] if whole is not None else answers


def _is_unfinished(derivation: Derivation) -> bool:
    return is_open(derivation.answer) or any(isinstance(node, UNEVALUATED) for node in nodes(derivation.answer))


def _together(derivation: Derivation, found: list[Evidence], answers: list[Evidence]) -> Evidence:
    steps = [_by_its_rule(node.step, one) for node, one in zip(derivation.nodes, found, strict=True)]
    worst = weakest((*steps, *(found for found in answers if found.verdict in ("refuted", "unknown"))))
    compared = [found.error for found in (*steps, *answers) if found.error is not None]
    return Evidence(
        worst.verdict,
        worst.how if worst.verdict == "refuted" or any(worst is it for it in answers) else summary(steps, worst),
        max(found.points for found in (*steps, *answers)),
        max(compared, default=None),
        (*steps, *answers),
    )


def summary(steps: list[Evidence], worst: Evidence) -> str:
    """What the checks of the steps found, in one sentence."""
    count = len(steps)
    infinite = sum(found.how == BOTH_INFINITE for found in steps)
    proved = sum(found.verdict == "proved" for found in steps)
    if worst.verdict == "unknown":
        return f"not every one of {count} steps could be decided: {worst.how}" if count > 1 else worst.how
    if count == 1:
        return "the step is an identity, and both sides have the same values" if proved else worst.how
    if proved == count:
        return f"each of {count} steps is an identity, and both sides have the same values"
    identities = {0: "none is proved", 1: "one of them is a proved identity"}.get(
        proved, f"{proved} of them are proved identities"
    )
    if not infinite:
        return f"both sides of each of {count} steps have the same values, and {identities}"
    divergent = f"in {infinite} of {count} steps both sides are infinite"
    if infinite == count:
        return divergent
    return f"{divergent}, in the others they have the same values, and {identities}"


def _by_its_rule(step: Step, found: Evidence) -> Evidence:
    """`found`, with the guilty rule and its place in the sources where it is refuted."""
    if found.verdict != "refuted":
        return found
    return replace(found, how=f"a step by the rule {step.rule.id} ({place(step.rule.id)}): {found.how}")


def with_proof(step: Step, numbers: Evidence, proofs: dict[tuple[sp.Expr, sp.Expr], bool]) -> Evidence:
    """The evidence of `numbers`, raised to "proved" where SymPy shows the step and no number speaks against it."""
    if numbers.verdict != "refuted" and numbers.how != SPENT and is_proved(step, proofs):
        return replace(numbers, verdict="proved", how="an identity, and both sides have the same values")
    return numbers
