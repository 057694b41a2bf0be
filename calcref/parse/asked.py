"""Questions as people write them: d/dx …, ∫ … dx and lim …, typed or in LaTeX."""

from __future__ import annotations

import re
from typing import Any

import sympy as sp

from calcref.core.errors import ParseError
from calcref.core.expr import raw, symbols_of
from calcref.core.questions import Accumulation, Diff
from calcref.parse.asked_parts import (
    AGAIN,
    DIFFERENTIAL,
    INTEGRAL,
    ORDER,
    SPACE,
    VAR,
    Asked,
    D,
    body,
    bounds_of,
    formula,
    letter_of,
    number_of,
    place,
)
from calcref.parse.asked_several import double, several
from calcref.parse.limits import LONGEST_QUESTION

BELOW = re.compile(rf"{SPACE}{D}\s*{VAR}\s*{AGAIN}")
_ONE_BELOW = re.sub(r"\(\?P<\w+>", "(?:", BELOW.pattern)
_ONE_TYPED = re.sub(r"\(\?P<\w+>", "(?:", rf"{D}\s*{VAR}{AGAIN}")
FRACTION = re.compile(rf"{SPACE}\\[dt]?frac\s*\{{\s*{D}\s*{ORDER}\s*\}}\s*\{{(?P<below>(?:{_ONE_BELOW})+)\s*\}}")
SLASHED = re.compile(rf"{SPACE}{D}{ORDER}\s*/\s*(?P<below>(?:{_ONE_TYPED})+)(?![A-Za-z])")
_APART = re.compile(rf"\s*{D}\s*{VAR}{AGAIN}(?![A-Za-z])")
LIMIT = re.compile(
    rf"{SPACE}\\?lim(?:\\limits)?\s*(?:_\s*)?(?:\{{|\(|\[)?\s*{VAR}\s*"
    r"(?:\\to(?![A-Za-z])|\\rightarrow(?![A-Za-z])|->|→)\s*"
    r"(?P<to>[-−+]?\s*(?:\\[A-Za-z]+|[^\s{}()\[\]^+\\→-]+(?:/[^\s{}()\[\]^+\\-]+)?))\s*"
    r"(?P<side>\^?\s*\{?\s*[+\-−]\s*\}?)?\s*(?:\}|\)|\])?"
)
INFINITE = {"oo": sp.oo, "-oo": -sp.oo}
ADVICE = "type d/dx x^2, ∫ x^2 dx, ∫_0^1 x^2 dx, lim x->0 sin(x)/x or ∇ (x^2 y), or the same in LaTeX"


def question(text: str) -> Asked:
    """The question that `text` asks: which verb answers it, and what that verb is given.

    >>> question("d/dx x^2 sin(x)").verb
    'differentiate'
    >>> question(r"\\int_0^1 x^2\\,dx").arguments["upper"]
    1
    >>> question("d/dx int_0^x sin(x t) dt").arguments["expr"].upper
    x
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
    if (asked_in_several := several(text)) is not None:
        return asked_in_several
    raise ParseError(f"this asks nothing that is known; {ADVICE}", text, 0)


def _derivative(text: str, found: re.Match[str]) -> Asked:
    order, end = number_of(found["order"]), found.end()
    below = [(letter_of(it["var"]), number_of(it["again"])) for it in BELOW.finditer(found["below"])]
    while sum(count for _, count in below) < order and (more := _APART.match(text, end)):  # as in d^2/dx dy
        below.append((letter_of(more["var"]), number_of(more["again"])))
        end = more.end()
    if sum(count for _, count in below) != order:
        raise ParseError("the order above the line is not that below it", text, found.start())
    expr = _inner(text, end)
    for var, count in reversed(below[1:]):  # the last one comes first
        symbol = _symbol(expr, var)
        for _ in range(count):
            expr = raw(Diff, expr, symbol)
    return Asked("differentiate", {"expr": expr, "x": below[0][0], "order": below[0][1]})


def _inner(text: str, start: int) -> Any:
    """What is differentiated: a formula, an integral between bounds, or a derivative again.

    Raises:
        ParseError: it cannot be read.
    """
    if area := INTEGRAL.match(text, start):
        return _area(text, area)
    for pattern in (FRACTION, SLASHED):
        if found := pattern.match(text, start):
            asked = _derivative(text, found).arguments
            made, var = asked["expr"], _symbol(asked["expr"], asked["x"])
            for _ in range(asked["order"]):
                made = raw(Diff, made, var)
            return made
    return body(text, start, len(text), "d/dx")


def _symbol(expr: Any, name: str) -> sp.Symbol:
    """The variable of this name in `expr`, or a new one."""
    return next((it for it in symbols_of(expr) if it.name == name), None) or sp.Symbol(name, real=True)


def _integral(text: str, found: re.Match[str]) -> Asked:
    if inner := INTEGRAL.match(text, found.end()):
        return double(text, found, inner)
    end = DIFFERENTIAL.search(text, found.end())
    if end is None:
        raise ParseError("an integral ends in dx, or in d and another variable; type ∫ x^2 dx", text, len(text))
    asked = {"expr": formula(text, found.end(), end.start()), "x": letter_of(end["var"])}
    return Asked("integrate", asked | bounds_of(text, found))


def _area(text: str, found: re.Match[str]) -> Any:
    """An integral that is given as a function of the letters in it.

    Raises:
        ParseError: it has no bounds, or one of them holds the variable that it is integrated in.
    """
    if INTEGRAL.match(text, found.end()):
        raise ParseError("a double integral is a question of its own; ask for it alone", text, found.start())
    asked = dict(_integral(text, found).arguments)
    var = sp.Symbol(asked["x"], real=True)
    if "lower" not in asked:
        raise ParseError(
            "an integral that is differentiated has bounds; type d/dx int_0^x sin(t) dt", text, found.start()
        )
    ends = [INFINITE.get(asked[name], asked[name]) for name in ("lower", "upper")]
    if any(var in symbols_of(end) for end in ends):
        raise ParseError(
            f"a bound holds {var}, in which is integrated; rename one of the two: d/dx int_0^x sin(t) dt",
            text,
            found.start(),
        )
    return raw(Accumulation, asked["expr"], var, *ends)


def area(text: str) -> Any:
    """The integral between bounds that `text` gives as a function of its letters; None where it begins otherwise.

    >>> area("int_0^x sin(x t) dt").free_symbols
    {x}

    Raises:
        ParseError: it begins so, and cannot be read.
    """
    found = INTEGRAL.match(text)
    return _area(text, found) if found else None


def _limit(text: str, found: re.Match[str]) -> Asked:
    side = re.sub(r"[\s^{}]", "", found["side"] or "")
    expr = body(text, found.end(), len(text), "lim")
    arguments = {"expr": expr, "x": letter_of(found["var"]), "to": place(text, found.start("to"), found.end("to"))}
    return Asked("limit", arguments | ({"side": "right" if side == "+" else "left"} if side else {}))
