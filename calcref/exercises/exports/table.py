"""Exercises as a table of comma-separated values."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from calcref.exercises.records import Exercise

COLUMNS = (
    "family",
    "level",
    "seed",
    "prompt",
    "question",
    "question_latex",
    "answer",
    "answer_latex",
    "hints",
    "mistakes",
)


def to_csv(exercises: Iterable[Exercise]) -> str:
    """A line of names and a line for each exercise; hints and mistakes are lists in JSON.

    Raises:
        CheckFailed: an exercise could not be verified.

    >>> from calcref import exercises
    >>> print(to_csv([exercises.exercise("power-rule", 3)]).splitlines()[1][:46])
    power-rule,1,3,Differentiate 8*x^9.,d/dx 8*x^9
    """
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(COLUMNS)
    for it in exercises:
        it.verify()
        mistakes = [{"id": one.id, "said": one.said, "answer": one.answer} for one in it.mistakes]
        table.writerow(
            (
                it.family.id,
                it.level,
                it.seed,
                it.prompt,
                it.question,
                it.latex,
                it.answer,
                it.answer_latex,
                json.dumps(it.hints, ensure_ascii=False),
                json.dumps(mistakes, ensure_ascii=False),
            )
        )
    return written.getvalue()
