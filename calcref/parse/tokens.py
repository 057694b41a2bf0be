"""Tokens alone and in pairs: what the lexer cannot read, numbers that are refused, parentheses that match."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from lark import Token

from calcref.parse.limits import DEEPEST_NESTING, LARGEST_EXPONENT, LONGEST_TOKEN
from calcref.parse.places import start_of
from calcref.parse.refusal import Refusal

_HINTS = {
    "'": "a prime stands for the derivative of a function that is not given; type the function itself",
    "=": "one formula is read, not an equation; type one side of it",
    "!": "there is no factorial; type gamma(n + 1)",
    "∞": "infinity is not a number",
    "_": "a subscript follows a name at once: x_1, x_max or x_{1k}",
    "%": "there is no percent sign; type /100",
    "$": "a formula stands alone here, without dollar signs",
} | dict.fromkeys("[]{}", "only round parentheses group, as in x^(2) for x^{2}")


def unreadable(text: str, position: int) -> Refusal:
    """The refusal of the character at `position`, which has no place in a formula."""
    char = text[position]
    hint = _HINTS.get(char)
    shown = f"`{char}`" if char.isprintable() and not unicodedata.combining(char) else "the character"
    name = f" (U+{ord(char):04X})" if not char.isascii() or not char.isprintable() else ""
    return Refusal(f"{shown}{name} cannot be read" + (f": {hint}" if hint else " in a formula"), position)


def check_token(token: Token) -> Token:
    """`token`, if it is neither too long nor a number in scientific notation.

    Raises:
        Refusal: it is.
    """
    if len(token) > LONGEST_TOKEN:
        raise Refusal(f"a number or a name has at most {LONGEST_TOKEN} characters", start_of(token))
    if token.type == "SCIENTIFIC":
        mantissa, letter, sign, exponent = re.fullmatch("(.*)([eE])([-+−]?)(.*)", token).groups()  # type: ignore[union-attr]
        readings = _scientific(mantissa, letter, sign, exponent.lstrip("0") or "0") if len(exponent) < 5 else []
        raise Refusal(f"`{token[:20]}` can be read in two ways", start_of(token), *readings)
    return token


def _scientific(mantissa: str, letter: str, sign: str, exponent: str) -> list[str]:
    minus = sign not in ("", "+")
    tens = f"10^(-{exponent})" if minus else f"10^{exponent}"
    if int(exponent) > LARGEST_EXPONENT:
        return []
    power = tens if mantissa == "1" else f"{mantissa}*{tens}"
    times = f"{mantissa}*{letter}*{exponent}" if not sign else f"{mantissa}*{letter} {'-' if minus else '+'} {exponent}"
    return [power, times]


def partners(tokens: Sequence[Token]) -> dict[int, int]:
    """The index of the `)` that closes each `(`."""
    pairs, stack = {}, list[int]()
    for index, token in enumerate(tokens):
        if token.type == "LPAR":
            stack.append(index)
            if len(stack) > DEEPEST_NESTING:
                raise Refusal(f"parentheses are nested more than {DEEPEST_NESTING} deep", start_of(token))
        elif token.type == "RPAR":
            if not stack:
                raise Refusal("this `)` closes nothing", start_of(token))
            pairs[stack.pop()] = index
    if stack:
        raise Refusal("this `(` is never closed", start_of(tokens[stack[-1]]))
    return pairs


def counted_by_i(tokens: Sequence[Token]) -> set[int]:
    """Where `i` counts the terms of a sum or the factors of a product, as in sum(x^i, i, 1, n)."""
    found, stack = set[int](), list[int]()
    for k, token in enumerate(tokens):
        if token.type == "LPAR":
            stack.append(k)
        elif token.type == "RPAR" and stack:
            start = stack.pop()
            letters = [place for place in range(start + 1, k) if tokens[place] == "i"]
            between = any(tokens[place - 1].type == tokens[place + 1].type == "COMMA" for place in letters)
            if start and tokens[start - 1] in ("sum", "prod") and between:
                found.update(letters)
    return found
