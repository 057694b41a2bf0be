"""What the parser does when it has recognized a rule of formula.lark: one method a rule."""

from __future__ import annotations

from typing import Any

from lark import Token, Transformer

from calcref.parse import build, calls, powers, products
from calcref.parse.nodes import Node
from calcref.parse.places import start_of
from calcref.parse.products import Factor
from calcref.parse.words import SUBSCRIPTS

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", "⁺")


class Actions(Transformer[Token, Any]):
    """Builds nodes from the bottom up, while the text is read; holds no state."""

    def start(self, children: list[Node]) -> Node:
        return children[0]

    def sum(self, children: list[Any]) -> Node:
        signs = ["+", *("+" if sign.type == "PLUS" else "-" for sign in children[1::2])]
        return build.total(list(zip(signs, children[::2], strict=True)))

    def signed(self, children: list[Any]) -> Node:
        sign, inside = children
        of = products.product(inside) if isinstance(inside, list) else inside
        return build.negative(of, start_of(sign)) if sign.type == "MINUS" else of

    def product(self, children: list[Any]) -> Node:
        factors = list[Factor]()
        operators = ["", *("/" if operator.type == "OVER" else "*" for operator in children[1::2])]
        for operator, operand in zip(operators, children[::2], strict=True):
            run = operand if isinstance(operand, list) else [("", operand)]
            factors += [(operator, run[0][1]), *run[1:]]
        return products.product(factors)

    def factors(self, children: list[Any]) -> list[Factor]:
        return [("", node) for node in children]

    def power(self, children: list[Any]) -> Node:
        base, caret, exponent = children
        return powers.power(base, exponent, start_of(caret))

    def raised(self, children: list[Any]) -> Node:
        base, token = children
        node = powers.power(base, _superscript(token), start_of(token))
        return powers.ended(node)

    def number(self, children: list[Token]) -> Node:
        return build.number(str(children[0]), start_of(children[0]))

    def subscript(self, children: list[Token]) -> Node:
        return build.number(children[0].translate(SUBSCRIPTS), start_of(children[0]))

    def variable(self, children: list[Token]) -> Node:
        return build.name(str(children[0]), start_of(children[0]))

    def constant(self, children: list[Token]) -> Node:
        return build.constant(str(children[0]), start_of(children[0]))

    def group(self, children: list[Any]) -> Node:
        return build.group(children[1], start_of(children[0]))

    def bars(self, children: list[Any]) -> Node:
        return calls.bars(children[1], start_of(children[0]))

    def function(self, children: list[Token]) -> calls.Name:
        return calls.named(str(children[0]), start_of(children[0]))

    def log_base(self, children: list[Any]) -> calls.Name:
        return calls.logarithm(children[1], start_of(children[0]))

    def call(self, children: list[Any]) -> Node:
        return calls.call(children[0], children[2:-1:2])

    def bare_call(self, children: list[Any]) -> Node:
        return calls.bare_call(*children)

    def function_power(self, children: list[Any]) -> Node:
        name, *caret, exponent, argument = children
        exponent = exponent if caret else _superscript(exponent)
        return calls.power_of_name(name, exponent, argument)


def _superscript(token: Token) -> Node:
    text = token.translate(SUPERSCRIPTS)
    number = build.number(text.lstrip("-"), start_of(token))
    return build.negative(number, start_of(token)) if text.startswith("-") else number
