"""What the TeX of a record claims, equation by equation, compared with what its code gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Any

import mpmath
import numpy as np

from calcref.site.typed.reader import Known, Reader
from calcref.site.typed.targets import Target, targets
from calcref.site.typed.tokens import Unreadable, split
from calcref.site.typed.values import Misfit, Surroundings, Value, entry

BETWEEN = r",\s*\\q?quad\s*|,\\ "
COMPARISON = re.compile(r"[<>]|\\(?:leq?|geq?|neq?|in)(?![a-zA-Z])")
PRECISION = 1e-9
FAULTS = (Unreadable, Misfit, ArithmeticError, LookupError, ValueError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Case:
    """What the letters of a record's TeX stand for, by its code.

    Args:
        letters: numbers and arrays; an equation for one of them is compared with it.
        indexed: of those with indices, the index letters, such as "nct"; the first index is `first`.
        ranges: the values of further index letters.
        functions: of numbers, by name.
        curves: letters whose value moves with another's.
        value: what the record computes, for formulas without a left side.
        start: the first elements of what is defined by its last element.
        knots: where integrands may have corners.
        places: values of letters, and whether the TeX's side conditions hold for them.
        examples: what some letters are in each of several examples.
        first: the first index.
    """

    letters: Mapping[str, Any]
    indexed: Mapping[str, str] = field(default_factory=dict)
    ranges: Mapping[str, Sequence[int]] = field(default_factory=dict)
    functions: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    curves: Mapping[str, Value] = field(default_factory=dict)
    value: Any = None
    start: Mapping[str, Any] = field(default_factory=dict)
    knots: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    places: Sequence[tuple[Mapping[str, Any], bool]] = (({}, True),)
    examples: Sequence[Mapping[str, Any]] = ()
    first: int = 0


@dataclass(frozen=True)
class Equation:
    """What stands on the left, if it is a name, and the sides that it is said to be; without a name all sides."""

    named: tuple[Target, ...]
    sides: tuple[str, ...]

    @property
    def letters(self) -> list[str]:
        """The index letters on the left."""
        return [letter for it in self.named for letter in it.letters]


@dataclass(frozen=True)
class Claims:
    """The equations of `texts`, to be compared with a case."""

    texts: Sequence[str]
    case: Case

    def wrong(self) -> Iterator[str]:
        """What is false, does not fit, cannot be read, or is defined and used by nothing."""
        try:
            here = self.surroundings()
            for place, equation in enumerate(self.equations):
                yield from self._compared(here, equation, is_value=place == 0 and self.case.value is not None)
            for tex in self.conditions:
                yield from self._decided(here, tex)
        except FAULTS as error:
            yield f"{' and '.join(self.texts)!r} does not fit: {str(error) or type(error).__name__}"
        else:
            for it in self.defined:
                if it.name not in here.used:
                    yield f"{' and '.join(self.texts)!r} defines {it.name}, and nothing uses it"

    @cached_property
    def ranges(self) -> Mapping[str, Sequence[int]]:
        """The index letters with their values, from the shapes of what they index."""
        found = dict(self.case.ranges)
        for name, letters in self.case.indexed.items():
            shape = np.shape(self.case.letters[name])
            sizes = (max(shape),) if len(letters) == 1 and 1 in shape else shape
            for letter, size in zip(letters, sizes, strict=False):
                found.setdefault(letter, range(self.case.first, self.case.first + size))
        return found

    @cached_property
    def parts(self) -> list[list[str]]:
        """The sides of all equations and conditions."""
        return [split(part, "=") for tex in self.texts for part in split(tex, BETWEEN)]

    @cached_property
    def conditions(self) -> list[str]:
        """What is no equation."""
        return [sides[0] for sides in self.parts if len(sides) == 1 and COMPARISON.search(sides[0])]

    @cached_property
    def equations(self) -> list[Equation]:
        """The rest, in order."""
        found = []
        for sides in self.parts:
            named = targets(sides[0], self.ranges) if len(sides) > 1 else []
            if sides[0] not in self.conditions:
                found.append(Equation(tuple(named), tuple(sides[1:] if named else sides)))
        return found

    @cached_property
    def defined(self) -> list[Target]:
        """What the case does not give."""
        return [it for equation in self.equations for it in equation.named if it.name not in self.case.letters]

    @cached_property
    def known(self) -> Known:
        """The names that the reader has to know."""
        functions = {it.name for it in self.defined if it.of}
        indexed = {it.name: len(it.indices) for it in self.defined if it.indices}
        given = {name: len(letters) for name, letters in self.case.indexed.items()}
        plain = {it.name for it in self.defined if not it.indices and not it.of}
        return Known(
            frozenset(functions | set(self.case.functions)),
            given | indexed,
            frozenset(plain | set(self.case.letters)),
            frozenset(self.ranges),
        )

    def read(self, tex: str, uses: str = "", without: str = "") -> Value:
        """The meaning of one side, which holds the letter `uses`, and not the bare letter `without`."""
        reader = Reader(tex, self.known)
        value = reader.whole()
        if uses and uses not in reader.names:
            raise Misfit(f"a function of {uses} that does not hold it")
        if without in reader.names - reader.known.indexed.keys():
            raise Misfit(f"{without} by itself")
        return value

    def surroundings(self) -> Surroundings:
        """The letters of the case, and those that the equations define by them."""
        case = self.case
        functions = dict(case.functions)
        defined = dict(case.curves)
        fixed = set(case.indexed).difference(*case.examples)
        families = {name: _elements(case.letters[name], case.first) for name in fixed}
        here = Surroundings(
            dict(case.letters),
            functions,
            defined,
            families,
            ranges=self.ranges,
            examples=case.examples,
            knots=case.knots,
            first=case.first,
        )
        for equation in self.equations:
            for target in (it for it in equation.named if it in self.defined):
                value = _part(self.read(equation.sides[0], uses=target.of), target)
                if target.indices:
                    families[target.name] = _family(value, target, here, case.start.get(target.name))
                elif target.of:
                    functions[target.name] = _function(value, target, here)
                else:
                    defined[target.name] = value
        return here

    def _compared(self, here: Surroundings, equation: Equation, is_value: bool) -> Iterator[str]:
        """An equation for what the code gives, at all indices; else its sides with one another."""
        given = any(it.name in self.case.letters for it in equation.named)
        if equation.named and not given and len(equation.sides) == 1:
            return
        own = equation.named[0].name if len(equation.named) == 1 else ""
        read = [(side, self.read(side, without=own)) for side in equation.sides]
        for place in _places(here, equation.letters):
            for target in equation.named or (None,):
                found = [(side, _part(value, target)(place)) for side, value in read]
                wanted = found[0][1]
                if target is not None and given:
                    wanted = self._given(place, target)
                elif is_value:
                    wanted = self.case.value
                for side, value in found:
                    if not _same(value, wanted):
                        yield f"{side.strip()!r} is {_short(value)}, not {_short(wanted)}"
                        return

    def _given(self, here: Surroundings, target: Target) -> Any:
        if target.indices:
            return here.element(target.name, [here.letters[letter] + shift for letter, shift in target.indices])
        return self.case.letters[target.name]

    def _decided(self, here: Surroundings, tex: str) -> Iterator[str]:
        """A side condition: it holds at all indices, where it should."""
        reader = Reader(tex, self.known)
        claim = reader.claim()
        for changed, wanted in self.case.places:
            for place in _places(here.at(changed), sorted(reader.names & self.known.ranges)):
                if claim(place) is not wanted:
                    at = ", ".join(f"{name} = {value}" for name, value in changed.items())
                    yield f"{tex.strip()!r} is {'false' if wanted else 'true'} {f'for {at}' if at else 'here'}"
                    return


def _elements(array: Any, first: int) -> Callable[..., Any]:
    return lambda *indices: entry(array, [index - first for index in indices])


def _places(here: Surroundings, letters: list[str]) -> Iterator[Surroundings]:
    for numbers in product(*(here.ranges[it] for it in letters)):
        yield here.at(dict(zip(letters, numbers, strict=True)))


def _part(value: Value, target: Target | None) -> Value:
    """One of the equal parts of a row."""
    at, count = target.part if target else (0, 1)
    return value if count == 1 else lambda here: np.split(value(here), count, axis=1)[at]


def _family(value: Value, target: Target, here: Surroundings, start: Any) -> Callable[..., Any]:
    def element(*indices: int) -> Any:
        if start is not None and indices == (0,):
            return start
        numbers = (index - shift for index, (_, shift) in zip(indices, target.indices, strict=True))
        return value(here.at(dict(zip(target.letters, numbers, strict=True))))

    return element


def _function(value: Value, target: Target, here: Surroundings) -> Callable[[Any], Any]:
    return lambda at: value(here.at({target.of: at}))


def _same(one: Any, other: Any) -> bool:
    a, b = (np.asarray(it, dtype=object) for it in (one, other))
    if a.shape != b.shape:
        return False
    pairs = zip(a.ravel(), b.ravel(), strict=True)
    return all(mpmath.isfinite(p) and abs(p - q) <= PRECISION * (1 + abs(p) + abs(q)) for p, q in pairs)


def _short(value: Any) -> str:
    if isinstance(value, np.ndarray):
        shown = ", ".join(mpmath.nstr(it, 4) for it in value.ravel()[:3])
        return f"[{shown}{', ...' if value.size > 3 else ''}] of the shape {value.shape}"
    return str(mpmath.nstr(mpmath.mpmathify(value), 6))
