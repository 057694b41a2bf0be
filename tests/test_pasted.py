"""What a reader sees of a page's Python runs as it is pasted: from top to bottom, with nothing hidden between.

So does the page's notebook: its cells are the same code, but that a last line shows what the page prints as HTML.
"""

from __future__ import annotations

import ast
import io
import json
import warnings
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from calcref.site.markdown.source import fences
from calcref.site.markdown.twin import is_seen, to_notebook

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "docs").rglob("*.md"))


SEEN = {path: found for path in PAGES if (found := [*filter(is_seen, fences(path.read_text("utf-8").splitlines()))])}


@pytest.mark.parametrize("path", SEEN, ids=lambda path: path.relative_to(ROOT / "docs").as_posix())
def test_what_is_seen_runs_when_it_is_pasted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    space: dict[str, object] = {"__name__": "__main__"}
    wrong = []
    cells = cells_of(path)
    assert len(cells) == len(SEEN[path])
    for fence, cell in zip(SEEN[path], cells, strict=True):
        try:
            with redirect_stdout(io.StringIO()), warnings.catch_warnings(action="error"):
                run(fence.code, cell, space)
        except Exception as error:
            wrong.append(f"{path.relative_to(ROOT).as_posix()}:{fence.line}: {type(error).__name__}: {error}")
    assert wrong == []


def cells_of(path: Path) -> list[str]:
    """The code of the page's notebook, cell by cell."""
    notebook = json.loads(to_notebook(path.read_text("utf-8"), {}, str, ""))
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


def run(pasted: str, cell: str, space: dict[str, object]) -> None:
    """Run what is pasted and the cell of a notebook, which is the same or ends in what the other prints."""
    if cell == pasted:
        exec(compile(pasted, "<pasted>", "exec", dont_inherit=True), space)
        return
    *first, last = ast.parse(cell).body
    printed = ast.parse(pasted).body[-1]
    assert isinstance(last, ast.Expr)
    shown = ast.unparse(last)
    assert ast.unparse(printed) in (f"print({shown})", f"print({shown}.to_html())")
    exec(compile(ast.Module(first, []), "<cell>", "exec", dont_inherit=True), space)
    space["_"] = eval(compile(ast.Expression(last.value), "<cell>", "eval", dont_inherit=True), space)
    exec(ast.unparse(printed).replace(shown, "_", 1), space)  # it is not computed twice


def test_a_cell_that_says_something_else_is_seen() -> None:
    run("print(1)", "1", {})
    for pasted, cell in (("print(2)", "1"), ("print(nothing)", "nothing"), ("nothing", "nothing")):
        with pytest.raises((AssertionError, NameError)):
            run(pasted, cell, {})
