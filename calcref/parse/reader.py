"""From text to a node: limits, tokens, grammar; every refusal becomes a `ParseError` here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import ClassVar

from lark import Lark, Token, UnexpectedCharacters, UnexpectedToken

from calcref.core.errors import ParseError
from calcref.parse.actions import Actions
from calcref.parse.bars import pair_bars
from calcref.parse.context import refuse_unknown, resolve_names
from calcref.parse.latex import IS_LATEX, typed
from calcref.parse.limits import LONGEST_TEXT
from calcref.parse.messages import unexpected
from calcref.parse.nodes import Node
from calcref.parse.refusal import Refusal
from calcref.parse.tokens import check_token, counted_by_i, partners, unreadable
from calcref.parse.words import classify


class Kept:
    """Terminals of the lexer that no rule of the grammar names, since they become others."""

    always_accept: ClassVar[tuple[str, ...]] = ("WORD", "SCIENTIFIC", "BAR")

    def process(self, stream: object) -> object:
        return stream


@cache
def grammar() -> Lark:
    """The parser, built once."""
    text = files("calcref.parse").joinpath("formula.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", lexer="basic", transformer=Actions(), postlex=Kept())


def read(text: str) -> Node:
    """What the text means.

    Raises:
        ParseError: it is not one formula, or more than one.
    """
    if not isinstance(text, str):
        raise ParseError(f"a formula is a text, not {type(text).__name__}; an expression of SymPy needs no parsing")
    if len(text) > LONGEST_TEXT:
        raise ParseError(f"the text has {len(text)} characters; at most {LONGEST_TEXT} are read")
    places: Sequence[int] = range(len(text) + 1)
    try:
        written = text
        if IS_LATEX.search(text):
            written, places = typed(text)
        node = _parsed(written, _tokens(written))
        if len(node.text) > LONGEST_TEXT:
            raise Refusal(f"written out, the formula has more than {LONGEST_TEXT} characters", 0)
    except Refusal as refusal:
        place = places[min(refusal.position, len(places) - 1)]
        raise ParseError(refusal.advice, text, place, refusal.readings) from None
    return node


def _tokens(text: str) -> list[Token]:
    try:
        found = list(grammar().lex(text))
    except UnexpectedCharacters as error:
        position = error.pos_in_stream or 0
        raise unreadable(text, position) from None
    if not found:
        raise Refusal("there is no formula; type one, such as x^2 sin(x)", 0)
    counted = counted_by_i(found)
    tokens = [classify(check_token(token), k in counted) for k, token in enumerate(found)]
    pairs = partners(tokens)
    refuse_unknown(text, tokens, pairs)
    return list(resolve_names(text, pair_bars(text, tokens), pairs))


def _parsed(text: str, tokens: list[Token]) -> Node:
    parser = grammar().parse_interactive("")
    for index, token in enumerate([*tokens, Token("$END", "")]):
        try:
            result = parser.feed_token(token)
        except UnexpectedToken:
            raise unexpected(text, tokens, index) from None
    assert isinstance(result, Node)
    return result
