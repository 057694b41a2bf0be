"""The values of expressions at a point, over some algebra; every distinct node once.

An algebra is a class of its own: what numbers of it are made of the numbers in an expression, how they are added,
multiplied and raised to powers, and which functions it has. Nothing here supposes that its products commute.
"""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from typing import Any, ClassVar

import sympy as sp
from sympy.core.function import AppliedUndef

from calcref.core.functions import RealFunction
from calcref.core.questions import Closing, Head
from calcref.core.walk import post_order

Environment = Mapping[sp.Symbol, Any]
FAILURES = (ArithmeticError, ValueError)
ALGEBRA = frozenset((sp.Add, sp.Mul, sp.Pow))


@lru_cache(maxsize=1024)
def template(head: Any, numbers: tuple[sp.Expr | None, ...]) -> tuple[tuple[sp.Symbol, ...], sp.Expr]:
    """What a named function is in SymPy's heads, in letters that nobody else uses for what is no number."""
    given = [sp.Dummy(real=True) if number is None else number for number in numbers]
    return tuple(it for it in given if it.is_Symbol), head.in_sympy(*given)


def numbers_among(node: RealFunction) -> tuple[sp.Expr | None, ...]:
    """The numbers among the arguments of a function of several, and None in place of the others."""
    several = len(node.args) > 1
    return tuple(arg if several and arg.is_Number else None for arg in node.args)


@lru_cache(maxsize=1024)
def polynomial_of(name: str) -> tuple[sp.Rational, ...]:
    """The coefficients of the polynomial of degree 2 that stands for the unknown function of this name.

    >>> len(polynomial_of("f"))
    3
    """
    chosen = random.Random(name)
    return tuple(sp.Rational(chosen.randint(20, 90), 64) for _ in range(3))


@dataclass
class Work:
    """How many nodes may be evaluated, and how many were: what keeps a check from going on for ever."""

    most: int = 50_000_000
    spent: int = 0

    @property
    def done(self) -> bool:
        """Whether nothing is left: every value is then none."""
        return self.spent >= self.most


class Evaluator(ABC):
    """Values at one point, remembered for each node.

    What an algebra has no calculus for (a derivative, an integral, a limit) has no value in it.
    """

    nothing: ClassVar[Any]  # the value of what has none
    price: ClassVar[int] = 1  # of a node, in those of the fastest arithmetic
    plain: ClassVar[frozenset[type[sp.Basic]]] = ALGEBRA  # heads that need nothing but the values of their arguments

    def __init__(self, values: Environment, work: Work | None = None) -> None:
        self.values = values
        self.work = work or Work()
        self._known: dict[int, tuple[sp.Basic, Any]] = {}

    def __call__(self, expr: sp.Basic) -> Any:
        """The value of `expr`; `nothing` where it has none."""
        known = self._known
        if id(expr) in known:
            return known[id(expr)][1]
        inside = self.entered(expr)
        if all(id(arg) in known for arg in inside):  # what is built from below needs no walk
            return self.nothing if self.work.done else self._learn(expr, inside)
        for node, inner in post_order(expr, self.entered, known):
            if self.work.done:
                return self.nothing
            self._learn(node, inner)
        return known[id(expr)][1]

    def _learn(self, node: sp.Basic, inside: Sequence[sp.Basic]) -> Any:
        """The value of `node`, from those of `inside`, which are known."""
        self.work.spent += self.price
        try:
            value = self.value(node, [self._known[id(arg)][1] for arg in inside])
        except FAILURES:
            value = self.nothing
        self._known[id(node)] = (node, value)
        return value

    def entered(self, node: Any) -> Sequence[Any]:
        """The arguments whose values at this same point `node` needs."""
        if type(node) in self.plain:
            return node.args  # type: ignore[no-any-return]
        if isinstance(node, sp.Piecewise):
            return ()
        if isinstance(node, Head):
            return [node.args[k] for k in node.entered]
        if node.is_Number:
            return ()
        if isinstance(node, RealFunction):
            return [arg for arg, number in zip(node.args, numbers_among(node), strict=True) if number is None]
        return node.args  # type: ignore[no-any-return]

    def value(self, node: Any, inside: list[Any]) -> Any:
        """The value of `node` from the values of what was entered."""
        head = type(node)
        if head is sp.Add:
            return self.add(inside)
        if head is sp.Mul:
            return self.multiply(inside)
        if head is sp.Pow:
            return self.power(*inside)
        if head in self.plain:
            return self.function(head, inside)
        if node.is_Symbol:
            return self.values[node]
        if node.is_Number or node.is_NumberSymbol:
            return self.number(node)
        if isinstance(node, Head):
            return node.valued(self, *inside)
        if isinstance(node, RealFunction):
            return self.named(node, inside)
        if isinstance(node, AppliedUndef):
            return self.unknown(node, inside)
        if head is sp.Piecewise:
            return self.case(node)
        return self.function(head, inside)

    def at(self, var: sp.Symbol, value: Any) -> Evaluator:
        """The same point, with `var` at `value`."""
        return type(self)({**self.values, var: value}, work=self.work)

    def named(self, node: RealFunction, inside: list[Any]) -> Any:
        """A function of ours, by what it is in SymPy's heads."""
        head: Any = type(node)
        letters, meaning = template(head, numbers_among(node))
        return type(self)(dict(zip(letters, inside, strict=True)), work=self.work)(meaning)

    def case(self, node: sp.Piecewise) -> Any:
        """The value of the first case that holds; nothing where an algebra has no order."""
        return self.nothing

    def closed(self, node: Closing, *places: Any) -> Any:
        """What is inside, read at the places of `node`, each with its sign."""
        signs = dict(node.reads)
        read = [(signs[k], self.at(node.var, place)(node.expr)) for k, place in zip(node.entered, places, strict=True)]
        return self.add([part if sign > 0 else -part for sign, part in read])

    def add(self, values: list[Any]) -> Any:
        """The sum, from left to right."""
        return sum(values[1:], values[0])

    def multiply(self, values: list[Any]) -> Any:
        """The product, from left to right."""
        return prod(values[1:], start=values[0])

    @abstractmethod
    def number(self, node: sp.Expr) -> Any:
        """What a number of an expression is in this algebra."""

    @abstractmethod
    def power(self, base: Any, exponent: Any) -> Any:
        """A power of two values; the exponent is a value too."""

    @abstractmethod
    def function(self, head: Any, inside: list[Any]) -> Any:
        """A function of values."""

    def unknown(self, node: Any, inside: list[Any]) -> Any:
        """An unknown function of one argument, which stands for a polynomial that its name decides."""
        if len(inside) != 1:
            return self.nothing
        start, slope, bend = (self.number(it) for it in polynomial_of(node.func.__name__))
        return self.add([start, self.multiply([inside[0], self.add([slope, self.multiply([bend, inside[0]])])])])

    def prime(self, node: Any) -> Any:
        """A derivative of an unknown function, of that polynomial."""
        _, slope, bend = (self.number(it) for it in polynomial_of(node.expr.func.__name__))
        if node.order > 1:
            return self.add([bend, bend]) if node.order == 2 else self.number(sp.S.Zero)
        return self.add([slope, self.multiply([self.add([bend, bend]), self(node.expr.args[0])])])

    def implicit(self, node: Any) -> Any:
        """The slope of a curve that an equation draws."""
        return self.nothing

    def implicit_slopes(self, node: Any) -> Any:
        """How functions move that several equations describe."""
        return self.nothing

    def inverse_jacobian(self, node: Any) -> Any:
        """How letters answer to the values of a map."""
        return self.nothing

    def parametric(self, node: Any) -> Any:
        """The slope of a path."""
        return self.nothing

    def derivative(self, expr: sp.Expr, var: sp.Symbol) -> Any:
        """The derivative of `expr` in `var`, at this point."""
        return self.nothing

    def nth(self, node: Any, order: Any) -> Any:
        """The derivative of whole order of the expression of `node`."""
        return self.nothing

    def antiderivative(self, node: Any) -> Any:
        """An arbitrary constant with the right slope."""
        return self.nothing

    def integral_of(self, node: Any, lower: Any, upper: Any) -> Any:
        """The integral of the expression of `node` between two values."""
        return self.nothing

    def double_integral(self, node: Any, lower: Any, upper: Any) -> Any:
        """The integral over two variables of what stands inside of the inner integral of `node`."""
        return self.nothing

    def indexed(self, node: Any, lower: Any, upper: Any) -> Any:
        """The sum, or the product, of what an index counts."""
        return self.nothing

    def principal_value(self, node: Any, lower: Any, upper: Any) -> Any:
        """The same, with as much left out on both sides of a pole."""
        return self.nothing

    def limit(self, node: Any) -> Any:
        """What the expression of `node` tends to."""
        return self.nothing

    def expansion(self, node: Any) -> Any:
        """The Taylor polynomial that `node` asks for."""
        return self.nothing
