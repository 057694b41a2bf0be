"""How records show themselves: one bounded line at a prompt, a formula or a small table in a notebook.

What a notebook gets needs nothing from elsewhere: Markdown with TeX, or a table of HTML.
"""

from __future__ import annotations

import reprlib
from collections.abc import Iterable, Sequence
from dataclasses import fields
from html import escape
from typing import Any

SITE = "https://calcref.github.io/calcref/"
WIDEST = 72  # characters of one value
ROWS = 12  # of a table


def cut(line: str, widest: int = WIDEST) -> str:
    """`line` without line breaks, cut in the middle where it is wider than `widest`.

    >>> cut("one\\n  line"), cut("abcdefghij", 5)
    ('one line', 'ab…ij')
    """
    line = " ".join(line.split())
    if len(line) <= widest:
        return line
    left = (widest - 1) // 2
    return f"{line[:left]}…{line[left + 1 - widest :]}"


class _Brief(reprlib.Repr):
    """Values on one line each: few entries of what is long, shapes of large arrays, names of functions."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel = 2
        self.maxdict = self.maxlist = self.maxtuple = 4

    def repr_ndarray(self, array: Any, level: int) -> str:
        """The entries of a small array, the shape of another."""
        return repr(array) if array.size <= 4 else f"array of shape {array.shape}"

    def repr_function(self, function: Any, level: int) -> str:
        """The name."""
        return str(function.__name__)

    def repr_type(self, kind: type, level: int) -> str:
        """The name."""
        return kind.__name__

    def repr_float64(self, number: Any, level: int) -> str:
        """The digits alone."""
        return repr(float(number))


def brief(value: Any, widest: int = WIDEST) -> str:
    """`value` on one line of bounded length.

    >>> brief([0.5] * 100), brief(len), brief(brief)
    ('[0.5, 0.5, 0.5, 0.5, ...]', '<built-in function len>', 'brief')
    """
    return cut(_Brief().repr(value), widest)


class Brief:
    """A record that is one bounded line at a prompt, whatever its fields hold."""

    __slots__ = ()

    def __repr__(self) -> str:
        said = [f"{field.name}={brief(getattr(self, field.name), 48)}" for field in fields(self)]  # type: ignore[arg-type]
        return f"{type(self).__name__}({cut(', '.join(said), 240)})"


def card(name: str, latex: str, ml_use: str, domain: str, source: str) -> str:
    """What a concept is, for a notebook, in Markdown: name, statement, use, where it holds, and where to read on."""
    after = (ml_use, f"**Holds for** {domain}", f"*{source}*" if source else "")
    return "\n\n".join([f"**{name}**", f"$$\n{latex}\n$$", *filter(None, after)])


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table of HTML; of many rows the first and the last.

    >>> table("Squares", ["n", "n²"], [(2, 4)]).count("<td")
    2
    """
    shown = [[cell if isinstance(cell, str) else brief(cell) for cell in row] for row in rows]
    if len(shown) > ROWS:
        shown = [*shown[: ROWS // 2], ["…"] * len(head), *shown[-ROWS // 2 :]]
    lines = [_row("th", head), *(_row("td", row) for row in shown)]
    return f"<table><caption>{escape(caption)}</caption>{''.join(lines)}</table>"


def _row(tag: str, cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"
