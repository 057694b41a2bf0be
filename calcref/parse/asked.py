"""Questions as people write them: d/dx …, ∫ … dx and lim …, typed or in LaTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calcref.core.errors import ParseError
from calcref.parse.limits import LONGEST_QUESTION
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


_D = r"(?:d|\\mathrm\s*\{\s*d\s*\}|\\partial|∂)"
_GREEK = "|".join(rf"\\{name}" for name in GREEK)
_VAR = rf"(?P<var>[A-Za-zα-ω]|{_GREEK})"
_SPACE = r"(?:\s|\\[,;:!]|\\quad|\\thinspace)*"
_ORDER = r"(?:\^\s*\{?\s*(?P<order>\d+)\s*\}?)?"
_AGAIN = r"(?:\^\s*\{?\s*(?P<again>\d+)\s*\}?)?"
_ONE = (  # in braces, in parentheses, or one number or name
    r"(?:\{(?P<%s>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}|\((?P<%s_p>[^()]*(?:\([^()]*\)[^()]*)*)\)"
    r"|(?P<%s_t>[-−+]?(?:\d+|oo|∞|\\[A-Za-z]+|[A-Za-zα-ω])))"
)


def _bound(name: str) -> str:
    return _ONE.replace("%s", name)


FRACTION = re.compile(rf"{_SPACE}\\[dt]?frac\s*\{{\s*{_D}\s*{_ORDER}\s*\}}\s*\{{\s*{_D}\s*{_VAR}\s*{_AGAIN}\s*\}}")
SLASHED = re.compile(rf"{_SPACE}{_D}{_ORDER}\s*/\s*{_D}\s*{_VAR}{_AGAIN}(?![A-Za-z])")
INTEGRAL = re.compile(
    rf"{_SPACE}(?:\\?int(?![A-Za-z])|∫)(?:\\limits)?(?:\s*_\s*{_bound('lower')}\s*\^\s*{_bound('upper')})?"
)
DIFFERENTIAL = re.compile(rf"{_D}\s*{_VAR}{_SPACE}[.]?\s*$")
LIMIT = re.compile(
    rf"{_SPACE}\\?lim(?:\\limits)?\s*(?:_\s*)?(?:\{{|\(|\[)?\s*{_VAR}\s*"
    r"(?:\\to(?![A-Za-z])|\\rightarrow(?![A-Za-z])|->|→)\s*"
    r"(?P<to>[-−+]?\s*(?:\\[A-Za-z]+|[^\s{}()\[\]^+\\→-]+(?:/[^\s{}()\[\]^+\\-]+)?))\s*"
    r"(?P<side>\^?\s*\{?\s*[+\-−]\s*\}?)?\s*(?:\}|\)|\])?"
)
ADVICE = r"type d/dx x^2, ∫ x^2 dx, ∫_0^1 x^2 dx or lim x->0 sin(x)/x, or the same in LaTeX"


def question(text: str) -> Asked:
    """The question that `text` asks: which verb answers it, and what that verb is given.

    >>> question("d/dx x^2 sin(x)").verb
    'differentiate'
    >>> question(r"\\int_0^1 x^2\\,dx").arguments["upper"]
    1
    >>> question(r"\\lim_{x \\to 0^+} x\\ln x").arguments["side"]
    'right'

    Raises:
        ParseError: the text asks nothing, or what it asks could be read in two ways; it says where.
    """
    if not isinstance(text, str):
        raise ParseError(f"a question is a text, not {type(text).__name__}; {ADVICE}")
    if len(text) > LONGEST_QUESTION:
        raise ParseError(f"the text has {len(text)} characters; of a question at most {LONGEST_QUESTION} are read")
    kinds = ((FRACTION, _derivative), (SLASHED, _derivative), (INTEGRAL, _integral), (LIMIT, _limit))
    for pattern, asked in kinds:
        found = pattern.match(text)
        if found:
            return asked(text, found)
    raise ParseError(f"this asks nothing that is known; {ADVICE}", text, 0)


def _derivative(text: str, found: re.Match[str]) -> Asked:
    var, order, again = (found[name] for name in ("var", "order", "again"))
    if (order or "1") != (again or "1"):
        raise ParseError("the order above the line is not that below it", text, found.start())
    expr = _body(text, found.end(), len(text), "d/dx")
    return Asked("differentiate", {"expr": expr, "x": _name(var), "order": int(order or 1)})


def _integral(text: str, found: re.Match[str]) -> Asked:
    end = DIFFERENTIAL.search(text, found.end())
    if end is None:
        raise ParseError("an integral ends in dx, or in d and another variable; type ∫ x^2 dx", text, len(text))
    arguments: dict[str, Any] = {"expr": _formula(text, found.end(), end.start()), "x": _name(end["var"])}
    for name in ("lower", "upper"):
        group = next((it for it in (name, f"{name}_p", f"{name}_t") if found[it] is not None), None)
        if group is not None:
            arguments[name] = _place(text, found.start(group), found.end(group))
    return Asked("integrate", arguments)


def _limit(text: str, found: re.Match[str]) -> Asked:
    side = re.sub(r"[\s^{}]", "", found["side"] or "")
    expr = _body(text, found.end(), len(text), "lim")
    arguments = {"expr": expr, "x": _name(found["var"]), "to": _place(text, found.start("to"), found.end("to"))}
    return Asked("limit", arguments | ({"side": "right" if side == "+" else "left"} if side else {}))


def _name(var: str) -> str:
    return var.removeprefix("\\")


def _place(text: str, start: int, end: int) -> Any:
    """A bound or a place: a number, or infinity as the verbs read it."""
    written = text[start:end].strip()
    sign = "-" if written[:1] in ("-", "−") else ""
    if re.fullmatch(r"[-−+]?\s*(?:\\infty|oo|∞|inf)", written):
        return f"{sign}oo"
    return _formula(text, start, end)


def _body(text: str, start: int, end: int, asks: str) -> Any:
    """The formula that is asked about; of a sum without parentheses it is not clear how much."""
    expr = _formula(text, start, end)
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


def _formula(text: str, start: int, end: int) -> Any:
    """The formula in a part of the text; what is wrong with it is shown in the whole text."""
    if not text[start:end].strip():
        raise ParseError("there is no formula here", text, min(start, len(text)))
    try:
        return read(text[start:end]).expr
    except ParseError as error:
        raise ParseError(error.message, text, start + error.position, error.readings) from None
