"""What may be wrong with exercises that are shipped: an answer, an expected mistake, or the question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from calcref.core.errors import CalcrefError
from calcref.exercises.making import SHIPPED, exercise
from calcref.exercises.records import Exercise


def faults(family: str, level: int, seeds: Iterable[int] = SHIPPED) -> Iterator[str]:
    """What is wrong with the exercises of a family at a level; nothing where all are right.

    >>> list(faults("power-rule", 1, [0]))
    []
    """
    asked: dict[str, int] = {}
    for seed in seeds:
        try:
            made = exercise(family, seed, level)
            made.verify()
        except CalcrefError as error:
            yield f"{family}, seed {seed}, level {level}: {error}"
            continue
        if made.question in asked:
            yield f"{made!r} asks what seed {asked[made.question]} asks"
        asked[made.question] = seed
        yield from _of(made)


def _of(made: Exercise) -> Iterator[str]:
    if made.result.is_zero:
        yield f"{made!r} has the answer 0"
    if made.ask.asks != "value" and not made.result.free_symbols:
        yield f"{made!r} has a constant for an answer, {made.answer}"
    if not made.mistakes:
        yield f"{made!r} expects no mistake"
    for it in made.mistakes:
        named = made.check(it.answer).mistake
        if named != it.id:
            yield f"{made!r} takes the mistake {it.id}, {it.answer}, for {named}"
