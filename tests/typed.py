"""Reading the TeX that a numeric record shows, to compare it with the record's own code."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import mpmath

from calcref.site.markdown.tex import Reader
from calcref.site.markdown.values import Surroundings

DEFINED = re.compile(r"\\?(?P<name>[a-zA-Z]+)(?P<delta>_\\delta)?(?:_(?P<index>\w)|\((?P<of>\w)\))?=(?P<tex>.*)")


def value_of(
    tex: str,
    letters: Mapping[str, float],
    sequences: Mapping[str, Sequence[float]] | None = None,
    functions: Mapping[str, Callable[[Any], Any]] | None = None,
    first: int = 1,
) -> float:
    """The number that the first formula of `tex` is, with what the others define; sequences begin at `first`."""
    said, *definitions = [part.strip() for part in re.split(r",\s*\\q?quad|,\\ ", tex)]
    known = {name: _element(numbers, first) for name, numbers in (sequences or {}).items()}
    here = Surroundings({"x": 0, **letters}, dict(functions or {}), {}, known)
    for definition in reversed(definitions):
        found = DEFINED.fullmatch(definition.replace(" ", "").replace(r"\quad", ""))
        if found:
            _define(here, found, known)
    return float(_read(said.replace(r"_\delta", ""), here)(here))


def _define(here: Surroundings, found: re.Match[str], known: dict[str, Callable[[int], Any]]) -> None:
    value = _read(found["tex"], here)
    if found["index"]:
        known[found["name"]] = lambda index: value(here.at(**{found["index"]: index}))
    elif found["of"]:
        here.functions[found["name"]] = lambda at: value(here.at(**{found["of"]: at}))
    else:
        here.letters[found["name"]] = value(here)


def _read(tex: str, here: Surroundings) -> Callable[[Surroundings], Any]:
    return Reader(tex, frozenset(here.functions), frozenset(here.sequences)).whole()


def _element(numbers: Sequence[float], first: int) -> Callable[[int], Any]:
    return lambda index: mpmath.mpf(float(numbers[index - first]))
