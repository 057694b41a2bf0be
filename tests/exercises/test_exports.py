"""Exports: the same bytes for the same exercises, in the form that the other program reads."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

import pytest

from calcref import CalcrefError, CheckFailed, check_answer
from calcref.exercises import FAMILIES, exercise, to_anki, to_csv, to_moodle
from calcref.exercises.exports.moodle import _castext

MADE = [exercise(family.id, 2, level) for level, family in zip([1, 2, 3] * len(FAMILIES), FAMILIES, strict=False)]
QUIZ = ElementTree.fromstring(to_moodle(MADE))
STACK = QUIZ.findall("question[@type='stack']")


@pytest.mark.parametrize("export", [to_moodle, to_anki, to_csv])
def test_an_export_has_the_same_bytes_again(export) -> None:
    assert export(MADE[:3]) == export(MADE[:3])
    assert export(MADE[:3]) != export(MADE[:2])


def test_the_bytes_do_not_depend_on_the_time(monkeypatch) -> None:
    decks = []
    for now in (1e9, 2e9):
        monkeypatch.setattr("time.time", lambda now=now: now)
        decks.append(to_anki(MADE[:2]))
    assert decks[0] == decks[1]


def test_tex_begins_no_block_of_stack() -> None:
    assert _castext(r"\left[[0, 1] a < b]\right]") == r"\left[ [0, 1] a &lt; b]\right]"


def test_the_bytes_do_not_depend_on_the_process() -> None:
    code = (
        "import hashlib\nfrom calcref.exercises import exercise, to_anki, to_csv, to_moodle\n"
        "made = [exercise(family, 2, 2) for family in ('product-rule', 'partial-fractions', 'taylor-polynomials')]\n"
        "print(hashlib.sha256(to_anki(made) + to_csv(made).encode() + to_moodle(made).encode()).hexdigest())"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        )
        for seed, zone in (("0", "UTC"), ("1", "Asia/Tokyo"))
    ]
    one, other = (process.communicate()[0] for process in processes)
    assert len(one) > 60
    assert one == other


@pytest.mark.parametrize("export", [to_moodle, to_anki, to_csv])
def test_what_is_not_verified_is_not_exported(export, monkeypatch) -> None:
    def fail(made):
        raise CheckFailed("so")

    monkeypatch.setattr("calcref.exercises.records.Exercise.verify", fail)
    with pytest.raises(CheckFailed):
        export(MADE[:1])


def test_a_quiz_has_a_category_for_each_family_and_a_question_for_each_exercise() -> None:
    kinds = [it.get("type") for it in QUIZ]
    assert kinds == ["category", "stack"] * len(FAMILIES)
    assert QUIZ[0].findtext("category/text") == "$course$/top/calcref/Power rule"
    ids = [it.findtext("idnumber") for it in STACK]
    assert len(set(ids)) == len(STACK) == len(MADE)


NEEDED = (
    "name/text",
    "questiontext/text",
    "generalfeedback/text",
    "questionvariables/text",
    "specificfeedback/text",
    "questionnote/text",
    "input/name",
    "input/type",
    "input/tans",
    "prt/name",
    "prt/value",
    "prt/node/answertest",
    "qtest/testcase",
    "qtest/testinput/value",
    "qtest/expected/expectedanswernote",
)


@pytest.mark.parametrize("question", STACK, ids=lambda it: str(it.findtext("idnumber")))
def test_a_question_of_stack_is_whole(question) -> None:
    assert all(question.findtext(path) for path in NEEDED)
    asked = question.findtext("questiontext/text")
    assert f"[[input:{question.findtext('input/name')}]]" in asked
    assert f"[[validation:{question.findtext('input/name')}]]" in asked
    assert f"[[feedback:{question.findtext('prt/name')}]]" in question.findtext("specificfeedback/text")
    told = question.findtext("generalfeedback/text")
    assert "[[" not in told
    assert told.count(r"\begin{aligned}") == told.count(r"\end{aligned}") == 1
    for text in question.iter("text"):
        if "<" in (text.text or ""):
            ElementTree.fromstring(f"<p>{text.text}</p>")  # the HTML inside is well formed, too


@pytest.mark.parametrize("question", STACK, ids=lambda it: str(it.findtext("idnumber")))
def test_the_tests_of_a_question_end_where_its_tree_does(question) -> None:
    """Walk the tree as STACK does, with each input passing at the node of its own variable alone."""
    variables = [line.partition(":")[0] for line in question.findtext("questionvariables/text").split("\n")]
    nodes = {it.findtext("name"): it for it in question.findall("prt/node")}
    assert (
        [it.findtext("tans") for it in nodes.values()] == variables == ["ta", *(f"m{k}" for k in range(1, len(nodes)))]
    )
    tests = question.findall("qtest")
    assert len(tests) == len(variables) >= 2
    for test, variable in zip(tests, variables, strict=True):
        assert test.findtext("testinput/value") in (variable, f"{variable}+c")
        name, visited = "0", []
        while name != "-1":
            node = nodes[name]
            assert name not in visited
            visited.append(name)
            way = "true" if node.findtext("tans") == variable else "false"
            name, note, score = (node.findtext(way + it) for it in ("nextnode", "answernote", "score"))
            if way == "true":
                assert name == "-1"
        assert test.findtext("expected/expectedanswernote") == note
        assert float(test.findtext("expected/expectedscore")) == float(score) == (variable == "ta")
        assert (float(test.findtext("expected/expectedpenalty")) == 0) is (variable == "ta")


def test_an_antiderivative_is_tested_as_one() -> None:
    by_family = dict(zip((it.id for it in FAMILIES), STACK, strict=True))
    assert {it.text for it in by_family["substitution"].iter("answertest")} == {"Int"}
    assert {it.text for it in by_family["substitution"].iter("testoptions")} == {"x"}
    assert by_family["substitution"].findtext("input/tans") == "ta+c"
    assert {it.text for it in by_family["chain-rule"].iter("answertest")} == {"AlgEquiv"}


def test_cards_of_anki_hold_the_exercises() -> None:
    with zipfile.ZipFile(io.BytesIO(to_anki(MADE[:4], "a deck"))) as packed:
        assert packed.namelist() == ["collection.anki2", "media"]
        assert json.loads(packed.read("media")) == {}
        connection = sqlite3.connect(":memory:")
        connection.deserialize(packed.read("collection.anki2"))
    notes = connection.execute("select guid, flds, tags from notes order by id").fetchall()
    (decks,) = connection.execute("select decks from col").fetchone()
    assert "a deck" in {it["name"] for it in json.loads(decks).values()}
    assert len(notes) == len({guid for guid, _, _ in notes}) == 4
    for (_, fields, tags), made in zip(notes, MADE[:4], strict=True):
        asked, hint, answer, steps, mistakes = fields.split("\x1f")
        assert made.family.id in tags
        assert asked.startswith("<p>")
        assert "\\(" in asked
        assert hint == made.hints[0]
        assert f"\\({made.answer_latex}\\)" in answer
        assert steps.count("aligned") == 2
        assert mistakes.count("<li>") == len(made.mistakes)
    assert connection.execute("select count(*) from cards").fetchone() == (4,)


def test_a_missing_genanki_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    with pytest.raises(CalcrefError, match=r"pip install 'calcref\[exercises\]'"):
        to_anki(MADE[:1])


def test_a_table_is_read_back_with_right_answers() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(MADE[:6]))))
    assert [row["answer"] for row in rows] == [it.answer for it in MADE[:6]]
    for row in rows:
        assert check_answer(row["question"], row["answer"]).verdict == "right"
        for wrong in json.loads(row["mistakes"]):
            assert check_answer(row["question"], wrong["answer"]).verdict == "wrong"
        assert json.loads(row["hints"])[-1] == f"The answer is {row['answer']}."
