"""What a reader answered to a drill, judged there and then."""

from __future__ import annotations

from dataclasses import asdict

from calcref.playground.said import Data, told
from calcref.verbs.check_answer import check_answer


@told
def drill(answer: str, question: str) -> Data:
    """Whether `answer` answers `question`, as `check_answer` finds it.

    >>> drill("2x", "d/dx x^2")["verdict"]
    'right'
    """
    return asdict(check_answer(question, answer))
