"""What a derivation claims, step by step: two sides that are equal, or an equation that follows from another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from calcref.judging.known import Known

Kind = Literal["right", "wrong", "condition", "undecided", "given"]


@dataclass(frozen=True, slots=True)
class Claim:
    """Two sides that a line says are equal.

    Args:
        line: the number of the line.
        left, right: the sides, as they are written.
        sign: "equal", "approx" or "define".
        known: what the text has said before.
        family: the letter in which the chain is one of antiderivatives; "" where it is none.
        question: the letters of the question that the chain began with: others on the right are constants.
        reading: which reading of the left side was the right one, None where any may be.
        alone: whether the equality stands alone, so that it may be an equation and no identity.
        link: "implies" or "iff" where it is said to follow from the equation before.
    """

    line: int
    left: str
    right: str
    sign: str
    known: Known
    family: str = ""
    question: frozenset[str] = frozenset()
    reading: int | None = None
    alone: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found out of a claim.

    Args:
        kind: "right", "wrong", "condition" (right only under one that was lost), "undecided", or "given" (an equation
            that is no claim).
        said: why, in a sentence without a full stop.
        proved: whether it was shown, and not only seen at points.
        points: at how many points both sides agree.
        error: the largest relative difference there.
        at: where it is wrong, by the names of the letters.
        left, right: the values there, None where there is none.
        condition: what was lost.
        mistake: the id of the mistake that explains a wrong line.
        rules: the ids of the rules that lead from the left side to the right.
        family: the letter of a chain of antiderivatives.
        question: the letters of the question that it began with.
        reading: which reading of the right side it holds for.
        entry: the place of the entry that it is about, row by row, where the sides are vectors.
        pair: which pair of readings of both sides was compared, None where they could not be read.
    """

    kind: Kind
    said: str
    proved: bool = False
    points: int = 0
    error: float | None = None
    at: Mapping[str, float] = field(default_factory=dict)
    left: Any = None
    right: Any = None
    condition: str = ""
    mistake: str = ""
    rules: tuple[str, ...] = ()
    family: str = ""
    question: frozenset[str] = frozenset()
    reading: int | None = None
    entry: int | None = None
    pair: int | None = None
