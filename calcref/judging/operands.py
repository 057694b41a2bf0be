"""How far an operator reaches, and the differential at which an integral ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcref.judging.tokens import Token

if TYPE_CHECKING:
    from calcref.judging.formula import Formula


def differential(reader: Formula, peek: bool = False) -> str | None:
    """The variable of the differential that stands here, which is taken unless `peek`."""
    start, found = reader.at, None
    if token := reader.take("differential"):
        found = token.text
    elif is_d(reader.here()) and reader.here(1).kind == "letter":
        reader.at += 1
        letter = reader.take("letter")
        assert letter is not None
        found = letter.text
    if found is not None and reader.here().kind == "lower":
        found = reader.name(Token("letter", found))
    if peek:
        reader.at = start
    return found


def is_d(token: Token) -> bool:
    return token.kind == "d" or (token.kind == "letter" and token.text == "d")


def operand(reader: Formula, grouped: bool = False) -> str:
    """What an operator applies to: the product that begins here, a group at its start, or all terms to the end.

    With `grouped`, a group at its start is likelier than the product.
    """
    ends = _ends(reader)
    kinds = list(ends)
    if "group" in ends and not (grouped and reader.tokens[ends["group"]].kind != "over"):
        kinds = [*kinds[1:], "group"]
    kind = kinds[reader.choices.of(len(kinds))] if len(kinds) > 1 else kinds[0]
    if kind == "group":
        return reader.factor()
    return reader.signed() if kind == "product" else reader.sum()


def _ends(reader: Formula) -> dict[str, int]:
    """How far an operand may reach, by what it would be; equal ends are one."""
    start = place = reader.at
    group, depth, before = 0, 0, "start"
    opens, closes = ("open", "lbrace"), ("close", "rbrace")
    while place < len(reader.tokens):
        token = reader.tokens[place]
        if depth == 0 and (token.kind in ("comma", "equals", "right_bar", *closes)):
            break
        if (
            depth == 0
            and token.kind in ("plus", "minus")
            and before not in ("power", "times", "over", "start", "lower")
        ):
            break
        depth += (token.kind in opens) - (token.kind in closes)
        before = token.kind
        place += 1
        if depth == 0 and not group and place > start and token.kind in closes:
            group = place if reader.tokens[start].kind in opens else -1
        elif not group and depth == 0:
            group = -1
    found = {}
    if group > 0:
        while group < place and reader.tokens[group].kind in ("power", "raised", "prime"):
            group += 1 if reader.tokens[group].kind != "power" else 2
        if group < place and reader.tokens[group - 1].kind == "lbrace":
            group = place
    if 0 < group < place:
        found["group"] = group
    found["product"] = place
    if place < len(reader.tokens) and reader.tokens[place].kind in ("plus", "minus"):
        found["sum"] = len(reader.tokens)
    return found
