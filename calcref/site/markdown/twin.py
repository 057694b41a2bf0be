"""A page again, for readers without a browser: as Markdown with what its blocks print, and as a notebook that runs."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from calcref.site.markdown.plain import plain, relink
from calcref.site.markdown.source import Fence, anchors, fences

Lead = Callable[[str], str]
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


@dataclass(frozen=True)
class Piece:
    """A piece of a page: prose, or code that a reader sees; and what the code printed, as Markdown or as text."""

    text: str
    fence: Fence | None = None
    printed: str = ""

    @property
    def is_text(self) -> bool:
        """Whether the code prints for a terminal."""
        return self.fence is None or "result" in self.fence.options or not self.fence.executed


def is_seen(fence: Fence) -> bool:
    """Whether a reader sees the code of the fence, and can run it."""
    return fence.language == "python" and (not fence.executed or bool(fence.options.get("source")))


def pieces(text: str, outputs: Mapping[str, str]) -> Iterator[Piece]:
    """The pieces of a page in their order.

    Args:
        text: of the page, front matter included.
        outputs: what each block printed, by its id.
    """
    lines = text.splitlines()
    start = lines.index("---", 1) + 1 if lines[:1] == ["---"] else 0
    prose: list[str] = []
    for fence in fences(lines):
        if not (fence.executed or is_seen(fence)):
            continue
        prose += lines[start : fence.line - 1]
        start = fence.line + fence.code.count("\n") + 2 + (not fence.code and -1)
        name = fence.options.get("id", "")
        printed = outputs.get(name, "").replace("](#", f"](#{anchors(name)}")
        if is_seen(fence):
            yield Piece("\n".join(prose))
            yield Piece(fence.code, fence, printed)
            prose = []
        elif "result" in fence.options:
            prose += _fenced(fence.options["result"], printed)
        else:
            prose += ["", printed, ""]
    yield Piece("\n".join([*prose, *lines[start:]]))


def to_markdown(text: str, outputs: Mapping[str, str], lead: Lead) -> str:
    """The page as Markdown, each link leading where `lead` says."""
    parts: list[str] = []
    for piece in pieces(text, outputs):
        if piece.fence is None:
            parts.append(piece.text)
            continue
        parts += _fenced("python", piece.text)
        if piece.printed:
            parts += (
                _fenced(piece.fence.options.get("result", "text"), piece.printed)
                if piece.is_text
                else ["", piece.printed]
            )
    return relink(plain("\n".join(parts)), lead) + "\n"


def to_notebook(text: str, outputs: Mapping[str, str], lead: Lead, begins: str) -> str:
    """The page as a notebook (nbformat 4.5) with what its cells print; empty where a reader sees no code.

    Args:
        text: of the page.
        outputs: what each block printed, by its id.
        lead: says where a link leads.
        begins: Markdown for a first cell.
    """
    found = list(pieces(text, outputs))
    if len(found) == 1:
        return ""
    cells: list[dict[str, Any]] = [_cell("about", begins)]
    after = "start"
    for piece in found:
        if piece.fence is None:
            prose = relink(plain(piece.text), lead)
            cells += [_cell(f"after-{after}"[:64], prose)] if prose else []
        else:
            after = _name(piece.fence)
            cells.append(_cell(after, runs(piece.fence), _outputs(piece, lead)))
    notebook = {
        "cells": cells,
        "metadata": {"kernelspec": KERNEL, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def runs(fence: Fence) -> str:
    """The code of a fence for a notebook, which shows a derivation or a figure by itself and would print its HTML.

    >>> runs(next(fences(['```python exec="1" source="above"', "d = 1", "print(d.to_html())", "```"])))
    'd = 1\\nd'
    """
    last = ast.parse(fence.code).body[-1]
    match last:
        case ast.Expr(ast.Call(ast.Name("print"), [ast.Call(ast.Attribute(shown, "to_html"), [], [])], [])):
            pass
        case ast.Expr(ast.Call(ast.Name("print"), [shown], [])) if fence.options.get("html"):
            pass
        case _:
            return fence.code
    kept = fence.code.splitlines()[: last.lineno - 1]
    return "\n".join([*kept, ast.get_source_segment(fence.code, shown) or ""])


def _fenced(language: str, text: str) -> list[str]:
    return ["", f"```{language}", text.rstrip("\n"), "```", ""]


def _name(fence: Fence) -> str:
    name = fence.options.get("id") or f"code {sha256(fence.code.encode()).hexdigest()[:12]}"
    return re.sub(r"[^A-Za-z0-9]+", "-", name)[:57]


def _outputs(piece: Piece, lead: Lead) -> list[dict[str, Any]]:
    if not piece.printed:
        return []
    if piece.is_text:
        return [{"name": "stdout", "output_type": "stream", "text": piece.printed.splitlines(keepends=True)}]
    shown = relink(plain(piece.printed), lead)
    data = {"text/markdown": shown.splitlines(keepends=True)}
    return [{"data": data, "metadata": {}, "output_type": "display_data"}]


def _cell(name: str, source: str, outputs: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    cell = {"id": name, "metadata": {}, "source": source.splitlines(keepends=True)}
    if outputs is None:
        return {"cell_type": "markdown", **cell}
    return {"cell_type": "code", "execution_count": None, **cell, "outputs": outputs}
