"""What an output follows from: which edits of the library count, and which do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from calcref.site.markdown import follows
from calcref.site.markdown.follows import Follows, Library
from calcref.site.markdown.parts import parts

TEXT = "a = 1\ndef first(): return a\ndef second(): return 2\n"
EDITS = {
    "nothing": (TEXT, {"parts", "text", "everything"}),
    "a comment": (TEXT + "# said\n", {"parts"}),
    "a body that was not called": (TEXT.replace("return 2", "return 3"), {"parts"}),
    "a body that was called": (TEXT.replace("return a", "return -a"), set()),
    "the frame": (TEXT.replace("a = 1", "a = 2"), set()),
    "a further function": (TEXT + "def third(): ...\n", set()),
    "what is no Python": (TEXT + "def (", set()),
    "its end": (None, set()),
}


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of two modules and a grammar."""
    monkeypatch.setattr(follows, "ROOT", str(tmp_path))
    (tmp_path / "one.py").write_text(TEXT, "utf-8")
    (tmp_path / "other.py").write_text("", "utf-8")
    (tmp_path / "formula.lark").write_text("a: b", "utf-8")
    return tmp_path


@pytest.mark.parametrize(("text", "wanted"), EDITS.values(), ids=EDITS)
def test_an_edit_counts_where_it_is_followed(library: Path, text: str | None, wanted: set[str]) -> None:
    found = parts(TEXT.encode())
    known: dict[str, Follows] = {
        "parts": {"one.py": [found.text, found.frame, {"0": found.bodies[0]}]},
        "text": {"one.py": found.text},
        "everything": Library.now().everything,
    }
    if text is None:
        (library / "one.py").unlink()
    else:
        (library / "one.py").write_text(text, "utf-8")
    assert {name for name, it in known.items() if Library.now().gives(it)} == wanted


def test_an_edit_elsewhere_counts_for_everything_alone(library: Path) -> None:
    everything = Library.now().everything
    (library / "other.py").write_text("b = 1", "utf-8")
    assert Library.now().gives({"one.py": parts(TEXT.encode()).text})
    assert not Library.now().gives(everything)


def test_the_ground_is_the_names_of_modules_and_the_rest(library: Path) -> None:
    ground = Library.now().ground
    (library / "one.py").write_text("b = 2", "utf-8")
    assert Library.now().ground == ground
    (library / "formula.lark").write_text("a: c", "utf-8")
    assert Library.now().ground != ground
    ground = Library.now().ground
    (library / "third.py").write_text("", "utf-8")
    assert Library.now().ground != ground
