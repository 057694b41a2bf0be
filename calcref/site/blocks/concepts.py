"""Every concept as the search index takes it: name, page, formula, and the ways in which the formula is typed."""

from __future__ import annotations

import json

from calcref.catalogue import Concept, catalogue
from calcref.core.about import equations
from calcref.core.questions import Question
from calcref.core.records import Law
from calcref.render import text


def concepts() -> str:
    """A list in JSON: of each concept its name, page, use, TeX, and what a reader may type for its formula.

    >>> json.loads(concepts())[0][:2]
    ['Definition of the derivative', 'derivatives/what-a-derivative-is/']
    """
    return json.dumps([_row(concept) for concept in catalogue.values()])


def _row(concept: Concept) -> list[object]:
    told = concept.about
    return [concept.name, concept.page, told.ml_use, equations(told.latex)[0], _typed(concept)]


def _typed(concept: Concept) -> list[str]:
    """The question, what it asks about, and the answer; or the statement, where it is text."""
    subject = concept.about
    if not isinstance(subject, Law):
        return [str(subject.statement)]
    left, right = subject.statement.left, subject.statement.right
    asked = [text(left.args[0])] if isinstance(left, Question) else []
    return [text(left), *asked, text(right)]
