r"""Sums and products with an index in LaTeX, `\sum_{i=1}^{n} x^i`, rewritten as they would be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcref.parse.refusal import Refusal

if TYPE_CHECKING:
    from calcref.parse.latex import Reader

OPENS = ("(", "[", "{", r"\left", r"\bigl", r"\Bigl")
CLOSES = (")", "]", "}", r"\right", r"\bigr", r"\Bigr")
ENDS = ("+", "-", "−", "=", ",", "")


def counted(reader: Reader, name: str, place: int) -> None:
    """What follows `\\sum` or `\\prod`: the index with its bounds, then one product.

    Raises:
        Refusal: a bound is missing, or what is added behind could belong to it or not.
    """
    index, lower = _start(reader, name, place)
    if reader.here()[0] != "^":
        raise _form(name, reader.here()[1])
    reader.at += 1
    upper = reader.apart(lambda: reader.group("", ""))
    reader.out.word(f"{name}(", place)
    reader.skip_spaces()
    start = reader.at
    while reader.here()[0] not in (*ENDS, *CLOSES) or (reader.at == start and reader.here()[0] in ("+", "-", "−")):
        _group(reader)
        reader.skip_spaces()
    if reader.at == start:
        raise Refusal(f"what the \\{name} is of is missing here", reader.here()[1])
    token, behind = reader.here()
    if token in ("+", "-", "−") and not _is_one_group(reader, start):
        raise Refusal(
            f"what follows could belong to the \\{name} or not; write \\{name}_{{…}}^{{…}} (…) around what does", behind
        )
    for written in (", ", index, ", ", lower, ", ", upper, ")"):
        reader.out.add(written, place)


def _start(reader: Reader, name: str, place: int) -> tuple[str, str]:
    """The index and its first value, from `_{i=1}`."""
    reader.skip_spaces()
    if reader.here()[0] != "_" or reader.at + 1 >= len(reader.tokens) or reader.tokens[reader.at + 1][0] != "{":
        raise _form(name, reader.here()[1])
    reader.at += 1
    written = reader.apart(lambda: reader.group("", ""))
    index, equals, lower = (part.strip() for part in written.partition("="))
    if not (index and equals and lower):
        raise _form(name, place)
    reader.skip_spaces()
    return index, lower


def _group(reader: Reader) -> None:
    """One token, or all from an opening parenthesis to the one that closes it."""
    depth = 0
    while True:
        token = reader.here()[0]
        reader.one()
        depth += (token in OPENS and token != "{") - (token in CLOSES)
        if token in (r"\left", r"\bigl", r"\Bigl"):
            continue
        if depth <= 0 or reader.here()[0] == "":
            return


def _is_one_group(reader: Reader, start: int) -> bool:
    """Whether what was read from `start` on stands between one pair of parentheses or braces."""
    inner = [token for token, _ in reader.tokens[start : reader.at] if not token.isspace()]
    depth = 0
    for k, token in enumerate(inner):
        depth += (token in OPENS) - (token in CLOSES)
        if depth <= 0:
            return k >= len(inner) - 2 and inner[0] in OPENS  # behind \right stands what it closes with
    return False


def _form(name: str, place: int) -> Refusal:
    return Refusal(f"a \\{name} has an index with two bounds, as in \\{name}_{{i=1}}^{{n}} x^i", place)
