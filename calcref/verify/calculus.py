"""The values of open questions over the real numbers, without answering them.

`Diff` has its value by differences, `LimitOf` by coming close, `DefiniteIntegral` by quadrature, and `Antideriv` as an
arbitrary constant with the right slope.
"""

from __future__ import annotations

import random
from abc import abstractmethod
from functools import lru_cache
from math import ceil, floor
from operator import eq, ge, gt, le, lt, ne
from typing import Any, ClassVar

import sympy as sp

from calcref.core.expr import raw, varies
from calcref.core.indexed import MOST_TERMS, Indexed, IndexedProduct
from calcref.core.questions import Antideriv, Closing, DefiniteIntegral, Diff, LimitOf
from calcref.verify.arithmetic import FAST, NAN
from calcref.verify.evaluate import ALGEBRA, FAILURES, Environment, Evaluator, Work

RELATIONS = {sp.Lt: lt, sp.Le: le, sp.Gt: gt, sp.Ge: ge, sp.Eq: eq, sp.Ne: ne}


@lru_cache(maxsize=4096)
def _constant_of(node: Antideriv) -> float:
    return random.Random(str(node)).uniform(-1, 1)


class RealEvaluator(Evaluator):
    """Values over the real numbers, in some arithmetic."""

    nothing: ClassVar[Any] = NAN
    plain = ALGEBRA | FAST.keys()

    def __init__(self, values: Environment, work: Work | None = None) -> None:
        super().__init__(values, work)
        self.sizes: dict[int, Any] = {}  # of nodes that the claims keep alive; see `sizes`
        self._shifted: dict[sp.Symbol, Evaluator] = {}
        self._integrals: dict[Any, Any] = {}

    def case(self, node: sp.Piecewise) -> Any:
        return next((self(expr) for expr, condition in node.args if self.holds(condition)), self.nothing)

    def holds(self, condition: Any) -> bool:
        """Whether a condition on real numbers holds; a number that has no value fulfills none."""
        if condition in (sp.true, sp.false):
            return bool(condition)
        if isinstance(condition, sp.Not):
            return not self.holds(condition.args[0])
        if isinstance(condition, sp.And | sp.Or):
            held = [self.holds(part) for part in condition.args]
            return all(held) if isinstance(condition, sp.And) else any(held)
        left, right = (self(side).real for side in condition.args)
        return bool(RELATIONS[type(condition)](left, right))

    def nth(self, node: Any, order: Any) -> Any:
        if order.real != node.order:
            return self.nothing
        inner = node.expr
        for _ in range(int(node.order) - 1):
            inner = raw(Diff, inner, node.var)
        return self.derivative(inner, node.var) if node.order > 0 else self(inner)

    def closed(self, node: Closing, *places: Any) -> Any:
        """F(b) − F(a) of an open antiderivative is the integral that it stands for."""
        if len(places) == 1:
            return super().closed(node, *places)
        if isinstance(node.expr, Antideriv) and node.expr.var == node.var:
            return self.integral_of(node.expr, *places)
        if node.expr.has(Antideriv):
            return self.nothing
        return super().closed(node, *places)

    def integral_of(self, node: Any, lower: Any, upper: Any) -> Any:
        """The integral of the expression of `node` between two values, computed once; nothing where it has none."""
        key = node.expr, node.var, lower, upper
        if key not in self._integrals:
            try:
                self._integrals[key] = self.integral(node, lower, upper)
            except FAILURES:
                self._integrals[key] = self.nothing
        return self._integrals[key]

    def indexed(self, node: Indexed, lower: Any, upper: Any) -> Any:
        """The sum or product over the whole numbers between two values; nothing where the values move, or are far."""
        if lower.imag or upper.imag or upper.real - lower.real > MOST_TERMS:
            return self.nothing
        counted = range(ceil(lower.real), floor(upper.real) + 1)
        here = [self.number(sp.Integer(k)) for k in counted]
        values = [self.at(node.var, k)(node.expr) for k in here]
        if isinstance(node, IndexedProduct):
            return self.multiply(values) if values else self.number(sp.S.One)
        return self.add(values) if values else self.number(sp.S.Zero)

    def reached(self, node: LimitOf) -> Any:
        """The integral that a limit of an integral over its moving bound stands for, or None."""
        integral = node.expr
        if not isinstance(integral, DefiniteIntegral) or varies(integral.expr, node.var):
            return None
        ends = [self(node.to if end == node.var else end) for end in (integral.lower, integral.upper)]
        return self.integral_of(integral, *ends)

    def constant(self, node: Antideriv) -> float:
        """An arbitrary constant, the same wherever the same question stands."""
        return _constant_of(node)

    @abstractmethod
    def integral(self, node: Any, lower: Any, upper: Any) -> Any:
        """The integral of the expression of `node` between two values."""
