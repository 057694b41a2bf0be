"""What stands on the left of an equation that a record types: a name, an element of a family, a function, a list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calcref.site.typed.tokens import FONTS, MARKS, tokens

Ranges = Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Target:
    """The left side of an equation: a name, with its indices (a letter and a shift each) or the letter it is of."""

    name: str
    indices: tuple[tuple[str, int], ...] = ()
    of: str = ""
    part: tuple[int, int] = (0, 1)  # which of how many parts of the right side

    @property
    def letters(self) -> list[str]:
        """The index letters."""
        return [letter for letter, _ in self.indices]


def targets(tex: str, ranges: Ranges) -> list[Target]:
    """What stands on the left, if it is a name or a list of names; else nothing."""
    found = re.fullmatch(r"\s*\((.*,.*)\)\s*", tex)
    names = [target(part, ranges) for part in (found[1].split(",") if found else [tex])]
    if None in names:
        return []
    return [Target(it.name, it.indices, it.of, (at, len(names))) for at, it in enumerate(names) if it]


def target(tex: str, ranges: Ranges) -> Target | None:
    """The name that `tex` is, if it is no more than that."""
    row = tokens(tex)
    mark = row.pop(0)[1:] + "_" if row[0] in MARKS else ""
    name = mark + ("ones" if row[0] in FONTS else row.pop(0).lstrip("\\"))
    while row[:1] in (["'"], ["^"]):
        name += row.pop(0) if row[0] == "'" else row.pop(0) + row.pop(0)
    if row[:1] == ["_"]:
        braced = row[1] == "{"
        inner = row[2 : row.index("}")] if braced else row[1:2]
        row = row[len(inner) + (3 if braced else 1) :]
        indices = _indices(inner, ranges)
        if indices and not row:
            return Target(name, indices)
        name += "_" + "".join(inner)
    if len(row) == 3 and row[0] == "(" and row[2] == ")":
        return Target(name, of=row[1])
    return None if row else Target(name)


def _indices(inner: list[str], ranges: Ranges) -> tuple[tuple[str, int], ...]:
    """The index letters of a subscript, each with what is added to it; none where it is a part of the name."""
    if len(inner) == 3 and inner[1] in "+-" and inner[2] == "1" and inner[0] in ranges:
        return ((inner[0], 1 if inner[1] == "+" else -1),)
    return tuple((it, 0) for it in inner) if all(it in ranges for it in inner) else ()
