"""What a reader answered to a drill, judged there and then."""

from __future__ import annotations

from dataclasses import asdict

from calcref.core.expr import symbols_of
from calcref.parse import parse
from calcref.playground.said import Data, told
from calcref.verbs.check_answer import check_answer

NEAR = 1e-9  # relative


@told
def drill(answer: str, question: str, wanted: str) -> Data:
    """Whether `answer` answers `question`, or, where that is empty, is the number `wanted`.

    A decimal number is wanted to its last digit.

    >>> drill("2x", "d/dx x^2", "2x")["verdict"]
    'right'
    >>> drill("0.333", "", "0.33")["verdict"], drill("1/2", "", "1/3")["verdict"]
    ('right', 'wrong')
    """
    if question:
        return asdict(check_answer(question, answer))
    given = parse(answer)
    if symbols_of(given):
        return {"verdict": "wrong", "said": "the answer is a number, and this holds letters"}
    right = float(parse(wanted).evalf())
    _, point, digits = wanted.partition(".")
    room = 0.5 * 10.0 ** -len(digits) if point else NEAR * max(1.0, abs(right))
    if abs(float(given.evalf()) - right) <= room:
        return {"verdict": "right", "said": "the values agree"}
    return {"verdict": "wrong", "said": f"this is {float(given.evalf()):.6g}, and the answer is another number"}
