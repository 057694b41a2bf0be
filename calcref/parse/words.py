"""Words: which are names, and what may have been meant by one that is not."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache

from lark import Token

from calcref.parse.names import FUNCTIONS, GREEK, INDEXED, LETTERS, LETTERS_TOO
from calcref.parse.places import start_of
from calcref.parse.refusal import Refusal

SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def classify(token: Token, counted: bool = False) -> Token:
    """The token of a word as a variable, a constant, a function or none of these; any other token as it is.

    Where `i` is `counted`, as the index of a sum, it is a variable.
    """
    if token.type != "WORD":
        return token
    word, _, sub = re.sub("([₀-₉]+)", r"_\1", token).translate(SUBSCRIPTS).partition("_")
    sub = sub.strip("{}")
    name = LETTERS.get(word, word)
    if sub and f"{name}_{sub}" in FUNCTIONS:
        return token.update("FUNCTION", f"{name}_{sub}")
    if (name in FUNCTIONS and name not in LETTERS_TOO) or name in INDEXED:
        if sub:
            raise Refusal(f"{name} takes no subscript", start_of(token) + len(word))
        return token.update("FUNCTION", name)
    known = (len(name) == 1 and name.isascii()) or name in GREEK or name == "pi"
    if not known:
        return token.update("UNKNOWN")
    if sub:
        return token.update("VARIABLE", f"{name}_{_subscript(sub)}")
    if name == "i" and not counted:
        why = "`i` is the imaginary unit, and calculus here is real; give the variable another name"
        raise Refusal(why, start_of(token))
    return token.update("CONSTANT" if name in ("e", "pi") else "VARIABLE", name)


def _subscript(sub: str) -> str:
    plain = "".join(LETTERS.get(char, char) for char in sub)
    return plain if plain.isdigit() or plain.isalpha() else f"{{{plain}}}"


# Functions that people know from elsewhere, with what to type instead, where # is the argument.
ELSEWHERE = {
    "sinc": "sin(#)/(#)",
    "versin": "1 - cos(#)",
    "haversin": "(1 - cos(#))/2",
    "exp10": "10^(#)",
    "exp2": "2^(#)",
    "expm1": "e^(#) - 1",
    "log1p": "ln(1 + (#))",
    "factorial": "gamma((#) + 1)",
    "rsqrt": "1/sqrt(#)",
    **dict.fromkeys(("round", "trunc", "frac", "mod", "softmax"), ""),
}


def _instead(instead: str, argument: str) -> list[str]:
    return [f"({instead.replace('#', argument[1:-1])})"] if instead and "," not in argument else []


def unknown(token: Token, argument: str) -> Refusal:
    """The refusal of a run of letters that is no name, followed by `argument` in parentheses or by nothing."""
    letters = re.match("[^_₀-₉]*", token)[0]  # type: ignore[index]
    parts, subscript = split(letters), token[len(letters) :]
    if argument and not subscript and letters.lower() in ELSEWHERE:
        instead = ELSEWHERE[letters.lower()]
        return Refusal(f"there is no function {letters} here", start_of(token), *_instead(instead, argument))
    close = get_close_matches(letters.lower(), FUNCTIONS, n=3, cutoff=0.76)
    if letters[0] in "aA":  # arsihn is no slip for sinh
        close = [name for name in close if name[0] == "a"]
    close.sort(key=lambda name: sorted(name) != sorted(letters.lower()))  # two letters exchanged is the likeliest slip
    if close and argument and not subscript and parts[-1] not in FUNCTIONS:
        return Refusal(f"`{token}` is not a known function", start_of(token), f"{close[0]}{argument}")
    message = f"`{token[:20]}` is not a name; a variable has one letter, and may have a subscript"
    is_call = bool(argument) and len(parts) > 2 and parts[-1] not in FUNCTIONS
    if is_call:
        message = f"`{token[:20]}` is not a known function; type the formula that it stands for"
    readings = [] if is_call or len(letters) > 12 or "i" in parts else _as_product(parts, subscript, argument)
    return Refusal(message, start_of(token), *readings)


def _as_product(parts: list[str], subscript: str, argument: str) -> list[str]:
    """The run as a product, if its parts make one: at most its last function has something to stand for."""
    *factors, last = parts
    inner = factors.pop() if factors and factors[-1] in FUNCTIONS else None
    if any(factor in FUNCTIONS for factor in factors):
        return []
    if last in FUNCTIONS:
        return ["*".join([*factors, f"{last}{argument}"])] if argument and not subscript and not inner else []
    last = f"{inner}({last}{subscript})" if inner else f"{last}{subscript}"
    return ["*".join([*factors, last, *([argument] if argument else [])])]


@cache
def _known() -> tuple[str, ...]:
    return tuple(sorted([*FUNCTIONS, *GREEK, "pi"], key=len, reverse=True))


def split(word: str) -> list[str]:
    """The names that a run of letters may be made of, the longest first.

    >>> split("xsin")
    ['x', 'sin']
    """
    parts = []
    while word:
        part = next((name for name in _known() if word.startswith(name)), word[0])
        parts.append(part)
        word = word[len(part) :]
    return parts
