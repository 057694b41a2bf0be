"""The public verb `exercise`: the question that a seed gives."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from random import Random

from calcref.core.errors import CalcrefError
from calcref.exercises.asks import Ask
from calcref.exercises.families import FAMILIES
from calcref.exercises.records import Draft, Exercise, Family

LEVELS = (1, 2, 3)
SHIPPED = range(20)
"""The seeds whose exercises are verified by the tests, in each family and at each level."""
HIGHEST_SEED = 999
PATIENCE = 1_000  # draws in a row that give nothing new


def exercise(family: str, seed: int, level: int = 1) -> Exercise:
    """The exercise that `seed` gives; at one level of a family, different seeds give different questions.

    Args:
        family: the id of one of `FAMILIES`, such as "product-rule".
        seed: a whole number from 0.
        level: 1 to 3.

    Raises:
        CalcrefError: there is no such family or level, or the family has no question for the seed.

    >>> asked = exercise("product-rule", seed=1)
    >>> asked.question, asked.answer
    ('d/dx x^9*sin(x)', '9*x^8*sin(x) + x^9*cos(x)')
    """
    found = family_of(family)
    _must_be_level(level)
    _must_be_seed(seed)
    draft = _draft(found, seed, level)
    derivation = draft.ask.derive()
    mistakes = tuple({it.answer: it for it in reversed(draft.mistakes)}.values())[::-1]  # the first of those alike
    return Exercise(found, seed, level, draft.ask, derivation, draft.ask.result(derivation), mistakes)


def family_of(name: str) -> Family:
    """The family of this id.

    Raises:
        CalcrefError: there is none.
    """
    known = {it.id: it for it in FAMILIES}
    if not isinstance(name, str):
        raise CalcrefError(f'a family is named by its id, such as "product-rule"; found {type(name).__name__}')
    if name in known:
        return known[name]
    near = get_close_matches(name.lower().replace(" ", "-").replace("_", "-"), known, n=1, cutoff=0.5)
    meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
    raise CalcrefError(f"there is no family of exercises {name[:80]!r}; {meant}")


def _must_be_level(level: object) -> None:
    if isinstance(level, bool) or level not in LEVELS or not isinstance(level, int):
        raise CalcrefError(f"the level of an exercise is 1, 2 or 3; found {level!r}")


def _must_be_seed(seed: object) -> None:
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= HIGHEST_SEED:
        raise CalcrefError(f"the seed of an exercise is a whole number from 0 to {HIGHEST_SEED}; found {seed!r}")


def _draft(family: Family, seed: int, level: int) -> Draft:
    drafts = list(zip(range(seed + 1), _distinct(family, level), strict=False))
    if len(drafts) <= seed:
        raise CalcrefError(
            f"{family.id} has {len(drafts)} questions at level {level}; take a seed from 0 to {len(drafts) - 1}, "
            f"found {seed}"
        )
    return drafts[-1][1]


def _distinct(family: Family, level: int) -> Iterator[Draft]:
    """The drafts of a family in the order of their seeds, until nothing new is drawn."""
    seen: set[Ask] = set()
    random, idle = Random(f"{family.id}/{level}"), 0
    while idle < PATIENCE:
        draft = family.draw(random, level)
        if draft is None or draft.ask in seen:
            idle += 1
        else:
            idle = 0
            seen.add(draft.ask)
            yield draft
