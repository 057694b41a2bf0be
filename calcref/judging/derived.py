"""Derivatives as they stand in a formula: with a slash, as a fraction, of what follows or of what stands above."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from calcref.core.errors import ParseError
from calcref.core.expr import raw
from calcref.core.questions import At
from calcref.judging import places
from calcref.judging.operands import differential, is_d, operand
from calcref.judging.tokens import Token
from calcref.judging.vectors import at_arguments

if TYPE_CHECKING:
    from calcref.judging.formula import Formula


HIGHEST_ORDER = 8


def _order(reader: Formula) -> int:
    """The order behind a `d`, 1 where none is said."""
    if not reader.take("power"):
        raised = reader.take("raised")
        return int(raised.text) if raised and raised.text.isdigit() else 1
    braced = reader.take("lbrace")
    number = reader.take("number")
    if braced:
        reader.take("rbrace")
    if number is None or not number.text.isdigit() or int(number.text) > HIGHEST_ORDER:
        raise ParseError(f"the order of a derivative is a whole number up to {HIGHEST_ORDER}")
    return int(number.text)


def _below(reader: Formula) -> list[tuple[str, int]] | None:
    """The letters below the line of a derivative, each with its order; None where it is no derivative."""
    found = []
    while (var := differential(reader)) is not None:
        found.append((var, _order(reader)))
    return found or None


def typed_derivative(reader: Formula) -> str | None:
    """d/dx …, dy/dx, d²y/dx² with a slash."""
    start, token = reader.at, reader.here()
    if not (is_d(token) or token.kind == "differential"):
        return None
    reader.at += 1
    order, inner = 1, [Token("letter", token.text)] if token.kind == "differential" else []
    if is_d(token):
        order = _order(reader)
        if letter := reader.take("letter"):
            inner = [letter]
    if inner and reader.here().kind == "lower":
        inner = [Token("letter", reader.name(inner[0]))]
    if reader.take("over") and (below := _below(reader)) and sum(count for _, count in below) == order:
        return _derived(reader, inner, below)
    reader.at = start
    return None


def fraction(reader: Formula) -> str:
    above, below = side(reader), side(reader)
    derived = _derivative_of(reader, above, below)
    if derived is not None:
        return derived
    upper = reader.part(above)
    upper.awaiting = reader.awaiting
    if upper.awaiting and (var := differential(upper)):
        written, reader.ended = "1", var
    else:
        written = upper.sum()
        if upper.awaiting and (var := differential(upper)):
            reader.ended = var
    if upper.here().kind != "end":
        raise ParseError(f"`{upper.here().text}` does not fit above the line of a fraction")
    lower = reader.part(below)
    under = lower.sum()
    if lower.here().kind != "end":
        raise ParseError(f"`{lower.here().text}` does not fit below the line of a fraction")
    return f"{_close(written)}/{_close(under)}"


def _close(written: str) -> str:
    return written if written.isalnum() else f"({written})"


def side(reader: Formula) -> list[Token]:
    """The tokens of a side of a fraction: those in braces, or the next one."""
    start = reader.at
    if not reader.take("lbrace"):
        token = reader.here()
        reader.at += 1
        if token.kind == "number" and len(token.text) == 2:  # \frac12
            reader.tokens[start : start + 1] = [Token("number", token.text[0]), Token("number", token.text[1])]
            return [reader.tokens[start]]
        return [token]
    depth = 1
    while depth and reader.here().kind != "end":
        depth += (reader.here().kind == "lbrace") - (reader.here().kind == "rbrace")
        reader.at += 1
    if depth:
        raise ParseError("this `{` is never closed")
    return reader.tokens[start + 1 : reader.at - 1]


def _derivative_of(reader: Formula, above: list[Token], below: list[Token]) -> str | None:
    """A derivative that is written as a fraction; None where the fraction is none."""
    upper, lower = reader.part(above), reader.part(below)
    letters = _below(lower)
    if letters is None or lower.here().kind != "end" or not above:
        return None
    if above[0].kind == "differential" and len(above) == 1:
        return _derived(reader, [Token("letter", above[0].text)], letters)
    if not (is_d(above[0]) or above[0].kind == "differential"):
        return None
    if above[0].kind == "differential":
        inner = [Token("letter", above[0].text), *above[1:]]
        order = 1
    else:
        upper.at = 1
        order = _order(upper)
        inner = above[upper.at :]
    if order != sum(count for _, count in letters):
        raise ParseError("the order above the line is not that below it")
    return _derived(reader, inner, letters)


def _derived(reader: Formula, inner: list[Token], letters: list[tuple[str, int]]) -> str:
    """The derivative of `inner`, or where that is empty of what follows."""
    read_at = not inner and _is_read_at_a_place(reader, [name for name, _ in letters])
    body = _alone(reader, inner) if inner else reader.expr(reader.group() if read_at else operand(reader, True))
    place = at_arguments(reader, inner[0].text) if len(inner) == 1 else ()
    for name, count in reversed(letters):
        body = reader.known.derivative(body, name, count)
    for letter, value in place:
        body = raw(At, body, letter, value)
    if not read_at:
        return reader.hold(body)
    reader.take("bar", "right_bar")
    return places.evaluated(reader, reader.hold(body))


def _is_read_at_a_place(reader: Formula, letters: list[str]) -> bool:
    """Whether a group follows, and behind it a place of the letters: the derivative is read there, not its function."""
    if reader.here().kind != "open":
        return False
    depth = 0
    for k, token in enumerate(reader.tokens[reader.at :]):
        depth += (token.kind in ("open", "lbrace")) - (token.kind in ("close", "rbrace"))
        if depth == 0:
            behind = k + 1 + (reader.here(k + 1).kind in ("bar", "right_bar"))
            named = reader.here(behind + 1).kind == "lbrace" and reader.here(behind + 3).kind == "equals"
            return reader.here(behind).kind == "lower" and (not named or reader.here(behind + 2).text in letters)
    return False


def _alone(reader: Formula, inner: list[Token]) -> sp.Expr:
    if len(inner) == 1 and inner[0].kind == "letter":
        return reader.known.letter(inner[0].text)
    part = reader.part(inner)
    written = part.sum()
    if part.here().kind != "end":
        raise ParseError(f"`{part.here().text}` does not fit in a derivative")
    return part.expr(written)
