"""Every concept in reading order, by explicit import: the source of the cheat sheet, the index and table-wide tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from calcref import derivatives
from calcref.core.records import Rule
from calcref.core.simplify import SIMPLIFY


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of the catalogue.

    Args:
        id: the slug, the same everywhere.
        name: what a reader calls it.
        page: where it is explained, relative to the root of the site, with an anchor where it shares a page.
        family: the package that owns it.
        subject: the rule, method or function itself.
    """

    id: str
    name: str
    page: str
    family: str
    subject: Any


def _of_rule(rule: Rule, family: str) -> Concept:
    return Concept(rule.id, rule.name, rule.page, family, rule)


CONCEPTS: tuple[Concept, ...] = (
    _of_rule(derivatives.DEFINITION, "derivatives"),  # what a derivative is
    *(_of_rule(rule, "derivatives") for rule in derivatives.RULES),  # how one is found
    _of_rule(derivatives.LIMIT, "derivatives"),  # what is handed over to SymPy
    _of_rule(SIMPLIFY, "core"),  # how an answer is tidied
)


class Catalogue(Mapping[str, Concept]):
    """The concepts by id, in reading order.

    >>> catalogue["chain-rule"].name
    'Chain rule'
    """

    def __init__(self, concepts: tuple[Concept, ...]) -> None:
        self._by_id = {concept.id: concept for concept in concepts}

    def __getitem__(self, key: str) -> Concept:
        return self._by_id[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The concepts that are rules, in reading order."""
        return tuple(concept.subject for concept in self.values() if isinstance(concept.subject, Rule))


catalogue = Catalogue(CONCEPTS)
