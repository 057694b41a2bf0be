"""What is added to an answer: the constants of an antiderivative, the remainder of a Taylor polynomial."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.letters import K
from calcref.core.questions import Antideriv
from calcref.core.records import Derivation
from calcref.core.remainder import Remainder

IN_TEXT = ("∈", "each integer k")
IN_LATEX = (r"\in", r"k \in \mathbb{Z}")


def constants(
    derivation: Derivation, write: Callable[[Basic], str], words: tuple[str, str]
) -> Iterator[tuple[str, str]]:
    """Each constant to be added to the answer, and where, as an element of which interval; a remainder, and its bound.

    There is nothing for other answers.

    >>> from calcref.core.engine import derive
    >>> from calcref.integrals import RULES
    >>> x = sp.Symbol("x", real=True)
    >>> list(constants(derive(Antideriv(1 / x, x), RULES), str, IN_TEXT))
    [('C_1', 'x ∈ (-oo, 0)'), ('C_2', 'x ∈ (0, oo)')]
    """
    if derivation.remainder is not None:
        term = write(derivation.remainder.term)
        apart = (r"\left(", r"\right)") if words is IN_LATEX else "()"
        yield term.join(apart) if term.startswith("-") else term, _said(derivation.remainder, write, words is IN_LATEX)
    if not isinstance(derivation.question, Antideriv):
        return
    element, integers = words
    intervals = derivation.domain
    several = len(intervals) > 1
    for place, interval in enumerate(intervals, 1):
        periodic = interval.has(K)
        index = ",".join([*([str(place)] if several else []), *(["k"] if periodic else [])])
        where = f"{write(derivation.question.var)} {element} ({write(interval.start)}, {write(interval.end)})"
        line = interval == sp.S.Reals or interval == sp.Interval(-sp.oo, sp.oo)
        name = write(sp.Symbol(f"C_{index}" if index else "C"))
        yield name, "" if line else f"{where}, {integers}" if periodic else where
    if not intervals:
        yield write(sp.Symbol("C")), ""


def _said(remainder: Remainder, write: Callable[[Basic], str], tex: bool) -> str:
    """Where the letter of a remainder stands, and how large the remainder is at most."""

    def word(said: str) -> str:
        return rf"\text{{ {said} }}" if tex else f" {said} "

    said = f"{write(remainder.place)}{word('between')}{write(remainder.about)}{word('and')}{write(remainder.var)}"
    if remainder.bound is None or remainder.on is None:
        return said
    low, high = map(write, remainder.on)
    most = r" \le " if tex else " <= "
    held = f"{low}{most}{write(remainder.var)}{most}{high}"
    return f"{said},{word('its size')}{most.strip()} {write(remainder.bound)}{word('for')}{held}"
