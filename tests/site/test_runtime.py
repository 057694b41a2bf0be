"""What goes to browsers: an archive that is enough for itself, the same each time, and a memory where there is one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from calcref.site.mkdocs import runtime
from calcref.site.mkdocs.answered import INDEX, Answers
from calcref.site.mkdocs.runtime import LOADED, PLACE, Runtime

CODE = """
import sys
standard = [it for it in sys.path if "site-packages" not in it and it]
sys.path[:] = [sys.argv[1], *standard]
sys.meta_path[:] = [it for it in sys.meta_path if "editable" not in repr(it)]
sys.modules["numpy"] = None
from calcref.playground.warm import tidy, warm
warm()
tidy()
used = {name: getattr(module, "__file__", None) or "" for name, module in sys.modules.items()}
ours = {it for it in used if it.partition(".")[0] in ("calcref", "lark", "mpmath", "sympy")}
assert all(used[it].startswith(sys.argv[1]) for it in ours if used[it]), sorted(ours)
assert {"calcref.verbs.check_answer", "calcref.integrals.by_sympy", "sympy.integrals.manualintegrate"} <= ours
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache in which npm has nothing to do."""
    npm = tmp_path / "npm"
    for name in LOADED:
        (npm / name).parent.mkdir(parents=True, exist_ok=True)
        (npm / name).write_text(name)
    (npm / "pyodide" / "pyodide-lock.json").write_text('{"info": {"python": "3"}, "packages": {"numpy": {}}}')
    monkeypatch.setattr(runtime, "packages", lambda cache: npm)
    monkeypatch.setattr(runtime, "modules", lambda packages: {"editor.js": "export {}"})
    return tmp_path / "cache"


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """What others wrote is left out: packing it takes its time."""
    monkeypatch.setattr(runtime, "_others", lambda: ())


def test_the_archive_is_enough_for_itself(cache: Path) -> None:
    sources = Runtime.begun(cache, with_memory=False).sources
    done = subprocess.run([sys.executable, "-I", "-OO", "-c", CODE, str(sources)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    names = zipfile.ZipFile(sources).namelist()
    assert not [it for it in names if "/tests/" in it or it.startswith("calcref/autodiff")]
    assert [it for it in names if "LICENSE" in it]


def test_the_same_sources_give_the_same_archive() -> None:
    held = [("a.py", b"a = 1"), ("b.py", b"b = 2")]
    assert runtime.packed(held) == runtime.packed(held)


def test_what_is_placed_beside_the_pages(cache: Path, tmp_path: Path, few: None) -> None:
    made = Runtime.begun(cache, with_memory=False)
    made.place(tmp_path / "site")
    there = tmp_path / "site" / PLACE
    told = json.loads((there / "runtime.json").read_text("utf-8"))
    assert told == {"sources": made.sources.name, "empty": "empty.zip", "info": {"python": "3"}}
    assert {Path(it).name for it in LOADED} <= {it.name for it in there.iterdir()}
    made.memory.write_bytes(b"memory")
    made.place(tmp_path / "site")
    assert json.loads((there / "runtime.json").read_text("utf-8"))["memory"] == made.memory.name


def test_what_is_out_of_date_is_forgotten(cache: Path, tmp_path: Path, few: None) -> None:
    made = Runtime.begun(cache, with_memory=False)
    os.utime(made.sources, (0, 0))  # the oldest, and used
    for number in range(20):
        old = made.sources.with_name(f"calcref-{number}.zip")
        old.touch()
        os.utime(old, (number, number))
    made.place(tmp_path / "site")
    assert len(list(made.sources.parent.iterdir())) == runtime.KEPT + 1
    assert made.sources.is_file()


def test_a_memory_that_cannot_be_made_is_told_and_done_without(
    cache: Path, tmp_path: Path, few: None, caplog: pytest.LogCaptureFixture
) -> None:
    made = Runtime.begun(cache, with_memory=True)  # of a Pyodide that is none
    made.place(tmp_path / "site")
    assert "browsers will start Python without a memory" in caplog.text
    assert "memory" not in json.loads((tmp_path / "site" / PLACE / "runtime.json").read_text("utf-8"))


def test_questions_are_answered_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    asked = ["d/dx x^2", "d/dx x^2", "d/dx"]
    Answers.begun(asked, tmp_path / "kept", "library").place(_made(tmp_path / "site"))
    index = json.loads((tmp_path / "site" / INDEX).read_text("utf-8"))
    assert list(index) == ["d/dx x^2"]
    assert json.loads((tmp_path / "site" / index["d/dx x^2"]).read_text("utf-8"))["verdict"] == "proved"
    assert "a page leads to the question 'd/dx', which is not answered" in caplog.text
    kept = tmp_path / "kept" / index["d/dx x^2"]
    kept.write_text('{"verdict": "kept"}')
    again = Answers.begun(asked, tmp_path / "kept", "library")
    again.place(tmp_path / "site")
    assert "kept" in (tmp_path / "site" / index["d/dx x^2"]).read_text("utf-8")
    assert Answers.begun(asked, tmp_path / "kept", "another").kept != again.kept


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder
