"""The README's code runs and gives what its comments say; the changelog counts what is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import calcref
from calcref.core.elementary import ELEMENTARY
from calcref.site.typed.comments import false_comments

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CHANGES = (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_code_of_the_readme_runs_and_its_comments_are_true() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    variables: dict[str, Any] = {}
    exec(code, variables)
    line = README[: README.index(code)].count("\n")
    assert [f"README.md:{line + number}: {fault}" for number, fault in false_comments(code, variables)] == []
    assert "  # 1/2" in code


@pytest.mark.parametrize("path", re.findall(r"\]\(([^):]+)\)|`(\w[\w./-]+\.md)`", README), ids="".join)
def test_what_the_readme_points_to_is_there(path: tuple[str, str]) -> None:
    assert (ROOT / "".join(path)).is_file(), f"README.md: {path}"


def test_the_changelog_begins_with_the_version() -> None:
    found = re.search(r"^## (\S+)", CHANGES, re.MULTILINE)
    assert found
    line = CHANGES[: found.start()].count("\n") + 1
    assert found[1] == calcref.__version__, f"CHANGELOG.md:{line}: calcref/__init__.py has {calcref.__version__}"


def test_the_changelog_counts_the_functions() -> None:
    found = re.search(r"table of (\d+) elementary functions", CHANGES)
    assert found
    line = CHANGES[: found.start()].count("\n") + 1
    assert int(found[1]) == len(ELEMENTARY), f"CHANGELOG.md:{line}: there are {len(ELEMENTARY)}"


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("1 / 3  # 0.333", ""),
        ("1 / 3  # 0.334", "is 0.333"),
        ("x = [1, 2]  # [1, 2]", ""),
        ("x = [1, 2]  # [1, 3]", "x is [1, 2]"),
        ("print(1 + 1)  # 3", "1 + 1 is 2"),
        ("1 / 2  # 1/2, a half", ""),
        ("'a'  # 'b'", "is 'a'"),
        ("x = 1  # 2\nx = 2", ""),  # changed later: not looked at
        ("2  # 3: a label", ""),
    ],
)
def test_a_false_comment_is_told(code: str, fault: str) -> None:
    variables: dict[str, Any] = {}
    exec(code, variables)
    found = list(false_comments(code, variables))
    assert [fault in said for _, said in found] == ([True] if fault else [])


def test_the_citation_is_of_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["dynamic"] == ["version"]  # pyproject.toml takes it from the package
    assert citation["version"] == calcref.__version__
    assert citation["license"] == project["license"]
    assert citation["authors"] == project["authors"]
    assert citation["keywords"] == project["keywords"]
    assert citation["repository-code"] in (ROOT / "mkdocs.yml").read_text("utf-8")
