"""What a reader pasted to be judged, line by line."""

from __future__ import annotations

from calcref.playground.said import Data, told
from calcref.verbs.judge import judge


@told
def judged(text: str) -> Data:
    """The judgement of a derivation as HTML, and the number of the first wrong line, 0 where there is none.

    >>> judged("d/dx x^2 = 2x = 3x")["first_wrong"], judged("x^2")["error"][:27]
    (1, 'there is nothing to judge: ')
    """
    found = judge(text)
    first = found.first_wrong
    return {"html": found.to_html(), "verdict": found.verdict, "first_wrong": first.number if first else 0}
