"""Products and quotients, and what they leave open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy as sp

from calcref.core import expr as make
from calcref.parse.build import check_size, closed, folded, shortened, value_of
from calcref.parse.nodes import Node, depth_of
from calcref.parse.refusal import Refusal

# A factor and what stands before it: "*", "/" or, in juxtaposition, nothing.
Factor = tuple[str, Node]


def product(factors: Sequence[Factor]) -> Node:
    """A product of factors, from left to right.

    Raises:
        Refusal: one of them could reach further, or divides by 0.
    """
    for index, (operator, node) in enumerate(factors[1:], 1):
        _check_tail(factors, index, operator, node)
        if not operator and factors[index - 1][0] == "/":
            raise _long_denominator(factors, index)
    if len(factors) == 1:
        return factors[0][1]
    return _built([factors[0], *((operator, closed(node)) for operator, node in factors[1:])])


def _built(factors: Sequence[Factor]) -> Node:
    operators, nodes = [operator for operator, _ in factors], [node for _, node in factors]
    check_size(nodes)
    _check_denominators(factors)

    def value(mp: Any, first: Any, *rest: Any) -> Any:
        for operator, factor in zip(operators[1:], rest, strict=True):
            first = first / factor if operator == "/" else first * factor
        return first

    parts = [make.power(n.expr, sp.S.NegativeOne) if operator == "/" else n.expr for operator, n in factors]
    text, start, last = _joined(factors), nodes[0].start, nodes[-1]
    found = value_of(text, start, value, *nodes)
    tail = last.tail and last.tail.within(f"{_joined(factors[:-1])}{operators[-1] or '*'}")
    return folded(Node("product", text, _latex(factors), _multiplied(parts), start, found, depth_of(*nodes), tail=tail))


def _multiplied(parts: Sequence[sp.Expr]) -> sp.Expr:
    """The product; a zero stays beside what may have no value, as in 0/x."""
    expr = make.mul(*parts)
    rest = [part for part in parts if not part.is_Number]
    if expr is sp.S.Zero and not all(map(_is_polynomial, rest)):
        return make.raw(sp.Mul, expr, *rest)
    return expr


def _is_polynomial(expr: sp.Expr) -> bool:
    return all(
        node.is_Symbol
        or node.is_number
        or node.is_Add
        or node.is_Mul
        or (node.is_Pow and node.exp.is_Integer and node.exp > 0)
        for node in make.nodes(expr)
    )


def _joined(factors: Sequence[Factor]) -> str:
    (_, first), *rest = factors
    return first.text + "".join(f"{operator or '*'}{node.text}" for operator, node in rest)


def _check_tail(factors: Sequence[Factor], index: int, operator: str, node: Node) -> None:
    previous = factors[index - 1][1]
    if previous.tail is None or operator not in previous.tail.takes or node.kind == "call":
        return
    before = f"{_joined(factors[: index - 1])}{factors[index - 1][0] or '*'}" if index > 1 else ""
    rest = _joined([("", closed(node)), *factors[index + 1 :]])
    raise Refusal(
        f"`{shortened(previous.tail.inside)}` could end here or not",
        node.start,
        f"{before}({previous.text}){operator or '*'}{rest}",
        f"{before}{previous.tail.reaching(operator, rest)}",
    )


def _long_denominator(factors: Sequence[Factor], index: int) -> Refusal:
    run = index
    while run < len(factors) and not factors[run][0]:
        run += 1
    left, below = _joined(factors[: index - 1]), factors[index - 1][1].text
    rest, more = _joined(factors[index:run]), "".join(f"{op}{node.text}" for op, node in factors[run:])
    return Refusal(
        f"what follows `{shortened(below)}` could be in the denominator or not",
        factors[index][1].start,
        f"({left}/{below})*{rest}{more}",
        f"{left}/({below}*{rest}){more}",
    )


def _check_denominators(factors: Sequence[Factor]) -> None:
    for operator, node in factors:
        if operator == "/" and node.value is not None and not node.value[1]:
            zero = "0" if node.kind == "number" else f"{shortened(node.text)}, which is 0"
            raise Refusal(f"division by {zero}", node.start)


def _latex(factors: Sequence[Factor]) -> str:
    first = factors[0][1]
    result = first.latex
    for index, (operator, node) in enumerate(factors[1:]):
        if operator == "/":
            above = result if index else first.bare_latex
            result = rf"\frac{{{above}}}{{{node.bare_latex}}}"
        else:
            dot = node.latex[0].isdigit() or (result[-1].isdigit() and node.latex.startswith(r"\frac"))
            result = rf"{result} \cdot {node.latex}" if dot else f"{result} {node.latex}"
    return result
