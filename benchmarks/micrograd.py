"""The smallest engine there is: a number that knows its parents, as peer for single numbers; after micrograd's idea."""

from __future__ import annotations

import math
from typing import Any


class Number:
    """A value, its gradient, and what to do with it on the way back."""

    def __init__(self, data: float, parents: tuple[Number, ...] = ()) -> None:
        self.data, self.grad, self.parents = data, 0.0, parents
        self.back = lambda: None

    def __add__(self, other: Any) -> Number:
        other = other if isinstance(other, Number) else Number(other)
        out = Number(self.data + other.data, (self, other))

        def back() -> None:
            self.grad += out.grad
            other.grad += out.grad

        out.back = back
        return out

    def __mul__(self, other: Any) -> Number:
        other = other if isinstance(other, Number) else Number(other)
        out = Number(self.data * other.data, (self, other))

        def back() -> None:
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out.back = back
        return out

    def tanh(self) -> Number:
        """The hyperbolic tangent."""
        y = math.tanh(self.data)
        out = Number(y, (self,))

        def back() -> None:
            self.grad += (1 - y * y) * out.grad

        out.back = back
        return out

    __radd__, __rmul__ = __add__, __mul__

    def backward(self) -> None:
        """Sort the graph, then go through it backwards."""
        order: list[Number] = []
        seen: set[int] = set()
        stack = [(self, False)]
        while stack:
            node, done = stack.pop()
            if done:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                stack.append((node, True))
                stack.extend((parent, False) for parent in node.parents)
        self.grad = 1.0
        for node in reversed(order):
            node.back()
