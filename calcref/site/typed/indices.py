"""What runs over indices: elements, sums, the largest of several, probabilities."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

import mpmath
import numpy as np

from calcref.site.typed.tokens import Unreadable
from calcref.site.typed.values import Misfit, Surroundings, Value

if TYPE_CHECKING:
    from calcref.site.typed.reader import Reader

Places = Callable[[Surroundings], Iterator[Surroundings]]


def element(read: Reader, called: str) -> Value:
    """x_i, x_{i-1}, w_{fci} or x_{n,c,ts+i}: what a letter stands for at an index or several."""
    chosen = subscript(read, read.known.indexed.get(called, 2 if read.peek(1) == "{" else 1))
    return lambda here: here.element(called, [int(index(here)) for index in chosen])


def subscript(read: Reader, count: int) -> list[Value]:
    """So many indices after the sign of a subscript."""
    read.take("_")
    if read.peek() in ("+", "-"):  # the score of a positive and of a negative
        sign = read.take()
        read.names.add(sign)
        return [lambda here: here.letters[sign]]
    if read.peek() != "{":
        return [read.argument()]
    read.take()
    found: list[Value] = []
    commas = "," in read.tokens[read.at : read.tokens.index("}", read.at)]
    while not read.takes("}"):
        alone = count > 1 and read.peek(1) not in ("+", "-", "_") and len(found) < count
        found.append(read.argument() if alone and not commas else read.expression())
        read.takes(",")
    if len(found) > count:
        raise Unreadable(f"{len(found)} indices where there are {count}")
    return found


def run(read: Reader, start: int) -> Value:
    r"""What \dots stands for in a list Z_1, \dots, Z_h whose first element begins at the token `start`."""
    comma = read.tokens.index(",", start)
    if read.tokens[comma - 2 : comma] != ["_", "1"] or len(read.known.indexed) == 0:
        raise Unreadable(r"\dots")
    called = read.tokens[comma - 3]
    read.take(",")
    if read.tokens[read.at : read.at + 2] != [called, "_"] or called not in read.known.indexed:
        raise Unreadable(r"\dots")
    read.at += 2
    last = read.argument()

    def value(here: Surroundings) -> Any:
        return np.concatenate([here.element(called, [it]) for it in range(2, int(last(here)) + 1)], axis=1)

    return value


def over(read: Reader) -> Places:
    """What follows \\sum or \\max: an index, with bounds, a condition, or the range that it is known to have."""
    read.take("_")
    braced = read.takes("{")
    start = read.at
    first = read.take()
    if not braced:
        return _ranging(read, [first])
    if read.peek() == "=" and first.isalpha() and _bounded(read):
        read.take()
        lower = read.expression()
        read.take("}")
        read.take("^")
        upper = read.argument()
        return lambda here: (here.at({first: number}) for number in range(int(lower(here)), int(upper(here)) + 1))
    listed = [first]
    while read.takes(","):
        listed.append(read.take())
    if read.takes("}"):
        return _ranging(read, listed)
    if read.takes(":"):
        condition = read.comparison()
        read.take("}")
        return lambda here: (place for place in _all(here, [first]) if condition(place))
    read.at = start
    outside, read.names = read.names, set()
    condition = read.comparison()
    letters, read.names = sorted(read.names & read.known.ranges), outside | read.names
    read.take("}")

    def places(here: Surroundings) -> Iterator[Surroundings]:
        free = [it for it in letters if it not in here.letters]
        return (place for place in _all(here, free) if condition(place))

    return places


def _bounded(read: Reader) -> bool:
    """Whether the braces that are open end before a ^: then the index has bounds."""
    closing = read.tokens.index("}", read.at)
    return closing + 1 < len(read.tokens) and read.tokens[closing + 1] == "^"


def _ranging(read: Reader, letters: list[str]) -> Places:
    for it in letters:
        if it not in read.known.ranges:
            raise Unreadable(f"the range of {it}")
    return lambda here: _all(here, letters)


def _all(here: Surroundings, letters: list[str]) -> Iterator[Surroundings]:
    for numbers in product(*(here.ranges[it] for it in letters)):
        yield here.at(dict(zip(letters, numbers, strict=True)))


def summed(read: Reader) -> Value:
    """A sum over an index; without one, over all examples."""
    if not read.known.ranges:
        raise Unreadable(r"\sum")
    places = over(read) if read.peek() == "_" else _examples
    inner = read.entries()

    def value(here: Surroundings) -> Any:
        terms = [inner(place) for place in places(here)]
        return sum(terms[1:], terms[0]) if terms else mpmath.mpf(0)

    return value


def _examples(here: Surroundings) -> Iterator[Surroundings]:
    if not here.examples:
        raise Misfit("a sum has no index")
    return (here.at(example) for example in here.examples)


def extreme(read: Reader, choose: Callable[..., Any]) -> Value:
    """The largest or smallest over an index."""
    places = over(read)
    inner = read.entries()
    return lambda here: choose(inner(place) for place in places(here))


def place_of_extreme(read: Reader) -> Value:
    r"""\arg\max_i: the index at which something is largest."""
    read.take(r"\max")
    index = read.peek(1)
    places = over(read)
    inner = read.entries()
    return lambda here: max(places(here), key=inner).letters[index]


def probability(read: Reader) -> Value:
    """P(...): the share of the indices in it, each with its range, for which a comparison holds."""
    read.take("(")
    outside, read.names = read.names, set()
    condition = read.comparison()
    letters, read.names = sorted(read.names & read.known.ranges), outside | read.names
    read.take(")")

    def value(here: Surroundings) -> Any:
        found = [condition(place) for place in _all(here, letters)]
        return mpmath.mpf(sum(found)) / len(found)

    return value
