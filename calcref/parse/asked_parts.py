"""What questions are made of: the sign of a differential, orders, bounds, places and formulas in a longer text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calcref.core.errors import ParseError
from calcref.parse.names import GREEK
from calcref.parse.reader import read


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was read from text.

    Args:
        verb: the name of the public verb that answers it.
        arguments: what that verb is given, by name; the formula is `expr`.
    """

    verb: str
    arguments: Mapping[str, Any]


D = r"(?:d|\\mathrm\s*\{\s*d\s*\}|\\partial|∂)"
GREEK_LETTER = "|".join(rf"\\{name}" for name in GREEK)
VAR = rf"(?P<var>[A-Za-zα-ω]|{GREEK_LETTER})"
SPACE = r"(?:\s|\\[,;:!]|\\quad|\\thinspace)*"
POWER = r"(?:\^\s*\{?\s*(?=\d)|(?=[²³⁴-⁹]))(?P<%s>\d+|[²³⁴-⁹])\s*\}?"
ORDER = rf"(?:{POWER % 'order'})?"
AGAIN = rf"(?:{POWER % 'again'})?"
_ONE = (  # in braces, in parentheses, or one number or name
    r"(?:\{(?P<%s>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}|\((?P<%s_p>[^()]*(?:\([^()]*\)[^()]*)*)\)"
    r"|(?P<%s_t>[-−+]?(?:\d+|oo|∞|\\[A-Za-z]+|[A-Za-zα-ω])))"
)


def _bound(name: str) -> str:
    return _ONE.replace("%s", name)


INTEGRAL = re.compile(
    rf"{SPACE}(?:\\int(?![A-Za-z])|∫|int(?=[_\s]))(?:\\limits)?(?:\s*_\s*{_bound('lower')}\s*\^\s*{_bound('upper')})?"
)
DIFFERENTIAL = re.compile(rf"{D}\s*{VAR}{SPACE}[.]?\s*$")


def number_of(order: str | None) -> int:
    """How often, of what is written as an order."""
    return unicodedata.digit(order) if order and order in "²³⁴⁵⁶⁷⁸⁹" else int(order or 1)


def letter_of(var: str) -> str:
    """The name of a variable, without the sign of TeX."""
    return var.removeprefix("\\")


def bounds_of(text: str, found: re.Match[str]) -> dict[str, Any]:
    """The bounds behind the sign of an integral, by name; empty where there are none."""
    bounds = {}
    for name in ("lower", "upper"):
        group = next((it for it in (name, f"{name}_p", f"{name}_t") if found[it] is not None), None)
        if group is not None:
            bounds[name] = place(text, found.start(group), found.end(group))
    return bounds


def place(text: str, start: int, end: int) -> Any:
    """A bound or a place: a number, or infinity as the verbs read it."""
    written = text[start:end].strip()
    sign = "-" if written[:1] in ("-", "−") else ""
    if re.fullmatch(r"[-−+]?\s*(?:\\infty|oo|∞|inf)", written):
        return f"{sign}oo"
    return formula(text, start, end)


def body(text: str, start: int, end: int, asks: str) -> Any:
    """The formula that is asked about; of a sum without parentheses it is not clear how much."""
    expr = formula(text, start, end)
    sign = _sign_outside(text, start, end)
    if sign is not None:
        body = text[start:end].strip()
        raise ParseError(
            f"{asks} could be about the first term or about all: type {text[:start].strip()} ({body}) for all",
            text,
            sign,
            (f"{text[:start].strip()} ({body})",),
        )
    return expr


def _sign_outside(text: str, start: int, end: int) -> int | None:
    """Where a plus or minus stands between terms, outside of all parentheses and braces; None where there is none."""
    depth, before = 0, ""
    for place in range(start, end):
        char = text[place]
        if char in "({[":
            depth += 1
        elif char in ")}]":
            depth -= 1
        elif char in "+-−–" and depth == 0 and before and before not in "^*/·×÷_(":
            return place
        if not char.isspace():
            before = char
    return None


def formula(text: str, start: int, end: int) -> Any:
    """The formula in a part of the text; what is wrong with it is shown in the whole text."""
    if not text[start:end].strip():
        raise ParseError("there is no formula here", text, min(start, len(text)))
    try:
        return read(text[start:end]).expr
    except ParseError as error:
        raise ParseError(error.message, text, start + error.position, error.readings) from None
