"""The constants of an antiderivative: one for each interval."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.letters import K
from calcref.core.questions import Antideriv
from calcref.core.records import Derivation

IN_TEXT = ("∈", "each integer k")
IN_LATEX = (r"\in", r"k \in \mathbb{Z}")


def constants(
    derivation: Derivation, write: Callable[[Basic], str], words: tuple[str, str]
) -> Iterator[tuple[str, str]]:
    """Each constant to be added to the answer, and where, as an element of which interval; nothing for other answers.

    >>> from calcref.core.engine import derive
    >>> from calcref.integrals import RULES
    >>> x = sp.Symbol("x", real=True)
    >>> list(constants(derive(Antideriv(1 / x, x), RULES), str, IN_TEXT))
    [('C_1', 'x ∈ (-oo, 0)'), ('C_2', 'x ∈ (0, oo)')]
    """
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
