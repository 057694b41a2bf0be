"""Equations of a page, one after the other: what they define is remembered, what they claim is compared at points."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import mpmath

from calcref.site.typed.reader import Known, Reader
from calcref.site.typed.tokens import NOTHING, Unreadable
from calcref.site.typed.values import Misfit, Surroundings, Value

LONE = re.compile(
    r"(?P<name>(?:\\(?:bar|hat|dot)\s*)?\\?[a-zA-Z]+(?:_(?:\w|\{[^}]*\}))?)(?P<primes>'*)(?:\((?P<of>.+)\))?'*"
)
CONSTANT = re.compile(r"[-\d.\s]*(?:\\[td]?frac\s*(?:\d\s*\d|\{-?\d+\}\{\d+\}))?[\d.\s]*(?:\^\{?-?\d+\}?)?")
ORDER = re.compile(r"[<>]|\\(?:leq?|geq?|approx)(?![a-zA-Z])")
BREAKS = re.compile(r"\\(?:begin|end)\{aligned\}|\\\\(?:\[[^\]]*\])?")
KNOWN_NAMES = {r"\sigma"}
USUAL = frozenset("fgFG")
POINTS = 6
PRECISION = 1e-9
GENERIC: tuple[Callable[[Any], Any], ...] = (
    lambda t: 2 + mpmath.sin(1.3 * t) + t * t / 5,
    lambda t: 3 + mpmath.cos(0.7 * t) + t * t / 7,
    lambda t: mpmath.exp(t / 3) + 1,
    lambda t: mpmath.log(2 + t * t),
)


@dataclass(frozen=True)
class Meaning:
    """What a page says that a letter stands for: `value` in the letters `names`, as a function of the letter `of`."""

    value: Value
    names: frozenset[str]
    of: str = ""


TOO_FEW = "there are too few points at which both sides have values"
NOTHING_KNOWN = Meaning(lambda here: None, frozenset())


@dataclass
class Equations:
    """What the formulas so far have said of letters (`q = f/g`) and of functions (`L(N) = c N^{-a}`)."""

    known: dict[str, Meaning] = field(default_factory=dict)

    def read(self, tex: str) -> Iterator[str]:
        """What is wrong with a formula; nothing where it is no equation, a definition, or true at every point."""
        for part in re.split(r",\s*\\q?quad|;", BREAKS.sub(" ", tex)):
            if "=" not in part and ORDER.search(part):
                yield from filter(None, (self._ordered(NOTHING.sub(" ", part).strip(" .,")),))
                continue
            sides = [NOTHING.sub(" ", side).strip(" .,") for side in part.split("=")]
            yield from filter(None, (self._judged(one, other) for one, other in pairwise(sides)))

    def _ordered(self, part: str) -> str:
        """What is wrong with an inequality; one about a single letter is a condition and claims nothing."""
        lone = [LONE.fullmatch(side.strip()) for side in ORDER.split(part)]
        if any(it and not it["of"] for it in lone):
            return ""
        names = self._function_names(part)
        reader = Reader(part, Known(names))
        try:
            claim = reader.claim()
        except Unreadable as error:
            return f"{error} cannot be read"
        for index in range(1, POINTS):
            here = self._surroundings(reader.names, names, index)
            if _values((claim, claim), here) == (0, 0):
                return "it does not hold at a point"
        return ""

    def _judged(self, one: str, other: str) -> str:
        lone = LONE.fullmatch(one)
        if lone and lone["of"] and self.known.get(lone["name"], NOTHING_KNOWN).of and CONSTANT.fullmatch(other):
            found = self._compared(one, other)
            return "" if found == TOO_FEW else found  # a value where the formula has none
        if (lone and CONSTANT.fullmatch(other)) or (LONE.fullmatch(other) and CONSTANT.fullmatch(one)):
            return ""  # a value for the moment, such as x = 0
        if not lone or one.startswith(tuple(KNOWN_NAMES)):
            return self._compared(one, other)
        name = re.sub(r"[\\{}]", "", lone["name"])
        if lone["primes"]:
            return self._compared(one, other) if name in self.known else ""
        if not lone["of"] or lone["of"].isalpha():
            self._define(name, lone["of"] or "", other)
        return ""

    def _define(self, name: str, of: str, tex: str) -> None:
        self.known.pop(name, None)
        reader = Reader(tex, Known(self._function_names(tex)))
        try:
            value = reader.whole()
        except Unreadable:
            return
        if name in reader.names:
            return
        if not of:  # what was defined by this letter, or what this letter is now defined by, is free again
            self.known = {
                key: meaning
                for key, meaning in self.known.items()
                if meaning.of or (key not in reader.names and name not in meaning.names)
            }
        self.known[name] = Meaning(value, frozenset(reader.names), of)

    def _function_names(self, tex: str) -> frozenset[str]:
        primed = frozenset(re.findall(r"([a-zA-Z])'", tex))
        functions = {name for name, meaning in self.known.items() if meaning.of}
        return (USUAL | primed | functions) - (self.known.keys() - functions)

    def _compared(self, one: str, other: str) -> str:
        names = self._function_names(f"{one} {other}")
        left, right = Reader(one, Known(names)), Reader(other, Known(names))
        try:
            sides = left.whole(), right.whole()
        except Unreadable as error:
            return f"{error} cannot be read"
        seen = 0
        for index in range(1, 4 * POINTS):
            values = _values(sides, self._surroundings(left.names | right.names, names, index))
            if values is None:
                continue
            if abs(values[0] - values[1]) > PRECISION * (1 + abs(values[0]) + abs(values[1])):
                return f"the sides differ at a point: {mpmath.nstr(values[0], 6)} and {mpmath.nstr(values[1], 6)}"
            seen += 1
            if seen == POINTS:
                return ""
        return TOO_FEW

    def _surroundings(self, names: set[str], functions: frozenset[str], index: int) -> Surroundings:
        used = names.union({"x"}, *(meaning.names for meaning in self.known.values()))
        letters = {name: _number(place, index) for place, name in enumerate(sorted(used), 1)}
        standing_for = {name: GENERIC[place % len(GENERIC)] for place, name in enumerate(sorted(functions))}
        defined = {name: meaning.value for name, meaning in self.known.items() if not meaning.of}
        here = Surroundings(letters, standing_for, defined)
        standing_for.update({name: _function(meaning, here) for name, meaning in self.known.items() if meaning.of})
        return here


def _function(meaning: Meaning, here: Surroundings) -> Callable[[Any], Any]:
    return lambda at: meaning.value(here.at({meaning.of: at}))


def _values(sides: tuple[Value, Value], here: Surroundings) -> tuple[Any, Any] | None:
    try:
        one, other = (mpmath.mpf(side(here)) for side in sides)
    except (Misfit, KeyError, ValueError, TypeError, ZeroDivisionError, OverflowError):
        return None
    return (one, other) if mpmath.isfinite(one) and mpmath.isfinite(other) else None


def _number(place: int, index: int) -> Any:
    """A number between 0.2 and 2.2, the same in every build."""
    return mpmath.mpf("0.2") + 2 * mpmath.frac(mpmath.sqrt(place * 7 + 3) * index)
