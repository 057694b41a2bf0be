"""Reading the fences of a page's Markdown without converting it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

_MARK = re.compile(r"^(\s*)(`{3,}|~{3,})(.*)$")


@dataclass(frozen=True)
class Fence:
    """A fence: the number of its first line, how far it is indented, its language, what else it says, what it holds."""

    line: int
    indent: int
    language: str
    info: str
    code: str = ""

    @property
    def options(self) -> dict[str, str]:
        """The options with their values."""
        return dict(re.findall(r'([\w-]+)="([^"]*)"', self.info))

    @property
    def executed(self) -> bool:
        """Whether the fence asks to be executed."""
        return self.options.get("exec", "no").lower() not in {"", "0", "no", "off", "false"}


def fences(lines: Iterable[str]) -> Iterator[Fence]:
    """The fences of a page in their order; a fence inside a longer one is text of that one.

    >>> [(it.line, it.options["id"]) for it in fences(['```python exec="1" id="a"', "print(1)", "```"])]
    [(1, 'a')]
    """
    open_fence: tuple[str, Fence] | None = None
    inside: list[str] = []
    for number, line in enumerate(lines, 1):
        found = _MARK.match(line)
        if open_fence:
            closing, fence = open_fence
            if found and found[2].startswith(closing) and not found[3].strip():
                yield replace(fence, code="\n".join(inside))
                open_fence = None
            else:
                inside.append(line[min(fence.indent, len(line) - len(line.lstrip())) :])
        elif found:
            language, _, info = found[3].strip().partition(" ")
            open_fence, inside = (found[2], Fence(number, len(found[1]), language, info)), []
    if open_fence:
        yield open_fence[1]


def code_lines(lines: Iterable[str]) -> set[int]:
    """The indices, from 0, of the lines that belong to fences, first and last line included.

    >>> sorted(code_lines(["a", "```", "b", "```", "c"]))
    [1, 2, 3]
    """
    inside: set[int] = set()
    closing = ""
    for index, line in enumerate(lines):
        found = _MARK.match(line)
        if found and closing and found[2].startswith(closing) and not found[3].strip():
            closing = ""
            inside.add(index)
        elif found and not closing:
            closing = found[2]
        if closing:
            inside.add(index)
    return inside


def address_of(source: str) -> str:
    """Where the page of a file is served, from the root of the site.

    >>> address_of("index.md"), address_of("losses/index.md"), address_of("start/path.md")
    ('', 'losses/', 'start/path/')
    """
    stem = source.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index") + "/"


def anchors(name: str) -> str:
    """What the anchors begin with that the block `name` prints.

    >>> anchors("cheat-sheet tables")
    'cheat-sheet-tables-'
    """
    return re.sub(r"\W+", "-", name) + "-"
