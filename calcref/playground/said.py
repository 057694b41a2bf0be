"""What went wrong, as data: the message, the place in the text, and what may have been meant."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from calcref.core.errors import CalcrefError, ParseError

Data = dict[str, Any]
TOO_LARGE = "this is too large for a computation in a browser; try a smaller formula"


def told(work: Callable[..., Data]) -> Callable[..., Data]:
    """`work`, which now answers with an error of ours as data in place of raising it.

    >>> from calcref.verbs.ask import open_question
    >>> told(open_question)("x^2")["error"][:46]
    'this asks nothing that is known; type d/dx x^2'
    """

    @wraps(work)
    def telling(*given: str) -> Data:
        try:
            return work(*given)
        except ParseError as error:
            whole = [question_with(error.text, error.position, it) for it in error.readings]
            readings = [it for it in whole if it] or questions_about(given[0])
            return {"error": error.message, "position": error.position, "readings": readings}
        except CalcrefError as error:
            return {"error": str(error)}
        except (RecursionError, MemoryError):
            return {"error": TOO_LARGE}

    return telling


def question_with(text: str, position: int, reading: str) -> str | None:
    """`text` with `reading` in place of what it is a reading of, around `position`; None where that is not found.

    >>> question_with("d/dx (sin 2x + x)", 11, "sin(2*x)")
    'd/dx (sin(2*x) + x)'
    """
    wanted = _bare(reading)
    for start in range(min(position, len(text)), -1, -1):
        for end in range(start + len(wanted), min(len(text), start + 2 * len(reading) + 20) + 1):
            part = text[start:end]
            fits = position <= end and part == part.strip() and part.count("(") == part.count(")")
            if fits and _bare(part) == wanted:
                return text[:start] + reading + text[end:]
    return None


def _bare(formula: str) -> str:
    return "".join(it for it in formula if it not in "()* ")


def questions_about(text: str) -> list[str]:
    """What could be asked about `text`, if it is a formula of one letter, or of several with x among them.

    >>> questions_about("x^2")
    ['d/dx (x^2)', '∫ x^2 dx']
    >>> questions_about("x^")
    []
    """
    from calcref.core.expr import symbols_of
    from calcref.parse import parse

    try:
        names = sorted(it.name for it in symbols_of(parse(text)) if len(it.name) == 1)
    except CalcrefError:
        return []
    letter = "x" if "x" in names else names[0] if names else ""
    return [f"d/d{letter} ({text.strip()})", f"∫ {text.strip()} d{letter}"] if letter else []
