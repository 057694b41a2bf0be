"""One formula of a derivation as an expression: what belongs together is put in parentheses, and the grammar reads it.

Derivatives, integrals, limits and sums may stand anywhere in it. Where a reader cannot tell how far an operator
reaches, each way is a reading of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import sympy as sp

from calcref.core.errors import ParseError, Undecided
from calcref.core.expr import raw, substitute, symbols_of
from calcref.core.questions import At, Diff
from calcref.judging.applied import function
from calcref.judging.choices import Choices, readings
from calcref.judging.known import Known
from calcref.judging.operands import differential
from calcref.judging.operators import operator
from calcref.judging.places import evaluated
from calcref.judging.spelling import SIMPLE, atomic, special
from calcref.judging.tokens import Token, tokens
from calcref.judging.vectors import named, vector
from calcref.parse import parse

END = Token("end", "")
STOPS = frozenset(("end", "close", "rbrace", "comma", "equals", "to", "right_bar", "unknown"))
DEEPEST = 60
HELD = 90_000  # the first number of the names of what is held; no reader types these


def read_formula(text: str, known: Known) -> Iterator[sp.Expr]:
    """The expressions that `text` may mean, the likeliest first.

    Raises:
        CalcrefError: it cannot be read.
    """
    found = tokens(text, known.is_latex)
    return readings(lambda choices: Formula(found, known, choices).whole())


class Formula:
    """Reads tokens from left to right, into text that the grammar reads in one way only."""

    def __init__(self, found: list[Token], known: Known, choices: Choices) -> None:
        self.tokens, self.known, self.choices = found, known, choices
        self.at = self.depth = self.bars = self.awaiting = self.dotted = 0
        self.held: dict[sp.Symbol, sp.Expr] = {}
        self.bound: list[str] = []
        self.ended: str | None = None  # the variable of a differential that was read inside of a fraction

    def whole(self) -> sp.Expr:
        """All of it as one expression."""
        written = self.sum()
        if self.here().kind != "end":
            raise ParseError(f"`{self.here().text}` does not fit here")
        return self.expr(written)

    def part(self, found: list[Token]) -> Formula:
        """A reader of other tokens, which knows what this one does."""
        inner = Formula(found, self.known, self.choices)
        inner.held, inner.bound, inner.depth = self.held, self.bound, self.depth + 1
        if inner.depth > DEEPEST:
            raise ParseError(f"the formula is nested more than {DEEPEST} deep")
        return inner

    def expr(self, written: str) -> sp.Expr:
        """What the grammar reads, with what is held for its letters."""
        return substitute(parse(written), self.held) if self.held else parse(written)

    def hold(self, expr: sp.Expr) -> str:
        """A name for an expression, to be put in later."""
        name = f"Q_{HELD + len(self.held)}"
        self.held[sp.Symbol(name, real=True)] = expr
        return name

    def here(self, ahead: int = 0) -> Token:
        return self.tokens[self.at + ahead] if self.at + ahead < len(self.tokens) else END

    def take(self, *kinds: str) -> Token | None:
        """The next token, if it is of one of these kinds."""
        if self.here().kind in kinds:
            self.at += 1
            return self.tokens[self.at - 1]
        return None

    def is_stop(self) -> bool:
        kind = self.here().kind
        if kind == "bar" and (self.bars or self.evaluates() or self.reads_inside()):
            return True
        return kind in STOPS or (self.awaiting > 0 and differential(self, peek=True) is not None)

    def evaluates(self) -> bool:
        """Whether the bar that follows reads what stands before it at a place."""
        return self.here(1).kind == "lower"

    def reads_inside(self) -> bool:
        """Whether the bar that follows begins a place inside of brackets, as in [x^2 | x = 3]."""
        return self.here(1).kind == "letter" and self.here(2).kind == "equals"

    def sum(self) -> str:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ParseError(f"the formula is nested more than {DEEPEST} deep")
        terms = self.read_at_places([self.signed()])
        while not self.ended and (sign := self.take("plus", "minus", "either")) is not None:
            if sign.kind == "either":
                raise Undecided("± stands for two formulas; write a line for each")
            terms.append(("+ " if sign.kind == "plus" else "- ") + atomic(self.signed()))
            terms = self.read_at_places(terms)
        self.depth -= 1
        return " ".join(terms)

    def read_at_places(self, terms: list[str]) -> list[str]:
        """The terms, of which a bar behind them reads all, or the last one, at a place or between two."""
        if not (self.here().kind in ("bar", "right_bar") and self.evaluates()) or self.dotted:
            return terms
        self.at += 1
        if len(terms) == 1 or not self.choices.of(2):
            return [evaluated(self, " ".join(terms))]
        sign, last = terms[-1][:2], terms[-1][2:]
        return [*terms[:-1], sign + evaluated(self, last)]

    def signed(self) -> str:
        if self.take("either"):
            raise Undecided("± stands for two formulas; write a line for each")
        if (sign := self.take("plus", "minus")) is not None:
            inner = self.signed()
            return inner if sign.kind == "plus" else f"-{atomic(inner)}"
        return self.term()

    def term(self) -> str:
        product = atomic(self.factor())
        while not self.is_stop() and not self.ended and self.here().kind not in ("plus", "minus", "either"):
            if self.take("over"):
                product = f"{product}/{atomic(self.denominator())}"
            elif self.take("times"):
                product = f"{product}*{atomic(self.after_sign())}"
            else:
                product = f"{product}*{atomic(self.factor())}"
        return product

    def after_sign(self) -> str:
        if self.take("minus"):
            return f"-{atomic(self.after_sign())}"
        return self.factor()

    def denominator(self) -> str:
        """What stands behind a slash: one factor, or all that follow it without a sign."""
        grouped = self.here().kind in ("open", "lbrace")
        below = atomic(self.after_sign())
        ends = [self.at]
        following = [below]
        while not grouped and self.here().kind in SIMPLE | {"function"} and not self.is_stop():
            following.append(atomic(self.factor()))
            ends.append(self.at)
        way = self.choices.of(2) if len(ends) > 1 else 0
        self.at = ends[-1] if way else ends[0]
        return "*".join(following) if way else below

    def factor(self) -> str:
        start = self.here()
        written = self.base()
        while True:
            if self.take("power"):
                if self.primes_raised():
                    written = self.hold(self.known.derivative(self.expr(written), None, 1))
                    continue
                written = f"{atomic(written)}^({self.exponent()})"
            elif raised := self.take("raised"):
                written = f"{atomic(written)}^({raised.text})"
            elif self.take("factorial"):
                written = f"gamma({written} + 1)"
            elif self.here().kind == "prime":
                order = self.primes()
                written = self.hold(self.known.derivative(self.expr(written), None, order))
            elif self.here().kind == "lower" and start.kind == "open":
                written = evaluated(self, written)
            else:
                return written

    def primes(self) -> int:
        count = 0
        while token := self.take("prime"):
            count += len(token.text) if set(token.text) == {"'"} else 1
        return count

    def primes_raised(self) -> bool:
        if self.take("prime"):
            return True
        if [self.here(k).kind for k in range(3)] == ["lbrace", "prime", "rbrace"]:
            self.at += 3
            return True
        return False

    def exponent(self) -> str:
        if self.take("minus"):
            return f"-{atomic(self.exponent())}"
        self.take("plus")
        number = self.here().kind == "number"
        inner = self.group() if self.here().kind in ("lbrace", "open") else self.base()
        following = self.here()
        if number and following.kind == "letter" and not following.apart and self.choices.of(2):
            return f"{inner}*{self.base()}"
        if self.here().kind == "power" and not number:
            self.at += 1
            return f"{atomic(inner)}^({self.exponent()})"
        return inner

    def base(self) -> str:
        token = self.here()
        if (found := operator(self)) is not None:
            return found
        if token.kind in ("open", "lbrace"):
            return self.group()
        if token.kind in ("bar", "left_bar"):
            return self.absolute()
        self.at += 1
        if token.kind in ("number", "constant"):
            if token.text == "e" and self.here().kind == "lower":
                return self.name(token)
            return token.text
        if token.kind == "letter":
            return self.letter(token)
        if token.kind == "function":
            return function(self, token.text)
        if token.kind == "infinity":
            return self.hold(sp.oo)
        if token.kind == "ellipsis":
            raise Undecided("dots leave something out, so there is nothing to compute")
        if token.kind == "run":
            parse(token.text)
        said = f"`{token.text}`" if token.text else "the end"
        raise ParseError(f"a number, a name or a parenthesis is missing before {said}")

    def group(self) -> str:
        """What stands in parentheses, brackets or braces."""
        opening = self.take("open", "lbrace")
        kept = self.bars, self.awaiting, self.dotted
        self.bars, self.awaiting, self.dotted = 0, 0, int(opening is not None and opening.text == ".")
        inner = self.sum()
        self.bars, self.awaiting, self.dotted = kept
        if self.here().kind == "bar" and self.reads_inside():
            letter = self.here(1).text
            self.at += 3
            body, place = self.expr(inner), self.expr(self.sum())
            inner = self.hold(raw(At, body, sp.Symbol(letter, real=True), place))
        closing = self.here().kind
        if opening and opening.text == "." and closing in ("right_bar", "bar"):
            return inner  # what follows reads it at a place
        if self.take("rbrace" if opening and opening.kind == "lbrace" else "close") is None:
            if closing == "comma" and opening and opening.kind == "open":
                return vector(self, inner)
            raise ParseError(f"`{opening.text if opening else '('}` is never closed")
        return inner

    def absolute(self) -> str:
        opening = self.take("bar", "left_bar")
        kept, self.bars = self.bars, 1 if opening and opening.kind == "bar" else 0
        inner = self.sum()
        self.bars = kept
        if self.take("bar", "right_bar") is None:
            raise ParseError("this `|` is never closed")
        return f"abs({inner})"

    def name(self, token: Token) -> str:
        """A letter with its subscript."""
        if self.here().kind != "lower" or self.here(1).kind not in ("lbrace", "letter", "number", "constant", "run"):
            return token.text
        self.at += 1
        sub = ""
        if self.take("lbrace"):
            while self.here().kind not in ("rbrace", "end"):
                sub += self.here().text
                self.at += 1
            self.at += 1
        else:
            sub = self.here().text
            self.at += 1
        sub = re.sub(r"[^A-Za-z0-9]", "", sub)
        return f"{token.text}_{sub}" if sub.isdigit() or sub.isalpha() else f"{token.text}_{{{sub}}}"

    def letter(self, token: Token) -> str:
        name = self.name(token)
        if name in self.bound:
            return self.hold(sp.Symbol(name, real=True))
        if (found := named(self, name)) is not None:
            return found
        primes = self.primes() if self.here().kind == "prime" else 0
        if self.here().kind == "power" and self.known.is_function(name) and self.primes_of_power():
            primes = 1
        if self.here().kind == "open" and self.known.is_function(name):
            argument = self.expr(self.group())
            return self.hold(self.applied(name, argument, primes))
        if self.here().kind == "open" and (called := special(name)) and not self.choices.of(2):
            return f"{called}{self.group()})"
        if primes:
            return self.hold(self.known.derivative(self.known.letter(name), None, primes))
        if "{" in name or name in self.known.functions:
            return self.hold(self.known.letter(name))  # braces would make the grammar read LaTeX
        return name

    def primes_of_power(self) -> bool:
        kept = self.at
        self.at += 1
        if self.primes_raised():
            return True
        self.at = kept
        return False

    def applied(self, name: str, argument: sp.Expr, primes: int) -> sp.Expr:
        """A function that is known by name, or its derivative, at an argument."""
        var, body = self.known.function(name)
        if not primes:
            return substitute(body, {var: argument})
        for _ in range(primes):
            body = raw(Diff, body, var)
        if argument.is_Symbol and (argument == var or argument not in symbols_of(body)):
            return substitute_bound(body, var, argument)
        return raw(At, body, var, argument)


def substitute_bound(body: sp.Expr, var: sp.Symbol, letter: sp.Symbol) -> sp.Expr:
    """A derivative of a function of `var`, written in another letter."""
    if letter == var:
        return body
    orders = 0
    while isinstance(body, Diff):
        body, orders = body.expr, orders + 1
    body = substitute(body, {var: letter})
    for _ in range(orders):
        body = raw(Diff, body, letter)
    return body
