"""The wheel, installed where nothing else is, runs the command line."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str | Path, **given: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | given
    return subprocess.run(
        [*map(str, command)], capture_output=True, text=True, env=env, cwd="/", stdin=subprocess.DEVNULL
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("calcref", "pyproject.toml", "README.md", "LICENSE"):
        subprocess.run(["cp", "-R", ROOT / name, source], check=True)
    done = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, source)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_what_is_not_python(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "calcref/py.typed",
        "calcref/site/web/package-lock.json",
        "calcref/site/web/render.mjs",
        "calcref/render/derivation.schema.json",
    ):
        assert name in names
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "calcref").rglob("*.lark")} <= names
    assert not [name for name in names if name.startswith(("tests/", "docs/")) or "__pycache__" in name]


def test_the_command_line_runs_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "clean", with_pip=True, symlinks=True)
    programs = tmp_path / "clean" / "bin"
    done = run(programs / "pip", "install", "--prefer-binary", "-c", ROOT / "constraints.txt", wheel)
    if done.returncode:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say(f"pip could not install the dependencies of the wheel: {done.stderr[-500:]}")
    found = run(programs / "python", "-c", "import calcref; print(calcref.__file__)")
    assert str(tmp_path) in found.stdout, found.stderr
    rules = run(programs / "calcref", "rules")
    assert rules.returncode == 0, rules.stderr
    assert "chain-rule" in rules.stdout
    derived = run(programs / "calcref", "differentiate", "x^2 sin(x)")
    assert derived.returncode == 0, derived.stderr
    refused = run(programs / "calcref", "differentiate", "x +")
    assert (refused.returncode, "Traceback" in refused.stderr) == (2, False)
