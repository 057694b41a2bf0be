"""The one door of a browser: the name of a function and what it is given as JSON, and JSON comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from calcref.playground.answer import answer, more, whole
from calcref.playground.cell import cell
from calcref.playground.drill import drill
from calcref.playground.echo import echo
from calcref.playground.judged import judged

CALLS: dict[str, Callable[..., dict[str, Any]]] = {
    "answer": answer,
    "cell": cell,
    "drill": drill,
    "echo": echo,
    "judged": judged,
    "more": more,
    "whole": whole,
}


def serve(call: str, given: str) -> str:
    """What the function `call` answers, as JSON.

    >>> serve("drill", '["2x", "d/dx x^2", ""]')[:43]
    '{"verdict": "right", "said": "20 values agr'
    """
    return json.dumps(CALLS[call](*json.loads(given)), ensure_ascii=False)
