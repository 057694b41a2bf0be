"""Names in a formula: which letters it holds, and whether it is nothing but a letter, or a function of letters."""

from __future__ import annotations

from itertools import pairwise

from calcref.judging.choices import Choices
from calcref.judging.formula import Formula
from calcref.judging.known import Known
from calcref.judging.tokens import Token, tokens


def letter_alone(text: str) -> str | None:
    r"""The letter that `text` is, or None where it is more.

    >>> letter_alone(r"\theta_1"), letter_alone("2x")
    ('theta_1', None)
    """
    found = tokens(text, True)
    if not found or found[0].kind != "letter":
        return None
    reader = Formula(found, Known(), Choices())
    reader.at = 1
    name = reader.name(found[0])
    return name if reader.here().kind == "end" else None


def function_alone(text: str) -> tuple[str, list[str]] | None:
    """The name and the letters of f(x) or f(x, y), or None where `text` is anything else.

    >>> function_alone("f(x)"), function_alone("f(2)")
    (('f', ['x']), None)
    """
    found = tokens(text, True)
    if not found or found[0].kind != "letter":
        return None
    reader = Formula(found, Known(), Choices())
    reader.at = 1
    name = reader.name(found[0])
    if not reader.take("open"):
        return None
    of: list[str] = []
    while letter := reader.take("letter"):
        of.append(reader.name(letter))
        if not reader.take("comma"):
            break
    closed = reader.take("close") and reader.here().kind == "end"
    return (name, of) if of and closed else None


def doubtful(text: str, known: Known) -> str:
    """A letter before a parenthesis that may be a factor, or a function of which nothing is said; "" where none is.

    >>> doubtful("2 F(x)", Known()), doubtful("x(x + 1)", Known())
    ('F', '')
    """
    found = tokens(text, known.is_latex)
    for k, token in enumerate(found):
        reader = Formula(found, Known(), Choices())
        reader.at = k + 1
        if token.kind != "letter" or known.is_function(name := reader.name(token)):
            continue
        raised = reader.take("power") is not None and reader.here().kind == "lbrace"
        while raised and reader.here().kind not in ("rbrace", "end"):
            reader.at += 1
        reader.at += raised
        if reader.here().kind != "open" or reader.here().apart:
            continue
        inside = found[reader.at + 1 : reader.at + 3]
        alone = len(inside) == 2 and inside[0].kind in ("letter", "number") and inside[1].kind in ("close", "comma")
        if (alone and inside[0].text != token.text) or _like_a_function(token.text, name, found[reader.at :]):
            return name
    return ""


def _like_a_function(letter: str, name: str, rest: list[Token]) -> bool:
    """Whether a capital or a Greek letter stands before a group that does not hold it."""
    depth, held = 0, False
    for token in rest:
        depth += (token.kind in ("open", "lbrace")) - (token.kind in ("close", "rbrace"))
        held = held or token.text == letter
        if depth == 0:
            break
    return not held and (letter[:1].isupper() or len(letter) > 1)


def differential_alone(text: str) -> str | None:
    """The letter u where `text` is du alone, or None."""
    found = tokens(text, True)
    return found[0].text if len(found) == 1 and found[0].kind == "differential" else None


def letters_in(text: str, is_latex: bool) -> set[str]:
    """The letters of a formula, without the d of a differential."""
    found = tokens(text, is_latex)
    reader = Formula(found, Known(), Choices())
    names: set[str] = set()
    while reader.here().kind != "end":
        token = reader.here()
        reader.at += 1
        if token.kind == "letter":
            names.add(reader.name(token))
    return names - {"d"}


def variables_in(text: str, is_latex: bool) -> set[str]:
    """The letters whose differential stands in a formula."""
    return {token.text for token in tokens(text, is_latex) if token.kind == "differential"}


def asks(text: str, is_latex: bool) -> bool:
    """Whether a formula holds a derivative, an integral, a limit, a sum, a prime, or values at places."""
    kinds = ("int", "lim", "sum", "prod", "differential", "d", "nabla", "prime")
    found = tokens(text, is_latex)
    read = any(one.kind in ("bar", "right_bar", "close") and other.kind == "lower" for one, other in pairwise(found))
    return read or any(token.kind in kinds for token in found)
