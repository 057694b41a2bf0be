"""Blocks that a reader may change and run: those that need no more than the Python of the browser has.

That is the symbolic half of calcref, SymPy, and a part of the standard library. What a block needs is read from its
code: the modules that it imports, and the blocks above it that give a name to what it uses. Nothing is run for this;
a test runs all of these blocks where there is no more than that.
"""

from __future__ import annotations

import ast
import builtins
import json
import symtable
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path

import calcref

ROOT = Path(calcref.__file__).parent
OURS = (  # what the browser has of calcref
    *("convex", "core", "derivatives", "integrals", "judging", "limits", "matrix", "multivariable", "parse"),
    *("playground", "reals", "render", "verbs", "verify"),
)
OTHERS = frozenset(("mpmath", "sympy"))
STANDARD = frozenset(
    (
        *("bisect", "cmath", "collections", "dataclasses", "decimal", "fractions", "functools", "heapq", "inspect"),
        *("itertools", "json", "math", "operator", "random", "re", "statistics", "string", "textwrap"),
    )
)


@dataclass(frozen=True)
class Cell:
    """A block that runs in a browser, by its name, and the names of those that run before it, in their order."""

    name: str
    needs: tuple[str, ...]

    def around(self, shown: str, is_text: bool) -> str:
        """`shown`, the HTML of the block and of what it printed, marked for the script that puts a button there."""
        needs = escape(json.dumps(self.needs))
        prints = "text" if is_text else "markdown"
        marked = f'data-name="{escape(self.name)}" data-needs="{needs}" data-prints="{prints}"'
        return f'<div class="cr-cell" {marked}>\n{shown}\n</div>'


@dataclass
class Cells:
    """The blocks of a session that a reader has seen so far: which of them gave each name its last meaning.

    Args:
        giving: by the name of a variable, the block; None where that does not run in a browser.
        runs: the cells, by name.
    """

    giving: dict[str, str | None] = field(default_factory=dict)
    runs: dict[str, Cell] = field(default_factory=dict)

    def next(self, name: str, code: str, reads: str) -> Cell | None:
        """The next block as a cell, or None where it does not run in a browser.

        >>> cells = Cells()
        >>> cells.next("a", "import numpy as np", ""), cells.next("b", "from math import pi", "")
        (None, Cell(name='b', needs=()))
        >>> cells.next("c", "print(2 * pi)", ""), cells.next("d", "print(np.pi)", "")
        (Cell(name='c', needs=('b',)), None)
        """
        given, used = _names(code)
        above = [self.giving.get(it) for it in used if it in self.giving or it not in given]
        cell = None
        if not reads and None not in above and not any(map(_is_missing, _imported(code))):
            wanted = {it for block in above if block for it in (*self.runs[block].needs, block)}
            cell = Cell(name, tuple(it for it in self.runs if it in wanted))
            self.runs[name] = cell
        self.giving.update(dict.fromkeys(given, name if cell else None))
        return cell


def _names(code: str) -> tuple[set[str], set[str]]:
    """The variables to which `code` gives a meaning, and those that it uses, less what Python knows by itself."""
    given, used = set(), set()
    tables = [symtable.symtable(code, "<block>", "exec")]
    for table in tables:
        tables.extend(table.get_children())
        for symbol in table.get_symbols():
            at_top = table.get_type() == "module"
            if at_top and (symbol.is_assigned() or symbol.is_imported()):
                given.add(symbol.get_name())
            if symbol.is_referenced() and (at_top or symbol.is_global()):
                used.add(symbol.get_name())
    return given, used - vars(builtins).keys()


def _imported(code: str) -> Iterator[str]:
    """The modules that `code` imports from, wherever it does, one of calcref with what is imported of it."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            ours = node.module.split(".")[0] == "calcref"
            yield from (f"{node.module}.{alias.name}" if ours else node.module for alias in node.names)


def _is_missing(name: str) -> bool:
    top, _, rest = name.partition(".")
    if top != "calcref":
        return top not in OTHERS | STANDARD
    first, _, more = rest.partition(".")
    home = calcref._HOMES.get(first, first) + (f".{more}" if more else "")
    return home.split(".")[0] not in OURS or _reaches_out(home)


@cache
def _reaches_out(home: str) -> bool:
    """Whether a module of ours, below `calcref`, imports one of the numeric half, at once or when it is called."""
    place = ROOT.joinpath(*home.split("."))
    found = next((it for it in (place.with_suffix(".py"), place / "__init__.py") if it.is_file()), None)
    if found is None:  # the name of something in a module
        return "." in home and _reaches_out(home.rpartition(".")[0])
    ours = (it.split(".")[1] for it in _imported(found.read_text("utf-8")) if it.startswith("calcref."))
    return not {*OURS, *calcref._HOMES}.issuperset(ours)
