"""The two commands of the README, the script that CI runs, and the pins they share."""

from __future__ import annotations

import re
import runpy
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
import yaml
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[1]
INSTALL_AND_SERVE = (
    "python3 -m venv .venv && .venv/bin/pip install -c constraints.txt -e '.[site]' && .venv/bin/mkdocs serve"
)
INSTALL_AND_TEST = "python3 -m venv .venv && .venv/bin/pip install -c constraints.txt -e '.[test]' && .venv/bin/pytest"


def test_the_readme_has_two_commands() -> None:
    blocks = re.findall(r"```sh\n(.*?)\n```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert blocks == [INSTALL_AND_SERVE, INSTALL_AND_TEST]


def test_ci_runs_the_command_of_the_readme() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert INSTALL_AND_TEST in map(str.strip, lines)
    assert "set -euo pipefail" in lines
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_the_site_is_never_built_quietly() -> None:  # trap 1: -q drops the warnings that --strict counts
    for name in (".ci/run", "README.md", ".github/workflows/ci.yml"):
        assert not re.search(r"mkdocs build.*\s(?:-q|--quiet)", (ROOT / name).read_text("utf-8"))


def test_the_workflow_runs_what_a_contributor_runs() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))
    steps = workflow["jobs"]["check"]["steps"]
    assert [step["run"] for step in steps if "run" in step] == ["SITE_DIR=site .ci/run"]


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("#"))


def test_pins_are_names_and_versions() -> None:
    assert all(re.fullmatch(r"[\w.-]+", name) and re.fullmatch(r"[\w.]+", version) for name, version in pins().items())


def wanted() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    listed = [*project["dependencies"], *(it for extra in project["optional-dependencies"].values() for it in extra)]
    names = [re.match(r"[\w.-]+", requirement) for requirement in listed]
    return sorted({name.group().lower() for name in names if name} - {"calcref"})


@pytest.mark.parametrize("name", wanted())
def test_every_dependency_is_pinned(name: str) -> None:
    assert name in {pinned.lower() for pinned in pins()}


def test_a_python_that_is_too_old_is_told_before_pip_looks_at_any_pin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13, "final", 0))
    with pytest.raises(SystemExit, match=r"calcref needs Python 3\.11 or newer, and this is Python 3\.10: "):
        runpy.run_path(str(ROOT / "setup.py"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["requires-python"] == ">=3.11"
    old = [it for it in project["build-system"]["requires"] if it.endswith("python_version < '3.11'")]
    assert old == ["setuptools; python_version < '3.11'"]  # any: setuptools 77 is not made for them


def test_every_pin_is_made_for_the_oldest_python_that_the_project_takes() -> None:
    pinned = {name.lower(): version for name, version in pins().items()}
    here = [found for found in distributions() if pinned.get(found.metadata["Name"].lower()) == found.version]
    needs = {found.metadata["Name"]: found.metadata["Requires-Python"] or "" for found in here}
    assert [name for name, said in needs.items() if "3.11.0" not in SpecifierSet(said)] == []
    assert len(needs) > 60


def test_the_readme_says_what_the_browser_tests_want() -> None:
    assert "Chromium (`apt-get install chromium`)" in (ROOT / "README.md").read_text("utf-8")


def test_the_files_and_tests_that_the_recipes_name_are_there() -> None:
    recipes = (ROOT / "docs" / "recipes.md").read_text("utf-8")
    named = re.findall(r"`((?:calcref|tests|docs)/[\w/.-]+)`", recipes)
    commands = re.findall(r"\.venv/bin/pytest (.*?) -k", recipes)
    assert len(commands) == 9
    paths = {*named, *(path for command in commands for path in command.split())}
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []
    for name, path in (
        ("CASES", "tests/layers/cases.py"),
        ("FIGURES", "tests/plot/test_figures.py"),
        ("EXAMPLES", "tests/optimization/test_first_order.py"),
        ("METHODS", "calcref/site/typed/methods.py"),
        ("seen_layers", "calcref/site/typed/layers.py"),
        ("FUNCTIONS", "calcref/verify/values.py"),
        ("example", "tests/losses/test_loss.py"),
        ("test_a_rule_answers", "tests/integrals/test_rules.py"),
        ("test_a_rule_stands_aside", "tests/integrals/test_rules.py"),
    ):
        assert f"`{name}`" in recipes
        assert name in (ROOT / path).read_text("utf-8")
