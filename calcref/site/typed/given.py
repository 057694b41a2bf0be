"""What the card of a density or a method says must hold, against what its class refuses; of others, to the letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from calcref.core.about import Stated, about
from calcref.core.errors import OutsideDomain
from calcref.probability import Discrete, Named
from calcref.site.typed.given_by_reader import GIVEN
from calcref.site.typed.methods import METHODS
from calcref.site.typed.numeric import sample
from calcref.site.typed.reader import Known, Reader
from calcref.site.typed.values import Surroundings

TRIED = (-1.0, 0.0, 0.5, 1.0, 1.5)
ALL = "every real $x$"


def wrong_given(subject: Any) -> Iterator[str]:
    """What is false of what a numeric record says must hold.

    >>> from calcref.probability import Normal
    >>> list(wrong_given(Normal))
    []
    """
    told, kind = about(subject), subject if isinstance(subject, type) else type(subject)
    if not isinstance(told, Stated):
        return
    if issubclass(kind, Named) and not issubclass(kind, Discrete):
        one = sample(kind)
        yield from _refused(kind, one, one.letters, [text for text in told.given if "x" not in text])
        yield from _all_equal(kind, one.letters, [text for text in told.given if "x" not in text])
        yield from _support(one, [text for text in told.given if "x" in text])
    elif kind in METHODS:
        one, letters = METHODS[kind]
        yield from _refused(kind, one, letters(one), told.given)
    elif told.given != GIVEN.get(told.id, ()):
        yield f"no reader has judged what must hold: {'; '.join(told.given) or 'nothing'}"


def _refused(kind: Any, one: Any, letters: Mapping[str, float], given: Any) -> Iterator[str]:
    """Each argument in turn is given numbers of every sign: the class takes those of which the text is true."""
    own = {it.name: getattr(one, it.name) for it in fields(kind)}
    for name, letter in zip(own, letters, strict=False):
        for number in (*TRIED, *letters.values()):
            yield from _decided(kind, {**own, name: number}, {**letters, letter: number}, given)


def _all_equal(kind: Any, letters: Mapping[str, float], given: Any) -> Iterator[str]:
    """The same with one number for all of them, such as two ends that coincide."""
    own = [it.name for it in fields(kind)]
    for number in TRIED:
        yield from _decided(kind, dict.fromkeys(own, number), dict.fromkeys(letters, number), given)


def _decided(kind: Any, own: Mapping[str, Any], letters: Mapping[str, float], given: Any) -> Iterator[str]:
    said = all(_holds(text, letters) for text in given)
    if said is not _is_made(kind, own):
        numbers = ", ".join(f"{letter} = {number:g}" for letter, number in letters.items())
        yield f"{numbers} is {'refused' if said else 'taken'}, against {'; '.join(given)}"


def _support(one: Any, given: list[str]) -> Iterator[str]:
    ends = [end for end in one.support if np.isfinite(end)]
    for x in (*(end + way for end in ends for way in (-0.5, 0.0, 0.5)), *TRIED):
        said = all(text == ALL or _holds(text, {**one.letters, "x": x}) for text in given)
        if said is not bool(one.pdf(x) > 0):
            yield f"the density at x = {x:g} is {one.pdf(x):g}, against {'; '.join(given)}"


def _is_made(kind: Any, arguments: Mapping[str, Any]) -> bool:
    try:
        kind(**arguments)
    except OutsideDomain:
        return False
    return True


def _holds(text: str, letters: Mapping[str, float]) -> bool:
    return bool(Reader(text.strip("$"), Known()).claim()(Surroundings(dict(letters), {})))
