"""Walking expressions without recursion, each distinct node once."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from operator import attrgetter
from typing import Generic, TypeVar

from sympy.core.basic import Basic

T = TypeVar("T")


def post_order(
    expr: Basic, parts: Callable[[Basic], Sequence[Basic]], known: Container[int]
) -> Iterator[tuple[Basic, Sequence[Basic]]]:
    """Every distinct node that is reached from `expr` through `parts`, with its parts, which come before it.

    A node whose identity is `known` is passed over. Whoever walks makes each node known before asking for the next.
    """
    stack = [expr]
    while stack:
        node = stack[-1]
        if id(node) in known:
            stack.pop()
            continue
        inside = parts(node)
        todo = [part for part in inside if id(part) not in known]
        if todo:
            stack.extend(todo)
            continue
        stack.pop()
        yield node, inside


_args: Callable[[Basic], tuple[Basic, ...]] = attrgetter("args")


class Fold(Generic[T]):
    """A pure function of expressions, computed from the leaves up and remembered for each node.

    It remembers by identity, since comparing deep expressions recurses, and keeps the nodes it knows alive;
    past `limit` nodes it forgets, which costs time and never changes a value.
    """

    limit = 300_000

    def __init__(self, leaf: Callable[[Basic], T], combine: Callable[[Basic, list[T]], T]) -> None:
        self._leaf, self._combine = leaf, combine
        self._known: dict[int, T] = {}
        self._alive: list[Basic] = []

    def __call__(self, expr: Basic) -> T:
        known = self._known
        if id(expr) in known:
            return known[id(expr)]
        if len(known) > self.limit:
            known.clear()
            self._alive.clear()
        for arg in expr.args:
            if id(arg) not in known:
                for node, _ in post_order(expr, _args, known):
                    self._learn(node)
                return known[id(expr)]
        return self._learn(expr)  # what is built from below needs no walk

    def _learn(self, node: Basic) -> T:
        known, args = self._known, node.args
        found = self._combine(node, [known[id(arg)] for arg in args]) if args else self._leaf(node)
        known[id(node)] = found
        self._alive.append(node)
        return found


commutes: Fold[bool] = Fold(
    lambda leaf: bool(leaf.is_commutative), lambda node, found: all(found) and getattr(node, "commutes", True)
)
