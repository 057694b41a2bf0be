"""A function of one variable as a list of operations on doubles: what quadrature evaluates a thousand times."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import add, mul
from typing import Any

import sympy as sp

from calcref.core.expr import varies
from calcref.core.functions import RealFunction
from calcref.core.questions import Head
from calcref.core.walk import post_order
from calcref.verify.arithmetic import FAST, NAN, fast_power, lifted
from calcref.verify.evaluate import FAILURES, Evaluator, numbers_among, template

Operation = tuple[int, Callable[..., complex], Sequence[int]]  # where the value goes, how it is found, from which


class Refused(Exception):
    """Something that has no place in a list of operations: a question, or cases."""


class Program:
    """The values of `expr` where `var` moves and all else is as at the point of `here`, which would find the same.

    Raises:
        Refused: `expr` holds a question, or cases.

    >>> from calcref.verify.fast import FastEvaluator
    >>> a, x = sp.symbols("a x", real=True)
    >>> Program(FastEvaluator({a: 2 + 0j}), a * sp.exp(x) + 1, x)(0.0)
    (3+0j)
    """

    def __init__(self, here: Evaluator, expr: sp.Expr, var: sp.Symbol) -> None:
        self.here, self.slots = here, [NAN]
        self.operations: list[Operation] = []
        self.result = self._enter(expr, {var: 0})

    def __call__(self, t: float) -> complex:
        """The value where the variable is at `t`."""
        work = self.here.work
        if work.done:
            return NAN
        work.spent += len(self.operations) + 1
        slots = self.slots.copy()
        slots[0] = complex(t)
        for place, function, inside in self.operations:
            try:
                slots[place] = function(*[slots[k] for k in inside])
            except FAILURES:
                slots[place] = NAN
        return slots[self.result]

    def _enter(self, expr: sp.Expr, moving: Mapping[sp.Symbol, int]) -> int:
        """Write down the operations of `expr`, whose moving letters are in slots, and say in which its value is."""
        known: dict[int, int] = {}

        def entered(node: Any) -> Sequence[Any]:
            if not any(varies(node, letter) for letter in moving):
                return ()
            if isinstance(node, (Head, sp.Piecewise)):
                raise Refused
            if isinstance(node, RealFunction):
                return [arg for arg, number in zip(node.args, numbers_among(node), strict=True) if number is None]
            return node.args  # type: ignore[no-any-return]

        for node, inside in post_order(expr, entered, known):
            known[id(node)] = self._written(node, [known[id(arg)] for arg in inside], moving)
        return known[id(expr)]

    def _written(self, node: Any, inside: Sequence[int], moving: Mapping[sp.Symbol, int]) -> int:
        if node in moving:
            return moving[node]
        if not inside:
            self.slots.append(self.here(node))
            return len(self.slots) - 1
        if isinstance(node, RealFunction):
            head: Any = type(node)
            letters, meaning = template(head, numbers_among(node))
            return self._enter(meaning, dict(zip(letters, inside, strict=True)))
        if node.is_Add or node.is_Mul:
            place, *others = inside
            for other in others:
                place = self._operation(add if node.is_Add else mul, (place, other))
            return place
        if node.is_Pow:
            return self._operation(fast_power, inside)
        head = type(node)
        return self._operation(FAST.get(head) or partial(_lifted, head), inside)

    def _operation(self, function: Callable[..., complex], inside: Sequence[int]) -> int:
        self.slots.append(NAN)
        self.operations.append((len(self.slots) - 1, function, inside))
        return len(self.slots) - 1


def _lifted(head: Any, *values: complex) -> complex:
    return lifted(head, values)
