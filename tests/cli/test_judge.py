"""`calcref judge`: files and standard input, exit codes, and formats."""

import io
import json

import pytest

from calcref.cli import main

WRONG, RIGHT = "d/dx x^2 = 3x\n", "d/dx x^2 = 2x\n"


@pytest.fixture
def notes(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return str(path)

    return write


@pytest.mark.parametrize(
    ("text", "code"), [(RIGHT, 0), (WRONG, 1), ("sqrt(x^2) = x\n", 0), ("only words\n", 0), ("x = \\foo\n", 0)]
)
def test_exit_code_1_is_a_wrong_line_and_nothing_else(notes, text, code, capsys):
    assert main(["judge", notes("notes.tex", text)]) == code
    assert capsys.readouterr().out


def test_several_files_are_judged_one_after_the_other(notes, capsys):
    assert main(["judge", notes("a.md", RIGHT), notes("b.md", WRONG)]) == 1
    out = capsys.readouterr().out
    assert "a.md: proved: 1 equality, 1 right" in out
    assert "b.md: refuted: 1 equality, 1 wrong" in out


def test_standard_input(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(WRONG))
    assert main(["judge", "-"]) == 1
    assert capsys.readouterr().out.startswith("refuted: 1 equality, 1 wrong")
    monkeypatch.setattr("sys.stdin", io.StringIO("no equality"))
    assert main(["judge", "-"]) == 2
    assert "nothing to judge" in capsys.readouterr().err


def test_json(notes, capsys):
    one, other = notes("a.md", RIGHT), notes("b.md", WRONG)
    assert main(["judge", one, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "proved"
    assert main(["judge", one, other, "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["verdict"], [it["file"] for it in data["files"]]) == ("refuted", [one, other])


def test_html(notes, capsys):
    assert main(["judge", notes("a.md", WRONG), "--format", "html"]) == 1
    assert capsys.readouterr().out.startswith('<div class="calcref-judgement">')


def test_a_file_that_cannot_be_read_is_bad_usage(tmp_path, capsys):
    assert main(["judge", str(tmp_path / "none.tex")]) == 2
    assert "cannot be read: No such file" in capsys.readouterr().err
    path = tmp_path / "latin.tex"
    path.write_bytes(b"x = \xff")
    assert main(["judge", str(path)]) == 2
    assert "not text in UTF-8" in capsys.readouterr().err


def test_the_help_names_the_exit_code(capsys):
    main(["judge", "--help"])
    assert "1 a line that was judged is wrong" in " ".join(capsys.readouterr().out.split())
