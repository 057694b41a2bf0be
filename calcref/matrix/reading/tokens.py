"""Text of a matrix formula as tokens."""

from __future__ import annotations

import re
from typing import NamedTuple

from calcref.core.errors import ParseError

LONGEST = 5_000

_PATTERN = re.compile(
    r"(?P<space>\s+)|(?P<number>\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|(?P<name>[A-Za-z\u0370-\u03ff][A-Za-z0-9_\u0370-\u03ff]*)"
    r"|(?P<sign>\|\||‖|\.\*|\./|\.\^|\*\*|⁻¹|⁻ᵀ|ᵀ|²|⊙|⊘|⊗|−|·|[-+*/^()\[\]{},'|_⊤])"
)
_KINDS = {
    "||": "norm", "‖": "norm", "|": "bar", "⁻¹": "inverse", "⁻ᵀ": "both", "ᵀ": "'", "⊤": "'", "²": "square",
    "⊙": ".*", "⊘": "./", "⊗": "kron", "−": "-", "·": "*", "**": "^",
}  # fmt: skip


class Token(NamedTuple):
    """A piece of text, its kind, and where it starts."""

    kind: str
    text: str
    start: int


def tokens_of(text: str, names: frozenset[str], functions: frozenset[str]) -> list[Token]:
    """The tokens of `text`; letters in a row are a name, a function, or several names of one letter.

    Raises:
        ParseError: a character belongs to no formula, or the text is too long.

    >>> [token.text for token in tokens_of("x'Ax", frozenset("xA"), frozenset())]
    ['x', "'", 'A', 'x', '']
    """
    if len(text) > LONGEST:
        raise ParseError(f"a formula has at most {LONGEST} characters; this one has {len(text)}")
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _PATTERN.match(text, at)
        if match is None:
            raise ParseError(f"{text[at]!r} belongs to no formula", text, at)
        kind, said = str(match.lastgroup), match.group()
        if kind == "name":
            found.extend(_words(said, at, names, functions))
        elif kind == "sign":
            found.append(Token(_KINDS.get(said, said), said, at))
        elif kind == "number":
            found.append(Token("number", said, at))
        at = match.end()
    return [*found, Token("end", "", len(text))]


def _words(said: str, at: int, names: frozenset[str], functions: frozenset[str]) -> list[Token]:
    if said in names:
        return [Token("name", said, at)]
    if said in functions:
        return [Token("function", said, at)]
    if all(letter in names for letter in said):
        return [Token("name", letter, at + k) for k, letter in enumerate(said)]
    return [Token("name", said, at)]
