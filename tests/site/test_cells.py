"""Which blocks a reader can run, and what the browser needs for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from calcref.site.markdown.cells import OURS, Cells
from calcref.site.markdown.node import packages
from calcref.site.mkdocs import editor, runtime

ROOT = Path(__file__).resolve().parents[2]


def test_the_browser_has_what_blocks_may_import():
    assert set(OURS) <= set(runtime.OURS)


@pytest.mark.parametrize(
    ("code", "runs"),
    [
        ("from calcref import differentiate, OutsideDomain\nprint(differentiate('x').to_html())", True),
        ("from calcref.core.letters import x", True),
        ("from calcref.judging import judge", True),
        ("import sympy as sp\nprint(sp.Symbol('x'))", True),
        ("def f(x):\n    return [y for y in x]\nprint(f([1]))", True),
        ("from calcref import minimize", False),
        ("from calcref import autodiff", False),
        ("from calcref import catalogue", False),  # which shows the numeric half, too
        ("from calcref.plot import graph", False),
        ("def f():\n    import numpy\nprint(f())", False),
        ("import subprocess", False),
        ("print(given_nowhere)", False),
        ("def f():\n    return given_nowhere\nprint(f())", False),
    ],
)
def test_a_block_runs_where_it_needs_the_symbolic_half_alone(code, runs):
    assert (Cells().next("a", code, "") is not None) == runs


def test_a_block_that_reads_a_file_does_not_run():
    assert Cells().next("a", "print(1)", "benchmarks/results.json") is None


def test_a_block_comes_after_those_that_it_needs():
    cells = Cells()
    assert cells.next("a", "x = 1\nimport math", "").needs == ()
    assert cells.next("b", "y = x", "").needs == ("a",)
    assert cells.next("c", "z = 0", "").needs == ()
    assert cells.next("d", "print(y)", "").needs == ("a", "b")
    assert cells.next("e", "import numpy as x", "") is None
    assert cells.next("f", "print(x)", "") is None  # its last meaning counts
    assert cells.next("g", "x = x + 1", "") is None
    assert cells.next("h", "x = 1", "").needs == ()
    assert cells.next("i", "print(x, y)", "").needs == ("a", "b", "h")


def test_the_editor_imports_what_is_there():
    made = editor.modules(packages(ROOT / ".cache" / "site"))
    names = re.compile(r"""^(?:import|export)\b[^;'"]*\bfrom *["']([^"']+)["']""", re.MULTILINE)
    named = {name for text in made.values() for name in names.findall(text)}
    assert {name.removeprefix("./") for name in named} <= set(made)
    assert {editor.file_name(name) for name in editor.WANTED} <= set(made)
    assert "@codemirror/view" in made["LICENSES.txt"]
