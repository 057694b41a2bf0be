"""What a text has said so far: which letters and functions stand for which formulas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import sympy as sp

from calcref.core.double import double
from calcref.core.errors import Undecided
from calcref.core.expr import divide, is_open, nodes, raw, substitute, symbols_of, varies
from calcref.core.functions import sigmoid
from calcref.core.questions import Antideriv, At, Between, DefiniteIntegral, Diff

MOST_ROUNDS = 12  # of putting definitions into one another
MOST_DERIVATIVES = 12  # within one another
NOT_GIVEN = ("f", "g", "h")
PARAMETER = sp.Symbol("t_{par}", real=True)
USUAL = ("x", "t", "w", "z", "theta")  # what a prime is read in where several letters occur


def symbol(name: str) -> sp.Symbol:
    """The real variable of that name."""
    return sp.Symbol(name, real=True)


@dataclass(frozen=True)
class Known:
    """Definitions in force.

    Args:
        letters: what each defined letter stands for.
        functions: the parameter and the formula of each defined function.
        conditions: what the text supposes, as relations.
        assigned: the values that letters are said to have somewhere.
        angles: letters that a substitution introduced, which run where it can be read backwards.
        several: the letters of each function that is given in several, as f(x, y) = x^2 y.
        is_latex: whether the text is LaTeX, in which letters side by side are a product.
    """

    letters: dict[str, sp.Expr] = field(default_factory=dict)
    functions: dict[str, tuple[sp.Symbol, sp.Expr]] = field(default_factory=dict)
    conditions: tuple[sp.Basic, ...] = ()
    assigned: dict[str, sp.Expr] = field(default_factory=dict)
    angles: frozenset[str] = frozenset()
    several: dict[str, tuple[str, ...]] = field(default_factory=dict)
    is_latex: bool = False

    def with_letter(self, name: str, expr: sp.Expr) -> Known:
        return replace(self, letters={**self.letters, name: expr})

    def with_function(self, name: str, var: sp.Symbol, expr: sp.Expr) -> Known:
        return replace(self, functions={**self.functions, name: (var, expr)})

    def with_several(self, name: str, of: Iterable[str], expr: sp.Expr) -> Known:
        return replace(self.with_letter(name, expr), several={**self.several, name: tuple(of)})

    def partial(self, name: str) -> sp.Expr | None:
        """The derivative that f_x or f_{xy} is, of a function of several letters; None of another name."""
        base, _, below = name.partition("_")
        letters = below.strip("{}")
        of = self.several.get(base, ())
        if not letters or name in self.letters or not set(letters) <= set(of):
            return None
        found = self.expand(symbol(base), frozenset(map(symbol, of)))
        for letter in letters:
            found = raw(Diff, found, symbol(letter))
        return found

    def with_conditions(self, found: Iterable[sp.Basic]) -> Known:
        return replace(self, conditions=(*self.conditions, *found))

    def is_function(self, name: str) -> bool:
        """Whether the name before a parenthesis is that of a function."""
        return name in self.functions or name in NOT_GIVEN or name == "sigma"

    def function(self, name: str) -> tuple[sp.Symbol, sp.Expr]:
        """The parameter and the formula of a function; σ is the logistic one where nothing else is said."""
        if name in self.functions:
            return self.functions[name]
        if name == "sigma":
            return PARAMETER, raw(sigmoid, PARAMETER)
        return PARAMETER, raw(sp.Function(name), PARAMETER)

    def letter(self, name: str) -> sp.Expr:
        """What a letter stands for where it is alone: a function is read at its own parameter."""
        if name in self.functions and name not in self.letters:
            return self.functions[name][1]
        if name in NOT_GIVEN and name not in self.letters:
            return raw(sp.Function(name), symbol("x"))
        return symbol(name)

    def expand(self, expr: sp.Expr, keep: frozenset[sp.Symbol] = frozenset()) -> sp.Expr:
        """`expr` with what the letters stand for, but those of `keep`."""
        for _ in range(MOST_ROUNDS):
            held = {letter for letter in symbols_of(expr) - keep if letter.name in self.letters}
            if not held:
                return expr
            expr = substitute(expr, {letter: self.letters[letter.name] for letter in held})
        raise Undecided("the definitions go round in a circle")

    def derivative(self, body: sp.Expr, name: str | None, order: int) -> sp.Expr:
        """The derivative of `body` in the letter `name`, or in its only one, of some order.

        Raises:
            Undecided: what is differentiated is not given, or in which letter is not clear.
        """
        var = symbol(name) if name else self.only_letter(body)
        alone = body.is_Symbol and body != var
        inner = self.expand(body, keep=frozenset((var,)))
        if alone and not varies(inner, var):
            return self._inverse(body, var, order)
        for _ in range(order):
            inner = raw(Diff, inner, var)
        if sum(isinstance(node, Diff) for node in nodes(inner)) > MOST_DERIVATIVES:
            raise Undecided(f"more than {MOST_DERIVATIVES} derivatives stand within one another")
        if var.name in self.letters:
            return raw(At, inner, var, self.expand(var))
        return inner

    def _inverse(self, body: sp.Expr, var: sp.Symbol, order: int) -> sp.Expr:
        """The slope of a letter in one that is defined by it."""
        there, inner = self.expand(var), self.expand(body)
        shared = sorted(symbols_of(there), key=str)
        if order == 1 and there != var and len(shared) == 1 and varies(inner, shared[0]):
            return divide(raw(Diff, inner, shared[0]), raw(Diff, there, shared[0]))
        raise Undecided(f"{body} is not given as a formula in {var}, so its derivative is not known")

    def only_letter(self, body: sp.Expr) -> sp.Symbol:
        """The letter that a prime is read in."""
        if body.is_Symbol and body.name not in self.letters:
            raise Undecided(f"{body} is not given as a formula, so its derivative is not known")
        letters = symbols_of(self.expand(body))
        found = [symbol(name) for name in USUAL if symbol(name) in letters]
        if len(letters) == 1:
            return next(iter(letters))
        if not letters:
            return symbol("x")
        if not found:
            names = ", ".join(sorted(map(str, letters)))
            raise Undecided(f"it is not clear in which of the letters {names} the prime differentiates")
        return found[0]

    def integral(self, body: sp.Expr, name: str, ends: tuple[sp.Expr, sp.Expr] | None) -> sp.Expr:
        """The integral of `body` in the letter `name`.

        Raises:
            Undecided: its bounds are those of one letter, and it holds another that the letter depends on.
        """
        var = symbol(name)
        inner = self.expand(body, keep=frozenset((var,)))
        there = self.expand(var)
        if ends is not None:
            if there != var and symbols_of(there) & symbols_of(inner) - {var}:
                raise Undecided(f"the integral from one value of {var} to another still holds what {var} depends on")
            places = [self.expand(end) for end in ends]
            if isinstance(inner, DefiniteIntegral) and not any(map(symbols_of, places)):
                return double(inner.expr, (inner.var, inner.lower, inner.upper), (var, *places))
            return raw(DefiniteIntegral, inner, var, *places)
        found = raw(Antideriv, inner, var)
        return found if there == var else raw(At, found, var, there)


def family_letter(*sides: sp.Expr) -> sp.Symbol | None:
    """The letter in which sides that hold an antiderivative are families of functions; None where none does."""
    plain: list[sp.Symbol] = []
    through: list[sp.Symbol] = []
    for side in sides:
        if not is_open(side):
            continue
        inside = {
            id(node.expr): node for node in nodes(side) if isinstance(node, At) and isinstance(node.expr, Antideriv)
        }
        for node in inside.values():
            through += sorted(symbols_of(node.value), key=str)
        outside = nodes(side, lambda node: isinstance(node, Between))  # between two places it is a number
        plain += [node.var for node in outside if isinstance(node, Antideriv) and id(node) not in inside]
    if plain:
        return plain[0]
    if not through:
        return None
    return next((letter for letter in map(symbol, USUAL) if letter in through), through[0])
