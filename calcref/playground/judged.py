"""What a reader pasted to be judged, line by line."""

from __future__ import annotations

from calcref.playground.said import Data, told
from calcref.verbs.judge import judge


@told
def judged(text: str, shapes: str = "") -> Data:
    """The judgement of a derivation as HTML, and the number of the first wrong line, 0 where there is none.

    Lines of vectors and matrices need the `shapes` of their names.

    >>> judged("d/dx x^2 = 2x = 3x")["first_wrong"], judged("x^2")["error"][:27]
    (1, 'there is nothing to judge: ')
    >>> judged("grad_x x' x = x", "x: n")["verdict"]
    'refuted'
    """
    found = judge(text, shapes if shapes.strip() else None)
    first = found.first_wrong
    return {"html": found.to_html(), "verdict": found.verdict, "first_wrong": first.number if first else 0}
