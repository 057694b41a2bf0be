"""What was understood of a part of the text: its text, its LaTeX, its expression and its value."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from calcref.parse.constants import Value
from calcref.parse.limits import DEEPEST_NESTING
from calcref.parse.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of a part that could have reached further: `x` in `sin x`, `2` in `e^2`.

    Args:
        before: the text before it.
        inside: its own text.
        after: the text that closes it.
        takes: the operators over which it could have reached; "" is juxtaposition.
    """

    before: str
    inside: str
    after: str
    takes: frozenset[str]

    def within(self, before: str, after: str = "") -> Tail:
        """The same tail, in a longer text."""
        return Tail(before + self.before, self.inside, self.after + after, self.takes)

    def reaching(self, operator: str, rest: str) -> str:
        """The reading in which it takes `rest` in."""
        return f"{self.before}({self.inside}{operator or '*'}{rest}){self.after}"


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the text, as it was understood.

    Args:
        kind: what it is in the grammar.
        text: it, so that it reads in one way.
        latex: it in LaTeX.
        expr: its raw expression.
        start: where it starts in the text as typed.
        value: its value, if it has no variable.
        depth: how many levels are nested in it.
        inner: the LaTeX of a group without its parentheses.
        tail: its end, where that could have reached further.
    """

    kind: str
    text: str
    latex: str
    expr: sp.Expr
    start: int
    value: Value | None
    depth: int = 0
    inner: str | None = None
    tail: Tail | None = None

    def __post_init__(self) -> None:
        if self.depth > DEEPEST_NESTING:
            raise Refusal(f"the formula is nested more than {DEEPEST_NESTING} deep", self.start)

    @property
    def bare_latex(self) -> str:
        """The LaTeX, without the parentheses of a group where something else groups."""
        return self.latex if self.inner is None else self.inner


def in_parentheses(latex: str) -> str:
    """`latex` in parentheses of its height."""
    return rf"\left({latex}\right)" if r"\frac" in latex else f"({latex})"


def depth_of(*nodes: Node) -> int:
    """The depth of what is made of `nodes`."""
    return 1 + max(node.depth for node in nodes)


def constant_values(*nodes: Node) -> list[Value] | None:
    """The values of `nodes`, or None if one has a variable."""
    values = [node.value for node in nodes if node.value is not None]
    return values if len(values) == len(nodes) else None
