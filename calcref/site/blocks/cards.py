"""The statement card of every concept: its formula, and what there is to say about it, row by row."""

from __future__ import annotations

from typing import Any

import sympy as sp

from calcref.catalogue import Concept
from calcref.core.about import BETWEEN, About, Facts, Formula, Typed, Words, about, equations
from calcref.parse import as_typed
from calcref.render import latex
from calcref.render.notes import in_cell
from calcref.site.blocks.believed import believe


def card(of: Any) -> str:
    """The statement card of a concept: statement, use, where it holds, its formulas; behind "more" proof and source.

    Raises:
        ValueError: it is neither a concept nor the record of one.

    >>> from calcref.derivatives.power_rule import RULE
    >>> "Holds for" in card(RULE)
    True
    >>> from calcref.catalogue import catalogue
    >>> "Slope" in card(catalogue["huber-loss"])
    True
    """
    told, shown = _told(of)
    held = ("Holds for", tuple((text,) for text in told.domain))
    lead, grounds = _lead(told)
    return _card(f"$$ {shown} $$", lead, _listed(held, *told.facts), _more(grounds, str(told.source or "")))


def cards(*of: Any) -> str:
    """The cards of concepts of one kind as one table, a row each; what holds for all of them stands below it.

    Raises:
        ValueError: one of them is neither a concept nor the record of one.

    >>> from calcref.catalogue import catalogue
    >>> cards(catalogue["left-riemann-sum"], catalogue["right-riemann-sum"]).count("Order")
    1
    """
    several = [_told(it)[0] for it in of]
    shared = [text for text in several[0].domain if all(text in told.domain for told in several)]
    terms = [term for term, _ in several[0].facts]
    rows = [("", *terms, "In machine learning"), ("---",) * (len(terms) + 2)]
    for told in several:
        own = [text for text in told.domain if text not in shared]
        said = ["<br>".join([*map(sentence, entries)]) for _, entries in told.facts]
        said[-1] = "<br>".join([said[-1], *own])
        lines = (rf"$\displaystyle {line}$" for line in equations(told.latex))
        rows.append(("<br>".join([f"**{told.name}**", *lines]), *said, told.ml_use))
    table = "\n".join(f"| {' | '.join(map(in_cell, row))} |" for row in rows)
    sources = "; ".join(dict.fromkeys(str(told.source) for told in several))
    held = _listed(("Holds for", tuple((text,) for text in shared)))
    return _card(table, held, _more((), sources), kind="cr-card cr-cards")


def _told(of: Any) -> tuple[About, str]:
    subject = of.subject if isinstance(of, Concept) else of
    shown, told = formula(subject), about(subject)
    assert told is not None  # formula would have raised
    return told, shown


def _card(*parts: str, kind: str = "cr-card") -> str:
    inside = "\n\n".join(filter(None, parts))
    return f'<div class="{kind}" markdown="1">\n\n{inside}\n\n</div>\n'


def _lead(told: About) -> tuple[str, Facts]:
    """What it is for, in a sentence, or else the first of its grounds, and the grounds that are left."""
    if told.ml_use:
        return f'<span class="cr-for">In machine learning</span> {told.ml_use}', told.grounds
    (_, (first, *_)), *rest = told.grounds
    return sentence(first), tuple(rest)


def _more(grounds: Facts, source: str) -> str:
    """What folds: why it is true, where it fails, where it can be read up."""
    listed = _listed(*grounds, ("Source", ((source,),)))
    return (
        f'<details class="cr-more" markdown="1">\n<summary>More</summary>\n\n{listed}\n\n</details>' if listed else ""
    )


def _listed(*facts: tuple[str, tuple[Words, ...]]) -> str:
    terms = ((term, [sentence(words) for words in entries]) for term, entries in facts)
    return "\n\n".join(
        "\n".join([term, *(f":   {entry}" for entry in entries)]) for term, entries in terms if any(entries)
    )


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
    return lines(told.latex)


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


def lines(statement: str) -> str:
    """Several equations below one another."""
    below = r" \\ ".join(equations(statement))
    return rf"\begin{{gathered}}{below}\end{{gathered}}" if BETWEEN in statement else statement
