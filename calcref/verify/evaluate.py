"""The values of expressions, open questions included, at a point; every distinct node once.

An open question has a value without being answered: `Diff` by differences, `LimitOf` by coming close,
`DefiniteIntegral` by quadrature, and `Antideriv` as an arbitrary constant with the right slope.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import sympy as sp

from calcref.core.expr import post_order, varies
from calcref.core.functions import RealFunction
from calcref.core.questions import Antideriv, At, Between, Bounded, DefiniteIntegral, Diff, LimitOf, Question
from calcref.verify.arithmetic import FAST, NAN, OutOfDomain

Environment = Mapping[sp.Symbol, Any]
FAILURES = (OutOfDomain, ArithmeticError, ValueError)
ENTERED = (Diff, At, Between, Antideriv, Bounded, LimitOf)  # heads that read their insides in their own way
PLAIN = frozenset((sp.Add, sp.Mul, sp.Pow, *FAST))  # heads that need nothing but the values of their arguments


@cache
def template(head: Any, arguments: int) -> tuple[tuple[sp.Symbol, ...], sp.Expr]:
    """What a named function is in SymPy's heads, in letters that nobody else uses."""
    letters = tuple(sp.Dummy(real=True) for _ in range(arguments))
    return letters, head.in_sympy(*letters)


@dataclass
class Work:
    """How many nodes may be evaluated, and how many were: what keeps a check from going on for ever."""

    most: int = 50_000_000
    spent: int = 0

    @property
    def done(self) -> bool:
        """Whether nothing is left: every value is then none."""
        return self.spent >= self.most


class Evaluator:
    """Values at one point, remembered for each node."""

    nothing: Any = NAN  # the value of what has none
    price = 1  # of a node, in those of the fastest arithmetic

    def __init__(self, values: Environment, work: Work | None = None) -> None:
        self.values = values
        self.work = work or Work()
        self.sizes: dict[int, Any] = {}  # of nodes that the claims keep alive; see `sizes`
        self._known: dict[int, tuple[sp.Basic, Any]] = {}
        self._shifted: dict[sp.Symbol, Evaluator] = {}
        self._integrals: dict[Any, Any] = {}

    def __call__(self, expr: sp.Basic) -> Any:
        """The value of `expr`; NaN where it has none."""
        known = self._known
        if id(expr) in known:
            return known[id(expr)][1]
        for node, inside in post_order(expr, self.entered, known):
            if self.work.done:
                return self.nothing
            self.work.spent += self.price
            try:
                value = self.value(node, [known[id(arg)][1] for arg in inside])
            except FAILURES:
                value = self.nothing
            known[id(node)] = (node, value)
        return known[id(expr)][1]

    def entered(self, node: Any) -> Any:
        """The arguments whose values at this same point `node` needs."""
        if type(node) in PLAIN:
            return node.args
        if isinstance(node, (At, Between, Bounded)):
            return node.args[2:]
        if isinstance(node, ENTERED) or node.is_Number:
            return ()
        if isinstance(node, RealFunction) and len(node.args) == 2 and node.args[1].is_Number:
            return node.args[:1]
        return node.args

    def value(self, node: Any, inside: list[Any]) -> Any:
        """The value of `node` from the values of what was entered."""
        head = type(node)
        if head in FAST:
            return self.function(head, inside)
        if head is sp.Add:
            return sum(inside[1:], inside[0])
        if head is sp.Mul:
            return math.prod(inside[1:], start=inside[0])
        if head is sp.Pow:
            return self.power(*inside)
        if node.is_Symbol:
            return self.values[node]
        if node.is_Number or node.is_NumberSymbol:
            return self.number(node)
        if head is At:
            return self.at(node.var, inside[0])(node.expr)
        if head is Between:
            return self.between(node, *inside)
        if head is Antideriv:
            return self.antiderivative(node)
        if head is Diff:
            return self.derivative(node.expr, node.var)
        if isinstance(node, Bounded):
            return self.known_integral(node, *inside)
        if head is LimitOf:
            return self.limit(node)
        if isinstance(node, Question):
            return self.nothing
        if isinstance(node, RealFunction):
            return self.named(node, inside)
        return self.function(head, inside)

    def at(self, var: sp.Symbol, value: Any) -> Evaluator:
        """The same point, with `var` at `value`."""
        return type(self)({**self.values, var: value}, work=self.work)

    def named(self, node: RealFunction, inside: list[Any]) -> Any:
        """A function of ours, by what it is in SymPy's heads."""
        if len(inside) < len(node.args):
            letter = sp.Dummy(real=True)
            return self.at(letter, inside[0])(node.in_sympy(letter, *node.args[1:]))
        head: Any = type(node)
        letters, meaning = template(head, len(inside))
        return type(self)(dict(zip(letters, inside, strict=True)), work=self.work)(meaning)

    def between(self, node: Between, lower: Any, upper: Any) -> Any:
        """F(b) − F(a); of an open antiderivative, the integral that it stands for."""
        if isinstance(node.expr, Antideriv) and node.expr.var == node.var:
            return self.known_integral(node.expr, lower, upper)
        if node.expr.has(Antideriv):
            return NAN
        return self.at(node.var, upper)(node.expr) - self.at(node.var, lower)(node.expr)

    def known_integral(self, node: Any, lower: Any, upper: Any) -> Any:
        """The integral of the expression of `node` between two values, computed once; NaN where it has none."""
        key = node.expr, node.var, lower, upper
        if key not in self._integrals:
            try:
                self._integrals[key] = self.integral(node, lower, upper)
            except FAILURES:
                self._integrals[key] = NAN
        return self._integrals[key]

    def reached(self, node: LimitOf) -> Any:
        """The integral that a limit of an integral over its moving bound stands for, or None."""
        integral = node.expr
        if not isinstance(integral, DefiniteIntegral) or varies(integral.expr, node.var):
            return None
        ends = [self(node.to if end == node.var else end) for end in (integral.lower, integral.upper)]
        return self.known_integral(integral, *ends)

    def constant(self, node: Antideriv) -> float:
        """An arbitrary constant, the same wherever the same question stands."""
        return random.Random(str(node)).uniform(-1, 1)

    def number(self, node: sp.Expr) -> Any:
        raise NotImplementedError

    def power(self, base: Any, exponent: Any) -> Any:
        raise NotImplementedError

    def function(self, head: Any, inside: list[Any]) -> Any:
        raise NotImplementedError

    def derivative(self, expr: sp.Expr, var: sp.Symbol) -> Any:
        raise NotImplementedError

    def antiderivative(self, node: Antideriv) -> Any:
        raise NotImplementedError

    def integral(self, node: Any, lower: Any, upper: Any) -> Any:
        raise NotImplementedError

    def limit(self, node: LimitOf) -> Any:
        raise NotImplementedError
