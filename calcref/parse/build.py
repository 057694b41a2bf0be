"""Nodes from nodes: how text, LaTeX, expression and value of a whole come from those of its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import sympy as sp

from calcref.core import expr as make
from calcref.parse.constants import NotReal, Value, evaluate, exact
from calcref.parse.limits import MOST_BITS
from calcref.parse.names import GREEK
from calcref.parse.nodes import Node, constant_values, depth_of, in_parentheses
from calcref.parse.refusal import Refusal


def value_of(text: str, position: int, function: Callable[..., Any], *nodes: Node) -> Value | None:
    """The value of a function of `nodes`, or None if it varies.

    Raises:
        Refusal: it is constant and not a real number.
    """
    values = constant_values(*nodes)
    if values is None:
        return None
    try:
        return evaluate(function, *values)
    except NotReal as error:
        raise Refusal(f"{shortened(text)} {error}", position) from None


def shortened(text: str) -> str:
    """`text`, for a message."""
    return text if len(text) <= 60 else f"{text[:57]}..."


def check_size(nodes: Sequence[Node]) -> None:
    """Nothing, if the exact numbers among `nodes` can be folded.

    Raises:
        Refusal: they have too many digits.
    """
    numbers = [node.expr for node in nodes if node.expr.is_Rational]
    if sum(number.p.bit_length() + number.q.bit_length() for number in numbers) > 2 * MOST_BITS:
        raise Refusal("the numbers are too long", nodes[0].start)


def folded(node: Node) -> Node:
    """`node`, with its exact value where it was folded to a number.

    Raises:
        Refusal: the number is too long.
    """
    if not node.expr.is_Rational:
        return node
    try:
        return replace(node, value=exact(node.expr))
    except NotReal as error:
        raise Refusal(f"{shortened(node.text)} {error}", node.start) from None


def number(text: str, position: int) -> Node:
    """A number, exact: `0.1` is 1/10."""
    text = f"0{text}" if text.startswith(".") else text
    expr = sp.Rational(text)
    return Node("number", text, text, expr, position, exact(expr))


def name(text: str, position: int) -> Node:
    """A variable, real."""
    letter, _, sub = text.partition("_")
    sub = sub.strip("{}")
    latex = _letter(letter) + (f"_{{{_letter(sub)}}}" if sub else "")
    return Node("name", text, latex, sp.Symbol(text, real=True), position, None)


def _letter(name: str) -> str:
    return f"\\{name}" if name in GREEK else name


def constant(text: str, position: int) -> Node:
    """The number e or π."""
    expr, latex = {"e": (sp.E, "e"), "pi": (sp.pi, r"\pi")}[text]
    return Node("constant", text, latex, expr, position, evaluate(lambda mp: +getattr(mp, text)))


def group(inside: Node, position: int) -> Node:
    """Something in parentheses."""
    latex = in_parentheses(inside.latex)
    return Node(
        "group", f"({inside.text})", latex, inside.expr, position, inside.value, depth_of(inside), inner=inside.latex
    )


def negative(of: Node, position: int) -> Node:
    """Minus something."""
    value = None if of.value is None else (-of.value[0], -of.value[1])
    tail = of.tail and of.tail.within("-")
    return Node(
        "signed", f"-{of.text}", f"-{of.latex}", make.negative(of.expr), position, value, depth_of(of), tail=tail
    )


def closed(node: Node) -> Node:
    """`node`, in parentheses of ours if it starts with a sign that follows an operator."""
    if node.kind != "signed":
        return node
    tail = node.tail and node.tail.within("(", ")")
    latex = in_parentheses(node.latex)
    return Node(
        "group", f"({node.text})", latex, node.expr, node.start, node.value, depth_of(node), inner=node.latex, tail=tail
    )


def total(terms: Sequence[tuple[str, Node]]) -> Node:
    """A sum of terms with their signs, of which the first is "+"."""
    first = terms[0][1]
    if len(terms) == 1:
        return first
    nodes = [first, *(closed(node) for _, node in terms[1:])]
    signs = [sign for sign, _ in terms]
    check_size(nodes)
    text, latex = first.text, first.latex
    for sign, node in zip(signs[1:], nodes[1:], strict=True):
        text, latex = f"{text} {sign} {node.text}", f"{latex} {sign} {node.latex}"
    expr = make.add(*(n.expr if sign == "+" else make.negative(n.expr) for sign, n in zip(signs, nodes, strict=True)))

    def value(mp: Any, *values: Any) -> Any:
        return sum(x if sign == "+" else -x for sign, x in zip(signs, values, strict=True))

    found = value_of(text, first.start, value, *nodes)
    return folded(Node("sum", text, latex, expr, first.start, found, depth_of(*nodes)))
