"""The cheat sheet and the rule index: tables that the catalogue fills in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import sympy as sp

from calcref.catalogue import Concept, catalogue
from calcref.core.about import Formula
from calcref.core.proofs import Argument, FromDefinition, FromForm, FromInverse
from calcref.core.shown import SITE
from calcref.integrals.sources import by_differentiating
from calcref.render.notes import in_cell
from calcref.site.blocks.cards import lines, sentence, tex

GRADIENTS = ("Slope", "Backward")  # the facts of a record that are one
_BETWEEN = re.compile(r",?\s*(?:\\quad|\\\\)\s+")  # a wide space or a new line between equations
_MATRIX = re.compile(r"\\begin\{(\w+)\}.*?\\end\{\1\}", re.DOTALL)  # where \\ ends a row, not an equation

CALCULUS: tuple[tuple[str, Callable[[Concept], bool]], ...] = (
    (
        "Rules of differentiation",
        lambda concept: concept.family in ("derivatives", "core") and "elementary-functions" not in concept.page,
    ),
    ("Derivatives", lambda concept: "elementary-functions" in concept.page),
    (
        "Rules of integration",
        lambda concept: concept.family == "integrals" and "table-of-integrals" not in concept.page,
    ),
    ("Integrals, with one constant for each interval", lambda concept: "table-of-integrals" in concept.page),
    ("Several variables", lambda concept: concept.family == "multivariable"),
    ("Limits", lambda concept: concept.family == "limits"),
    ("Slopes, sums and steps", lambda concept: concept.family in ("differences", "quadrature")),
)
MACHINE_LEARNING: tuple[tuple[str, Callable[[Concept], bool]], ...] = (
    ("Matrix gradients", lambda concept: concept.family == "matrix"),
    ("Densities", lambda concept: concept.family == "probability"),
    ("Information", lambda concept: concept.family == "information"),
    ("Layers", lambda concept: concept.family == "layers"),
    ("Activations", lambda concept: concept.family == "activations"),
    ("Losses", lambda concept: concept.family == "losses"),
    ("Penalties", lambda concept: concept.family == "regularizers"),
    ("Descent", lambda concept: concept.family in ("optimization", "roots")),
    ("Metrics", lambda concept: concept.family == "metrics"),
)


def cheat_sheet(groups: Iterable[tuple[str, Callable[[Concept], bool]]] = CALCULUS) -> str:
    """The formulas of some groups of the catalogue with their conditions and gradients, under a list of the groups.

    Each of the two prints on two sheets of A4, on both sides. What a row says is checked where the concept has its
    card, on the page that the row links to.

    Concepts that no machine learning uses are steps that only rearrange: they are left out. Formulas by cases, which
    need a page of their own, are named in the last row of their table.

    >>> "Chain rule" in cheat_sheet(), "Simplify" in cheat_sheet()
    (True, False)
    """
    shown = [concept for concept in catalogue.values() if concept.about.ml_use]
    found = ((title, [concept for concept in shown if belongs(concept)]) for title, belongs in groups)
    tables = {title: _table(title, concepts) for title, concepts in found if concepts}
    contents = " · ".join(f"[{title}](#{_slug(title)})" for title in tables)
    inside = "\n\n".join([f'<nav class="cr-contents" markdown="1">\n\n{contents}\n\n</nav>', *tables.values()])
    return f'<div class="cr-sheet" markdown="1">\n\n{inside}\n\n</div>\n'


def _slug(title: str) -> str:
    return re.sub(r"[^a-z]+", "-", title.lower())


def _has_cases(concept: Concept) -> bool:
    return bool(concept.rule and concept.rule.statement.right.has(sp.Piecewise))


def rule_index() -> str:
    """Every concept by its name: its page, its id, and why it is true or where it can be read up.

    >>> rule_index().splitlines()[0]
    '| name and id | proof or source |'
    """
    ordered = sorted(catalogue.values(), key=lambda concept: concept.name.lower())
    return _rows(ordered, ("name and id", "proof or source"), _entry)


def _table(title: str, concepts: list[Concept]) -> str:
    whole = [concept for concept in concepts if not _has_cases(concept)]
    by_cases = ", ".join(_link(concept) for concept in concepts if _has_cases(concept))
    last = f"\n| by cases | {by_cases} |" if by_cases else ""
    return f'<h2 id="{_slug(title)}">{title}</h2>\n\n{_rows(whole, ("name", "formula"), _row)}{last}'


def _rows(concepts: Iterable[Concept], head: tuple[str, ...], row: Callable[[Concept], tuple[str, ...]]) -> str:
    lines = (head, ("---",) * len(head), *map(row, concepts))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _row(concept: Concept) -> tuple[str, ...]:
    rule = concept.rule
    conditions = "; ".join(rule.holds_for) if rule else ""
    said = _typeset(lines(concept.about.latex)) + (f" <small>{in_cell(conditions)}</small>" if conditions else "")
    return _link(concept), f'<span class="cr-beside"><span>{said}</span>{_gradient(concept)}</span>'


def _gradient(concept: Concept) -> str:
    """The slope of a loss or penalty, or the way back through a layer."""
    found = [words for term, entries in concept.about.facts if term in GRADIENTS for words in entries]
    formulas = [_typeset(tex(part)) for words in found for part in words if isinstance(part, Formula)]
    return f"<span>{', '.join(formulas)}</span>" if formulas else ""


def _entry(concept: Concept) -> tuple[str, ...]:
    return f"{_link(concept)}<br>`{concept.id}`", _ground(concept)


def _ground(concept: Concept) -> str:
    """Why it is true, in a word or two, or where it can be read up."""
    match concept.rule and concept.rule.proof:
        case FromDefinition():
            return "limit of the difference quotient"
        case FromInverse() as proof:
            return in_cell(sentence(proof.words(None)))
        case FromForm() as proof:
            return f"other rules, from {in_cell(sentence(proof.where))}"
        case Argument(_, source) as proof:
            back = proof == by_differentiating(source)
            return "the slope of the right-hand side is the integrand" if back else in_cell(str(source))
    return in_cell(str(concept.about.source))


def _link(concept: Concept) -> str:
    return f"[{concept.name}]({SITE}{concept.page})"


def _typeset(tex: str) -> str:
    """Inline formulas, one for each part between wide spaces or lines, so that long ones can be broken."""
    plain = re.sub(r"\\(?:begin|end)\{gathered\}", "", tex)
    whole = _MATRIX.sub(lambda matrix: matrix[0].replace(r"\\", "\0"), plain)
    return ", ".join(f"${in_cell(part.strip())}$" for part in _BETWEEN.split(whole)).replace("\0", r"\\")
