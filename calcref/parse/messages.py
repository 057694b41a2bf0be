"""What to say of the token at which the grammar stops."""

from __future__ import annotations

from collections.abc import Sequence

from lark import Token

from calcref.parse.bars import ENDS
from calcref.parse.places import start_of
from calcref.parse.refusal import Refusal

_ENDS = ENDS | {"RBAR"}
_MISSING = "a number, a name or a parenthesis is missing"


def unexpected(text: str, tokens: Sequence[Token], index: int) -> Refusal:
    """The refusal of `tokens[index]`, or of the end of the text."""
    before = tokens[index - 1] if index else None
    if before is not None and before.type == "FUNCTION":
        return _no_argument(tokens, index, before)
    if index == len(tokens):
        return Refusal(f"the formula ends too early: {_MISSING}", len(text.rstrip()))
    token = tokens[index]
    if before is not None and before.type in _ENDS:
        if token.type == "NUMBER":
            return _number_after(token, before)
        if token.type == "COMMA":
            return Refusal("a comma separates the arguments of max and min; a decimal has a point", start_of(token))
        return Refusal(f"`{token}` does not fit here; put parentheses around what belongs together", start_of(token))
    return Refusal(f"{_MISSING} before `{token}`", start_of(token))


def _no_argument(tokens: Sequence[Token], index: int, function: Token) -> Refusal:
    after = tokens[index : index + 3]
    match [token.type for token in after]:
        case ["MINUS", "VARIABLE" | "CONSTANT" | "NUMBER", *_]:
            return Refusal(
                f"the sign needs parentheses after {function}", start_of(after[0]), f"{function}(-{after[1]})"
            )
        case ["FUNCTION", "VARIABLE" | "CONSTANT" | "NUMBER", *_]:
            reading = f"{function}({after[0]}({after[1]}))"
            return Refusal(f"the argument of {function} needs parentheses", start_of(after[0]), reading)
    return Refusal(f"{function} needs an argument, as in {function}(x)", start_of(function))


def _number_after(token: Token, before: Token) -> Refusal:
    message = f"the number {token} follows a factor; put a sign between them"
    if before.type == "VARIABLE":
        subscript = [f"{before}_{token}"] if token.isdigit() and "_" not in before else []
        return Refusal(message, start_of(token), f"{before}*{token}", *subscript, f"{before}^{token}")
    shown = [f"{before}*{token}"] if before.type in ("NUMBER", "CONSTANT") else []
    return Refusal(message, start_of(token), *shown)
