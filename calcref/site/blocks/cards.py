"""The statement card of every concept: its formula, and what there is to say about it, row by row."""

from __future__ import annotations

from typing import Any

import sympy as sp

from calcref.catalogue import Concept
from calcref.core.about import BETWEEN, Formula, Typed, Words, about, equations
from calcref.parse import as_typed
from calcref.render import latex
from calcref.site.blocks.believed import believe


def card(of: Any) -> str:
    """The statement card of a concept: statement, conditions or slope, proof, where it fails, what it is for, source.

    Raises:
        ValueError: it is neither a concept nor the record of one.

    >>> from calcref.derivatives.power_rule import RULE
    >>> "Holds for" in card(RULE)
    True
    >>> from calcref.catalogue import catalogue
    >>> "Slope" in card(catalogue["huber-loss"])
    True
    """
    subject = of.subject if isinstance(of, Concept) else of
    shown = formula(subject)
    told = about(subject)
    assert told is not None  # formula would have raised
    rows = [*told.facts, ("Used in", ((told.ml_use,),)), ("Source", ((str(told.source or ""),),))]
    terms = ((term, [sentence(words) for words in entries]) for term, entries in rows)
    listed = "\n\n".join(
        "\n".join([term, *(f":   {entry}" for entry in entries)]) for term, entries in terms if any(entries)
    )
    return f'<div class="cr-card" markdown="1">\n\n$$ {shown} $$\n\n{listed}\n\n</div>\n'


def formula(subject: Any) -> str:
    """What the rule or record says, in TeX.

    Raises:
        ValueError: it says nothing.
        CheckFailed: what it says is false.
    """
    told = about(subject)
    if told is None:
        raise ValueError(f"a card shows a concept of the catalogue; {subject!r} is not one")
    believe(subject)
    return _lines(told.latex)


def tex(shown: Formula) -> str:
    """A formula in TeX.

    >>> tex(Formula.of(Typed("mu/2"), " = 0"))
    '\\\\frac{\\\\mu}{2} = 0'
    """
    return "".join(map(_part, shown.parts))


def sentence(words: Words) -> str:
    """A sentence in Markdown, with TeX between dollar signs."""
    return "".join(part if isinstance(part, str) else f"${tex(part)}$" for part in words)


def _part(part: Any) -> str:
    match part:
        case Typed(text):
            return as_typed(text).latex
        case sp.Basic():
            return latex(part)
    return str(part)


def _lines(statement: str) -> str:
    """Several equations below one another."""
    below = r" \\ ".join(equations(statement))
    return rf"\begin{{gathered}}{below}\end{{gathered}}" if BETWEEN in statement else statement
