"""Reading the formulas that are typed in prose, so that they can be put to numbers: scalars, functions, primes.

What this does not read (sums over indices, matrices, integrals) raises `Unreadable`; it never guesses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import mpmath

from calcref.site.markdown.values import Surroundings, Value, from_1, over, plus, power, product, scaled, slope, to_n

KNOWN: Mapping[str, Callable[[Any], Any]] = {
    r"\sin": mpmath.sin,
    r"\cos": mpmath.cos,
    r"\tan": mpmath.tan,
    r"\sinh": mpmath.sinh,
    r"\cosh": mpmath.cosh,
    r"\tanh": mpmath.tanh,
    r"\exp": mpmath.exp,
    r"\ln": mpmath.log,
    r"\log": mpmath.log,
    r"\sigma": lambda u: 1 / (1 + mpmath.exp(-u)),
}
NOTHING = re.compile(r"(?:\\[,;:!]|\\ |\\q?quad\b|\\(?:left|right|[bB]igg?[lrm]?)(?![a-zA-Z])|\{\}|~|&|\s)+")
TOKEN = re.compile(r"\\[a-zA-Z]+|\d+(?:\.\d+)?|[a-zA-Z]|[-+/()\[\]{}^_'|!=,]|\\.")
LETTERS = {
    *("alpha", "beta", "gamma", "delta", "varepsilon", "epsilon", "eta", "kappa", "lambda", "mu", "xi", "rho", "tau"),
    *("sigma", "omega", "phi", "varphi", "psi"),
}
ENDS = {"+", "-", ")", "]", "}", "|", "=", ",", r"\rvert"}
MARKS = {r"\bar", r"\hat", r"\dot", r"\tilde"}
FRACTIONS = {r"\frac", r"\tfrac", r"\dfrac"}
OPENING = {"(": ")", "[": "]", "{": "}"}
EXTREMES: Mapping[str, Callable[..., Any]] = {r"\max": max, r"\min": min}
TIMES = {r"\cdot", r"\times"}


class Unreadable(Exception):
    """A formula with something in it that this reader has no word for."""


class Reader:
    """One formula; `expression()` is what it means."""

    def __init__(self, tex: str, functions: frozenset[str], sequences: frozenset[str] = frozenset()) -> None:
        self.tex = tex
        self.tokens: list[str] = []
        self.functions = functions
        self.sequences = sequences
        self.names: set[str] = set()
        self.at = 0
        self.integrals = 0

    def whole(self) -> Value:
        """The meaning of all of it."""
        self.tokens = _tokens(self.tex)
        value = self.expression()
        if self.at < len(self.tokens):
            raise Unreadable(self.tokens[self.at])
        return value

    def peek(self) -> str:
        """The next token, or nothing."""
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        """The next token, which is `wanted` where that is given."""
        token = self.peek()
        if not token or (wanted and token != wanted):
            raise Unreadable(token or "the end")
        self.at += 1
        return token

    def expression(self) -> Value:
        """Terms with + and - between them."""
        sign = -1 if self.peek() in ("+", "-") and self.take() == "-" else 1
        total = scaled(self.term(), sign)
        while self.peek() in ("+", "-"):
            total = plus(total, scaled(self.term(), -1) if self.take() == "-" else self.term())
        return total

    def term(self) -> Value:
        """Factors, side by side or with a dot or a slash between them."""
        total = self.power()
        while (token := self.peek()) and token not in ENDS and not self.at_differential():
            if token == "/":
                self.take()
                total = over(total, self.power())
            else:
                if token in TIMES:
                    self.take()
                total = product(total, self.power())
        return total

    def power(self) -> Value:
        """A factor, with an exponent where it has one."""
        base = self.atom()
        if self.peek() != "^":
            return base
        self.take()
        return power(base, self.argument())

    def argument(self) -> Value:
        """What follows ^ or a command: a group, or one token."""
        if self.peek() == "{":
            return self.group()
        token = self.take()
        self.at -= 1
        if token[0].isdigit() and len(token) > 1:  # x^12 is x^1 2
            self.tokens[self.at : self.at + 1] = list(token)
        return self.atom()

    def group(self) -> Value:
        """What stands in brackets, and its slope where a prime follows."""
        inner_end = OPENING[self.take()]
        inner = self.expression()
        self.take(inner_end)
        primes = self.primes()
        return slope(inner, primes) if primes else inner

    def primes(self) -> int:
        """How many primes follow."""
        count = 0
        while self.peek() == "'":
            self.take()
            count += 1
        return count

    def atom(self) -> Value:
        """A number, a letter, a call, a fraction, a root, a group."""
        token = self.peek()
        if token in OPENING:
            return self.group()
        token = self.take()
        if token[0].isdigit():
            return lambda here: mpmath.mpf(token)
        if token in FRACTIONS and self.tokens[self.at : self.at + 5] == ["{", "d", "}", "{", "d"]:
            var = self.tokens[self.at + 5]  # d/dx of the factor that follows
            self.at += 7
            return slope(self.power(), 1, var)
        if token in FRACTIONS:
            return over(self.argument(), self.argument())
        if token == r"\int":
            return self.integral()
        if token == r"\sum":
            return self.sum()
        if token == r"\lvert":
            inner = self.expression()
            self.take(r"\rvert")
            return lambda here: abs(inner(here))
        if token in EXTREMES:
            return self.extreme(EXTREMES[token])
        if token == r"\sqrt":
            inner = self.argument()
            return lambda here: mpmath.sqrt(inner(here))
        if token in KNOWN and (token != r"\sigma" or self.peek() == "("):  # else a standard deviation
            return self.call(KNOWN[token])
        if token == r"\pi":
            return lambda here: mpmath.pi
        if token == "e":
            return lambda here: mpmath.e
        return self.letter(token)

    def at_differential(self) -> bool:
        """Whether the end of an integral comes next: d and a letter."""
        return self.integrals > 0 and self.peek() == "d" and self.tokens[self.at + 1 : self.at + 2] != []

    def integral(self) -> Value:
        """A definite integral, by quadrature."""
        self.take("_")
        lower = self.argument()
        self.take("^")
        upper = self.argument()
        self.integrals += 1
        inner = self.expression()
        self.integrals -= 1
        self.take("d")
        var = self.take()

        def value(here: Surroundings) -> Any:
            return mpmath.quad(lambda at: inner(here.at(**{var: at})), [lower(here), upper(here)])

        return value

    def sum(self) -> Value:
        """A sum of numbers of a sequence over an index, from 1 to n where no bounds are given."""
        if not self.sequences:
            raise Unreadable(r"\sum")
        self.take("_")
        lower: Value = from_1
        upper: Value = to_n
        if self.peek() == "{":
            self.take()
            index = self.take()
            if self.peek() == "=":
                self.take()
                lower = self.expression()
            self.take("}")
        else:
            index = self.take()
        if self.peek() == "^":
            self.take()
            upper = self.argument()
        inner = self.term()

        def value(here: Surroundings) -> Any:
            indices = range(int(lower(here)), int(upper(here)) + 1)
            return mpmath.fsum(inner(here.at(**{index: number})) for number in indices)

        return value

    def extreme(self, choose: Callable[..., Any]) -> Value:
        """The largest or smallest of what stands in brackets."""
        self.take("(")
        found = [self.expression()]
        while self.peek() == ",":
            self.take()
            found.append(self.expression())
        self.take(")")
        return lambda here: choose(it(here) for it in found)

    def call(self, function: Callable[[Any], Any]) -> Value:
        """A known function of a group or of what follows it, like \\ln x or \\sin^2 x."""
        exponent = None
        if self.peek() == "^":
            self.take()
            exponent = self.argument()
        inner = self.group() if self.peek() in ("(", "{") else self.bare()

        def value(here: Surroundings) -> Any:
            return function(inner(here))

        return power(value, exponent) if exponent else value

    def bare(self) -> Value:
        """What a function without brackets is of: the factors that follow, up to a sign, a dot or a function."""
        total = self.power()
        while (token := self.peek()) and token[-1].isalnum() and token not in KNOWN and token not in TIMES:
            total = product(total, self.power())
        return total

    def letter(self, token: str) -> Value:
        """A variable, or a function with what it is of."""
        if token in self.sequences and self.peek() == "_":
            return self.element(token)
        name = self.name(token)
        primes = self.primes()
        if primes or name in self.functions:
            return self.function(name, primes)
        return lambda here: here.value(name)

    def element(self, name: str) -> Value:
        """x_i, or x_{i-1}: one number of a sequence."""
        self.take()
        index = self.argument()
        return lambda here: here.sequences[name](int(index(here)))

    def name(self, token: str) -> str:
        """The name that a letter has with its mark and its subscript."""
        name = token
        if token in MARKS:
            inner = self.take()
            if inner == "{":
                inner = self.take()
                self.take("}")
            name = f"{token[1:]}_{inner.lstrip(chr(92))}"
        elif token.startswith("\\"):
            if token[1:] not in LETTERS:
                raise Unreadable(token)
            name = token[1:]
        elif not token.isalpha():
            raise Unreadable(token)
        if self.peek() == "_":
            self.take()
            name += "_" + self.subscript()
        self.names.add(name)
        return name

    def subscript(self) -> str:
        """A subscript as part of a name."""
        if self.peek() != "{":
            return self.take()
        self.take()
        parts = []
        while self.peek() != "}":
            parts.append(self.take())
        self.take()
        return "".join(parts)

    def function(self, name: str, primes: int) -> Value:
        """f(...) at what stands in the brackets; a bare f at x."""
        argument = self.group() if self.peek() == "(" else (lambda here: here.letters["x"])

        def value(here: Surroundings) -> Any:
            def inner(at: Any) -> Any:
                return here.functions[name](at) if name in here.functions else here.at(x=at).value(name)

            return mpmath.diff(inner, argument(here), primes) if primes else inner(argument(here))

        return value


def _tokens(tex: str) -> list[str]:
    rest, found = NOTHING.sub(" ", tex).strip(), []
    while rest:
        match = TOKEN.match(rest)
        if not match:
            raise Unreadable(rest[0])
        found.append(match[0])
        rest = rest[match.end() :].lstrip()
    return found
