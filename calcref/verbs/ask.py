"""The public verb `ask`: a question as books write it, read and answered."""

from __future__ import annotations

from typing import Any

import sympy as sp

from calcref.core.expr import raw, symbols_of
from calcref.core.questions import Antideriv, DefiniteIntegral, Diff, LimitOf, Question
from calcref.core.records import Derivation
from calcref.verbs.limit import SIDES
from calcref.verbs.reading import bound


def ask(question: str) -> Derivation:
    r"""The answer to a question in the notation of books, with every step.

    Args:
        question: text such as "d/dx x^2 sin(x)", "∫_0^1 x^2 dx" or "lim x->0 sin(x)/x", or the same in LaTeX.

    Raises:
        ParseError: the text asks nothing, or could be read in two ways.
        CalcrefError: as in `differentiate`, `integrate` or `limit`, whichever is asked for.

    >>> ask(r"\int_0^1 x^2\,dx").answer
    1/3
    """
    import calcref
    from calcref.parse import question as read

    asked = read(question)
    found: Derivation = getattr(calcref, asked.verb)(**asked.arguments)
    return found


def open_question(text: str) -> Any:
    """The open question that `text` asks, before any rule has seen it.

    Raises:
        ParseError: the text asks nothing, or could be read in two ways.

    >>> open_question("d/dx x^2")
    Diff(x**2, x)
    """
    from calcref.parse import question

    asked = question(text)
    known = asked.arguments
    var = next((it for it in symbols_of(known["expr"]) if it.name == known["x"]), sp.Symbol(known["x"], real=True))
    made: Question = known["expr"]
    if asked.verb == "differentiate":
        for _ in range(known["order"]):
            made = raw(Diff, made, var)
        return made
    if asked.verb == "limit":
        side = sp.Symbol(SIDES[known.get("side", "both")])
        return raw(LimitOf, made, var, bound(known["to"], "to"), side)
    if "lower" not in known:
        return raw(Antideriv, made, var)
    return raw(DefiniteIntegral, made, var, *(bound(known[end], end) for end in ("lower", "upper")))
