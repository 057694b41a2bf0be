"""What every concept says of itself: the record that rules, losses, layers, densities and methods share.

Nothing here typesets: a formula is handed over in parts, and the cards of the site and the notebooks write it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from calcref.core.shown import Brief, card, cut

BETWEEN = r",\quad "  # what stands between the equations of one TeX, and before what a letter in it means


@dataclass(frozen=True, slots=True, repr=False)
class Source(Brief):
    """Where a statement can be read up: a book or paper, and the place in it."""

    title: str
    where: str

    def __str__(self) -> str:
        return f"{self.title}, {self.where}"


@dataclass(frozen=True, slots=True, repr=False)
class Typed(Brief):
    """A part of a formula, as `calcref.parse` reads it."""

    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Formula(Brief):
    """A formula in parts, side by side: TeX, what is `Typed`, and expressions."""

    parts: tuple[Any, ...]

    @classmethod
    def of(cls, *parts: Any) -> Formula:
        """The formula that is made of `parts`.

        >>> Formula.of(Typed("mu"), "= 0").parts[1]
        '= 0'
        """
        return cls(parts)


Words = tuple[str | Formula, ...]
"""A sentence: text, with TeX between dollar signs, and formulas."""
Facts = tuple[tuple[str, tuple[Words, ...]], ...]
"""What there is to say about a concept beside its statement: a name, and one sentence, several or none."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class About:
    """What a concept says of itself.

    Args:
        id: the slug, the same in the catalogue, on its page, in file names and tests.
        name: what a reader calls it.
        statement: what it says: an equation between expressions, or text.
        page: where it is explained, relative to the root of the site, with an anchor where it shares a page.
        source: where it can be read up.
        ml_use: where machine learning uses it, in one sentence.
    """

    id: str
    name: str
    statement: Any
    page: str
    source: Source | None = None
    ml_use: str = ""

    @property
    def latex(self) -> str:
        """The statement in TeX."""
        raise NotImplementedError(f"{type(self).__name__} does not say how its statement is written in TeX")

    @property
    def domain(self) -> tuple[str, ...]:
        """Where it holds, with TeX between dollar signs: something is said of what holds everywhere, too."""
        raise NotImplementedError(f"{type(self).__name__} does not say where it holds")

    @property
    def facts(self) -> Facts:
        """What its card says beside the statement, in order: nothing, unless its kind says more."""
        return ()

    @property
    def grounds(self) -> Facts:
        """Why it is true, and what goes wrong without a condition: nothing, unless its kind says so."""
        return ()

    def _repr_markdown_(self) -> str:
        return self.shown_as(self.name)

    def shown_as(self, name: str) -> str:
        """A card for a notebook in Markdown, under this name."""
        return card(name, self.latex, self.ml_use, "; ".join(self.domain), str(self.source or ""))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Stated(About):
    """A concept of the numeric half.

    Args:
        statement: what it says, in text; `statement_latex` is the same in TeX.
        given: what has to hold, with TeX between dollar signs; nothing where its kind can tell.
    """

    statement: str
    statement_latex: str
    given: tuple[str, ...] = ()

    @property
    def domain(self) -> tuple[str, ...]:
        """What has to hold."""
        return self.given

    @property
    def latex(self) -> str:
        """The statement in TeX, as it was typed."""
        return self.statement_latex

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name}: {cut(self.statement, 160)})"


def equations(tex: str) -> list[str]:
    """The equations of a TeX that states several.

    >>> equations(r"a = 1,\\quad b = 2")
    ['a = 1', 'b = 2']
    """
    return tex.split(BETWEEN)


def about(subject: Any) -> About | None:
    """What `subject`, a record or a class of the catalogue, says of itself; None for anything else.

    >>> from calcref.probability import Normal
    >>> about(Normal).name, about(len)
    ('Normal density', None)
    """
    found = subject if isinstance(subject, About) else getattr(subject, "about", None)
    return found if isinstance(found, About) else None
