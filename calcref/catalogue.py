"""Every concept in reading order, from the tuples of the families: the source of the cheat sheet, the index and
table-wide tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any

from calcref import derivatives, integrals, limits, matrix, multivariable
from calcref.core.about import About, about
from calcref.core.records import Law
from calcref.core.shown import SITE
from calcref.core.simplify import SIMPLIFY

SYMBOLIC: tuple[tuple[str, tuple[Law, ...]], ...] = (
    (
        "derivatives",
        (derivatives.DEFINITION, *derivatives.RULES, derivatives.TAYLOR),
    ),  # what a derivative is, how one is found, and more
    ("core", (SIMPLIFY,)),  # how an answer is tidied
    ("multivariable", multivariable.CONCEPTS),  # what becomes of it in several variables
    ("integrals", integrals.CONCEPTS),  # how an integral is found, and what it may cost
    ("matrix", matrix.CONCEPTS),  # how a gradient of vectors and matrices is found
    ("limits", limits.CONCEPTS),  # how a slope is found where no rule holds, and why an integral diverges
)
NUMERIC: tuple[tuple[str, str], ...] = (  # a family and the name of its tuple
    ("differences", "CONCEPTS"),  # slopes as quotients
    ("quadrature", "CONCEPTS"),  # integrals as sums, and equations in steps
    ("probability", "DENSITIES"),  # probability as area
    ("information", "CONCEPTS"),  # what is expected, and how surprising it is
    ("activations", "CONCEPTS"),  # what a unit makes of its input, and how its weights begin
    ("losses", "LOSSES"),  # how wrong a prediction is
    ("regularizers", "CONCEPTS"),  # what a weight costs
    ("optimization", "CONCEPTS"),  # which way is down
    ("optimization", "THEOREMS"),  # and how fast
    ("optimization", "DUALS"),  # the largest lower bound
    ("roots", "METHODS"),  # where a function is zero
    ("layers", "LAYERS"),  # layers of networks, and the way back through each
    ("metrics", "METRICS"),  # how good a ranking or a forecast is
)


@dataclass(frozen=True, slots=True, repr=False)
class Concept:
    """One entry of the catalogue.

    Args:
        family: the package that owns it.
        subject: the rule; the record of a loss, penalty, layer or metric; a density; the class of a method.

    >>> catalogue["huber-loss"].subject.derivative
    'max(-delta, min(r, delta))'
    """

    family: str
    subject: Any

    @property
    def about(self) -> About:
        """What it says of itself."""
        found = about(self.subject)
        assert found is not None, f"{self.subject!r} does not say what it is about"
        return found

    @property
    def id(self) -> str:
        """The slug, the same everywhere."""
        return self.about.id

    @property
    def name(self) -> str:
        """What a reader calls it."""
        return self.about.name

    @property
    def page(self) -> str:
        """Where it is explained, relative to the root of the site, with an anchor where it shares a page."""
        return self.about.page

    @property
    def rule(self) -> Law | None:
        """The rule, where it is one."""
        return self.subject if isinstance(self.subject, Law) else None

    def __repr__(self) -> str:
        return f"Concept({self.id}: {self.name}, explained at {self.page})"

    def _repr_markdown_(self) -> str:
        here = f"[{self.name}]({SITE}{self.page}): `catalogue[{self.id!r}].subject` is"
        return f"{here}\n\n{self.about.shown_as(self.name)}"


class Catalogue(Mapping[str, Concept]):
    """The concepts by id, in reading order.

    The numeric families need NumPy: they are imported when one of their concepts, or all, are asked for.

    >>> catalogue["chain-rule"].name
    'Chain rule'
    """

    @cached_property
    def _symbolic(self) -> dict[str, Concept]:
        return _by_id(Concept(family, rule) for family, rules in SYMBOLIC for rule in rules)

    @cached_property
    def _all(self) -> dict[str, Concept]:
        families = ((family, getattr(import_module(f"calcref.{family}"), name)) for family, name in NUMERIC)
        numeric = _by_id(Concept(family, subject) for family, subjects in families for subject in subjects)
        return self._symbolic | numeric

    def __getitem__(self, key: str) -> Concept:
        return self._symbolic[key] if key in self._symbolic else self._all[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __repr__(self) -> str:
        return f"Catalogue({len(self)} concepts, from {next(iter(self))} to {next(reversed(self._all))})"

    def _repr_markdown_(self) -> str:
        lines = [f"| `{concept.id}` | [{concept.name}]({SITE}{concept.page}) |" for concept in self.values()]
        return "\n".join(["| Id | Concept |", "| --- | --- |", *lines])

    @property
    def rules(self) -> tuple[Law, ...]:
        """The concepts that are rules, in reading order."""
        return tuple(concept.rule for concept in self._symbolic.values() if concept.rule is not None)


def _by_id(concepts: Iterator[Concept]) -> dict[str, Concept]:
    return {concept.id: concept for concept in concepts}


catalogue = Catalogue()
