"""Reading the formulas that are typed, so that they can be put to numbers: terms, factors, powers and groups.

What this does not read raises `Unreadable`; it never guesses.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from calcref.site.typed.factors import factor
from calcref.site.typed.indices import run
from calcref.site.typed.tokens import COMPARED, ENDS, OPENING, TIMES, Unreadable, tokens
from calcref.site.typed.values import (
    Surroundings,
    Value,
    dot,
    entrywise,
    joined,
    over,
    plus,
    power,
    product,
    scaled,
    slope,
    transposed,
)

SAME = 1e-12  # of numbers of 15 digits
COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    ">": operator.gt,
    "=": lambda one, other: abs(one - other) < SAME,
    r"\in": lambda one, others: one in others,
    **dict.fromkeys((r"\le", r"\leq"), operator.le),
    **dict.fromkeys((r"\ge", r"\geq"), operator.ge),
    **dict.fromkeys((r"\ne", r"\neq"), lambda one, other: abs(one - other) >= SAME),
}


@dataclass(frozen=True)
class Known:
    """The names that a formula may use as something else than a number.

    Args:
        functions: of one argument or several.
        indexed: letters that take so many indices.
        letters: names with a prime or a superscript, such as c' and W^O.
        ranges: index letters.
    """

    functions: frozenset[str] = frozenset()
    indexed: Mapping[str, int] = field(default_factory=dict)
    letters: frozenset[str] = frozenset()
    ranges: frozenset[str] = frozenset()


class Reader:
    """One formula; `whole()` is what it means, `names` the letters that it holds."""

    def __init__(self, tex: str, known: Known) -> None:
        self.tex = tex
        self.known = known
        self.tokens: list[str] = []
        self.names: set[str] = set()
        self.at = 0
        self.integrals = 0

    def whole(self) -> Value:
        """The meaning of all of it."""
        return self.all_of(self.expression)

    def claim(self) -> Value:
        """Whether all of it, a comparison, holds."""
        return self.all_of(self.comparison)

    def all_of(self, read: Callable[[], Value]) -> Value:
        """What `read` finds, if nothing is left over."""
        self.tokens = tokens(self.tex)
        value = read()
        if self.at < len(self.tokens):
            raise Unreadable(self.tokens[self.at])
        return value

    def peek(self, ahead: int = 0) -> str:
        """The next token, or one further on; empty at the end."""
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        """The next token, which is `wanted` where that is given."""
        token = self.peek()
        if not token or (wanted and token != wanted):
            raise Unreadable(token or "the end")
        self.at += 1
        return token

    def takes(self, token: str) -> bool:
        """Whether `token` comes next; it is taken."""
        found = self.peek() == token
        self.at += found
        return found

    def comparison(self) -> Value:
        """Sides with signs of comparison between them; after the last, a list may follow: x ≠ 0, −1."""
        sides, signs = [self.expression()], []
        while self.peek() in COMPARED:
            signs.append(self.take())
            sides.append(self.members() if signs[-1] == r"\in" else self.expression())
        if not signs:
            raise Unreadable("no comparison")

        def value(here: Surroundings) -> Any:
            found = [side(here) for side in sides]
            return all(COMPARE[sign](*both) for sign, both in zip(signs, pairwise(found), strict=True))

        return value

    def members(self) -> Value:
        r"""The members of \{a, b\}."""
        self.take(r"\{")
        found = self.several()
        self.take(r"\}")
        return lambda here: [it(here) for it in found]

    def several(self) -> list[Value]:
        """Expressions with commas between them."""
        found = [self.expression()]
        while self.takes(","):
            found.append(self.expression())
        return found

    def expression(self) -> Value:
        """Terms with + and - between them."""
        sign = -1 if self.peek() in ("+", "-") and self.take() == "-" else 1
        total = scaled(self.entries(), sign)
        while self.peek() in ("+", "-"):
            total = plus(total, scaled(self.entries(), -1) if self.take() == "-" else self.entries())
        return total

    def entries(self) -> Value:
        """Terms that are multiplied entry by entry."""
        total = self.term()
        while self.takes(r"\odot"):
            total = entrywise(total, self.term())
        return total

    def term(self) -> Value:
        """Factors, side by side or with a dot or a slash between them."""
        total = self.power()
        while (token := self.peek()) and token not in ENDS | COMPARED and not self.at_differential():
            if self.takes("/"):
                total = over(total, self.power())
            elif token in TIMES:
                self.take()
                total = dot(total, self.power())
            else:
                total = product(total, self.power())
        return total

    def at_differential(self) -> bool:
        """Whether the end of an integral comes next: d and a letter."""
        return self.integrals > 0 and self.peek() == "d" and self.peek(1) != ""

    def power(self) -> Value:
        """A factor, with an exponent or the sign of a transpose where it has one."""
        base = factor(self)
        while self.takes("^"):
            base = transposed(base) if self.at_transpose() else power(base, self.argument())
        return base

    def at_transpose(self) -> bool:
        r"""Whether \top or {\mathsf T} comes next, where it is known which letters are arrays; it is taken."""
        for sign in ([r"\top"], ["{", r"\mathsf", "T", "}"], ["{", r"\top", "}"]):
            if self.tokens[self.at : self.at + len(sign)] == sign:
                if not self.known.letters:
                    raise Unreadable("a transpose")
                self.at += len(sign)
                return True
        return False

    def argument(self) -> Value:
        """What follows ^ or a command: a group, or one token."""
        if self.peek() == "{":
            return self.group()
        token = self.take()
        self.at -= 1
        if token[0].isdigit() and len(token) > 1:  # x^12 is x^1 2
            self.tokens[self.at : self.at + 1] = list(token)
        return factor(self)

    def group(self) -> Value:
        """What stands in brackets, its slope where a prime follows; a comparison is 1 or 0, a list is joined."""
        opened = self.take()
        start = self.at
        parts = [self.expression()]
        if opened == "[" and self.peek() in COMPARED:
            return self.indicator(parts[0])
        while self.takes(","):
            parts.append(run(self, start) if self.takes(r"\dots") else self.expression())
        self.take(OPENING[opened])
        inner = parts[0] if len(parts) == 1 else joined(parts)
        primes = self.primes()
        return slope(inner, primes) if primes else inner

    def indicator(self, first: Value) -> Value:
        """1 where a comparison in brackets, whose first side was read, holds; else 0."""
        sign = self.take()
        other = self.expression()
        self.take("]")
        return lambda here: int(COMPARE[sign](first(here), other(here)))

    def primes(self) -> int:
        """How many primes follow."""
        count = 0
        while self.takes("'"):
            count += 1
        return count
