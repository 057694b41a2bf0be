"""The public verb `judge`: which lines of a derivation are right, and which is the first that is not."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import Any

import mpmath as mp

from calcref.core.errors import CalcrefError, ParseError
from calcref.judging.chains import statements
from calcref.judging.claims import Claim, Outcome
from calcref.judging.mistakes import CROSSED, MISTAKES
from calcref.judging.result import Judgement, Line, NothingToJudge
from calcref.matrix.reading.shapes import Shapes
from calcref.verbs.judging_apart import ask

LONGEST = 200_000  # characters of a text
LONGEST_SIDE = 2_000  # characters of one side of an equality
MOST_SECONDS = 120.0  # by the clock for one text; lines that come later are undecided
EXPLAINING = 60.0  # seconds after which nothing is proved or explained any more
NAMED = {one.id: one for one in (*MISTAKES, CROSSED)}


def judge(text: str, shapes: Shapes | None = None) -> Judgement:
    r"""Which lines of a derivation are right, by independent numbers: the first wrong line comes first.

    The text may hold prose and formulas, typed or in LaTeX: chains of equalities with `=` at the start or the end of
    lines, in `aligned`, `align`, `$$ … $$` or `$ … $`, or plain. `u = x^2` with a new letter is a definition, and
    `f(x) = x^2` defines a function; an equality that stands alone and holds for some values only, beside `⇒` or such
    words as "solve", is an equation. No rule of the library decides what is true; it only explains.

    Args:
        text: the derivation.
        shapes: of the names, as in `matrix_gradient`: then the lines are about vectors and matrices, written as there,
            with ∇_x f, grad_x f, d/dx f and hessian_x f for derivatives. Both sides are compared at random arrays.

    Raises:
        ParseError: the text holds no equality, or is too long.
        CalcrefError: the text is no text, or a shape cannot be read.

    >>> found = judge("d/dx x^2 sin(x) = 2x cos(x)")
    >>> found.verdict, found.lines[0].mistake
    ('refuted', Mistake('product-of-derivatives'))
    >>> judge(r"\int \frac{1}{x}\,dx = \ln x + C").lines[0].condition
    'x > 0'
    >>> judge("grad_x x' A x = 2 A x", "A: n n, x: n").lines[0].condition
    'A symmetric'
    """
    if not isinstance(text, str):
        raise CalcrefError(f"a derivation is a text, not {type(text).__name__}")
    if len(text) > LONGEST:
        raise ParseError(f"the text has {len(text)} characters; at most {LONGEST} are read: judge it in parts")
    if shapes is not None:
        from calcref.verbs.matrix_lines import judge_matrices

        return judge_matrices(text, shapes)
    asking = _Asking()
    judged, given = statements(text, asking.decide)
    if not judged and not given:
        raise NothingToJudge("there is nothing to judge: no line has an `=` between two formulas, as in d/dx x^2 = 2x")
    lines = tuple(asking.line(claim, outcome) for claim, outcome in judged)
    return Judgement(lines, tuple(given))


@dataclass
class _Asking:
    """One text: what is asked of each line, while there is time."""

    started: float = field(default_factory=time.monotonic)

    def passed(self) -> float:
        return time.monotonic() - self.started

    def decide(self, claim: Claim) -> Outcome:
        longest = max(len(claim.left), len(claim.right))
        if longest > LONGEST_SIDE:
            return Outcome("undecided", f"a side has {longest} characters; at most {LONGEST_SIDE} are read: cut it")
        if self.passed() > MOST_SECONDS:
            return Outcome("undecided", "the lines before took all the time there is; judge this part alone")
        found: Outcome | None = ask("decide", claim)
        return found or Outcome("undecided", "its values take too long to compute")

    def line(self, claim: Claim, outcome: Outcome) -> Line:
        """The line, with a proof where there is one, and an explanation."""
        outcome = self.explained(claim, outcome)
        return Line(
            claim.line,
            " ".join(claim.left.split()),
            " ".join(claim.right.split()),
            outcome.kind,
            outcome.said,
            outcome.proved,
            outcome.points,
            outcome.error,
            outcome.at,
            (_number(outcome.left), _number(outcome.right)),
            outcome.condition,
            NAMED.get(outcome.mistake),
            outcome.rules,
        )

    def explained(self, claim: Claim, outcome: Outcome) -> Outcome:
        if outcome.pair is None or self.passed() > EXPLAINING:
            return outcome
        if outcome.kind == "wrong":
            if outcome.condition:
                return replace(outcome, mistake=CROSSED.id)
            return replace(outcome, mistake=ask("explain", claim, outcome) or "")
        if outcome.kind == "right":
            outcome = replace(outcome, proved=bool(ask("prove", claim, outcome)))
        if outcome.kind in ("right", "condition"):
            return replace(outcome, rules=tuple(ask("rules", claim, outcome) or ()))
        return outcome


def _number(value: Any) -> float | None:
    """A value as a float; None where there is none, or none that is finite."""
    return float(value) if value is not None and mp.isfinite(value) and abs(value) < 1e300 else None
