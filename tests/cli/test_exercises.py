"""The verbs that make exercises and serve tools: what they print, what they write, and what they refuse."""

import json
import sys
import zipfile

import pytest

from calcref.cli import main
from calcref.exercises import FAMILIES, exercise, to_csv, to_moodle


@pytest.fixture
def run(capsys):
    def call(*arguments):
        code = main(["exercises", *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_without_a_family_all_are_listed(run):
    code, out, _ = run()
    assert (code, len(out.splitlines())) == (0, len(FAMILIES))
    assert [it["id"] for it in json.loads(run("--format", "json")[1])] == [it.id for it in FAMILIES]


def test_an_exercise_is_told_with_hints_answer_and_mistakes(run):
    code, out, _ = run("chain-rule", "--seed", "1")
    assert code == 0
    assert out.startswith("Differentiate (3*x + 4)^3.\n  Chain rule\n")
    assert "The answer is 9*(3*x + 4)^2.\nMistakes to expect:\n  3*(3*x + 4)^2: the slope of" in out


def test_json_holds_as_many_as_are_asked_for(run):
    told = json.loads(run("chain-rule", "--seed", "1", "--level", "2", "--count", "2", "--format", "json")[1])
    assert [(it["seed"], it["level"]) for it in told] == [(1, 2), (2, 2)]
    assert told[0]["answer"] == exercise("chain-rule", 1, 2).answer


@pytest.mark.parametrize(("kind", "export"), [("moodle", to_moodle), ("csv", to_csv)])
def test_an_export_is_printed_or_written(run, tmp_path, kind, export):
    wanted = export([exercise("chain-rule", 3, 2)])
    assert run("chain-rule", "--seed", "3", "--level", "2", "--export", kind) == (0, wanted, "")
    path = tmp_path / "out"
    code, out, _ = run("chain-rule", "--seed", "3", "--level", "2", "--export", kind, "--output", str(path))
    assert (code, out) == (0, f"1 exercise in {path}\n")
    assert path.read_bytes() == wanted.encode()


def test_a_deck_is_written(run, tmp_path):
    path = tmp_path / "cards.apkg"
    assert run("chain-rule", "--export", "anki", "--output", str(path))[0] == 0
    assert zipfile.is_zipfile(path)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["chain-rul"], 2, "did you mean chain-rule?"),
        (["chain-rule", "--seed", "-1"], 2, "a whole number from 0 to 999; found -1"),
        (["chain-rule", "--seed", "x"], 2, "invalid int value"),
        (["chain-rule", "--level", "7"], 2, "1, 2 or 3; found 7"),
        (["chain-rule", "--count", "0"], 2, "--count is 1 or more; found 0"),
        (["chain-rule", "--count", "5000"], 2, "found 5000"),
        (["chain-rule", "--export", "excel"], 2, "invalid choice: 'excel'"),
        (["chain-rule", "--export", "anki"], 2, "as in --output cards.apkg"),
        (["chain-rule", "--output", "x"], 2, "add --export moodle"),
        (["--export", "csv"], 2, "an export is of one family"),
        (["chain-rule", "--export", "csv", "--output", "/nowhere/x.csv"], 74, "cannot be written"),
    ],
)
def test_what_is_refused(run, arguments, code, said):
    found, out, err = run(*arguments)
    assert (found, out) == (code, "")
    assert said in err


def test_a_missing_genanki_is_told(run, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "genanki", None)
    path = tmp_path / "cards.apkg"
    code, _, err = run("chain-rule", "--export", "anki", "--output", str(path))
    assert (code, path.exists()) == (2, False)
    assert "pip install 'calcref[exercises]'" in err


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "1e9", "x"])
def test_a_server_without_a_sensible_limit_is_refused(capsys, seconds):
    assert main(["mcp", "--seconds", seconds]) == 2
    assert "--seconds" in capsys.readouterr().err


def test_a_missing_mcp_is_told(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    assert main(["mcp"]) == 2
    assert "pip install 'calcref[mcp]'" in capsys.readouterr().err
