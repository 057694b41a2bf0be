"""Where a token stands in the text."""

from __future__ import annotations

from lark import Token


def start_of(token: Token) -> int:
    """The index of the first character of `token`."""
    return token.start_pos or 0


def end_of(token: Token) -> int:
    """The index after the last character of `token`."""
    return token.end_pos or 0
