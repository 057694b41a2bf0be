"""What was found out of a derivation: a line for each equality, and the whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from calcref.core.errors import ParseError
from calcref.core.evidence import Verdict
from calcref.judging.claims import Kind
from calcref.judging.given import Given
from calcref.judging.mistakes.record import Mistake

VERSION = 1  # of the JSON
STRENGTH: dict[Verdict, int] = {"proved": 3, "agrees": 2, "unknown": 1, "refuted": 0}


class NothingToJudge(ParseError):
    """A text without an equality."""


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One equality of a derivation, judged.

    Args:
        number: the number of the line in the text, from 1.
        left: the left side, as it is written.
        right: the right side, likewise.
        kind: "right", "wrong", "condition" (right only under one that was lost) or "undecided".
        said: why, in one sentence.
        proved: whether it was shown to be an identity, beside what numbers say.
        points: at how many points both sides agree.
        error: the largest relative difference there.
        at: a point where it is wrong, by the names of the letters.
        values: the values of both sides there, None where there is none.
        condition: what was lost, such as "x > 0".
        mistake: the mistake that explains a wrong line, if one does.
        rules: the ids of the rules that lead from the left side to the right; an explanation, and no evidence.
    """

    number: int
    left: str
    right: str
    kind: Kind
    said: str
    proved: bool = False
    points: int = 0
    error: float | None = None
    at: Mapping[str, float] = field(default_factory=dict)
    values: tuple[float | None, float | None] = (None, None)
    condition: str = ""
    mistake: Mistake | None = None
    rules: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The same in the words of all evidence: what holds only under a condition is "unknown"."""
        if self.kind == "right":
            return "proved" if self.proved else "agrees"
        return "refuted" if self.kind == "wrong" else "unknown"

    @property
    def text(self) -> str:
        """The equality, as it is written."""
        return f"{self.left} = {self.right}"

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain data."""
        found = self.mistake
        return {
            "number": self.number,
            "left": self.left,
            "right": self.right,
            "kind": self.kind,
            "verdict": self.verdict,
            "said": self.said,
            "points": self.points,
            "error": self.error,
            "at": dict(self.at),
            "values": list(self.values),
            "condition": self.condition,
            "mistake": None if found is None else {"id": found.id, "name": found.name, "said": found.said},
            "rules": list(self.rules),
        }

    def __repr__(self) -> str:
        return f"Line({self.number}, {self.kind!r}, {_cut(self.text)!r})"

    def __str__(self) -> str:
        from calcref.judging.showing import line_text

        return line_text(self)


@dataclass(frozen=True, slots=True, repr=False)
class Judgement:
    """What was found out of a derivation.

    Args:
        in_order: the lines as they stand in the text.
        given: what the text takes as given: definitions, conditions, values and equations.
    """

    in_order: tuple[Line, ...]
    given: tuple[Given, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines, the first wrong one first; the others as they stand in the text."""
        first = self.first_wrong
        return self.in_order if first is None else (first, *(line for line in self.in_order if line is not first))

    @property
    def first_wrong(self) -> Line | None:
        """The first line that is wrong, None where none is."""
        return next((line for line in self.in_order if line.kind == "wrong"), None)

    @property
    def verdict(self) -> Verdict:
        """As strong as the weakest line: "proved", "agrees", "unknown" or "refuted"."""
        return min((line.verdict for line in self.in_order), key=STRENGTH.__getitem__, default="unknown")

    def to_text(self) -> str:
        """The judgement for a terminal, the first wrong line first."""
        from calcref.judging.showing import to_text

        return to_text(self)

    def to_html(self) -> str:
        """The judgement as a table, the lines as they stand in the text."""
        from calcref.judging.showing import to_html

        return to_html(self)

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain data, the lines as they stand in the text."""
        first = self.first_wrong
        return {
            "version": VERSION,
            "verdict": self.verdict,
            "first_wrong": None if first is None else self.in_order.index(first),
            "lines": [line.to_dict() for line in self.in_order],
            "given": [{"line": it.line, "text": it.text, "what": it.what} for it in self.given],
        }

    def to_json(self) -> str:
        """The same as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False)

    def _repr_html_(self) -> str:
        return self.to_html()

    def __repr__(self) -> str:
        first = self.first_wrong
        wrong = f", first wrong: line {first.number}" if first else ""
        count = len(self.in_order)
        return f"Judgement({self.verdict!r}, {count} {'line' if count == 1 else 'lines'}{wrong})"

    def __str__(self) -> str:
        return self.to_text()


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
