"""What families draw: always the same, all different, right, and with mistakes that are told apart.

One exercise of each family is verified here, the whole shipped set by `python -m calcref.exercises`.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from calcref import CalcrefError, CheckFailed
from calcref.exercises import FAMILIES, LEVELS, SHIPPED, Mistake, exercise
from calcref.exercises.__main__ import main
from calcref.exercises.making import _distinct
from calcref.exercises.verifying import faults
from calcref.parse import parse, question

DOCS = Path(__file__).resolve().parents[2] / "docs"
EACH = [pytest.param(family, level, id=f"{family.id}-{level}") for family in FAMILIES for level in LEVELS]
ASKED = {"d/d", "d^2", "d^3", "∫", "lim"}  # how a question that the grammar reads begins


def test_there_are_families_enough_and_each_has_its_own_name() -> None:
    assert len(FAMILIES) >= 25
    assert len({it.id for it in FAMILIES}) == len({it.name for it in FAMILIES}) == len(FAMILIES)
    assert len(SHIPPED) >= 20


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.id)
def test_a_family_names_a_page_that_is_there(family) -> None:
    path, _, anchor = family.page.partition("#")
    text = (DOCS / path.rstrip("/")).with_suffix(".md").read_text("utf-8")
    assert not anchor or f"#{anchor}" in text


@pytest.mark.parametrize(("family", "level"), EACH)
def test_the_shipped_questions_are_different_and_drawn_in_the_same_order_again(family, level) -> None:
    drafts = list(islice(_distinct(family, level), len(SHIPPED)))
    assert len({it.ask.text for it in drafts}) == len(SHIPPED)
    assert [it.ask for it in islice(_distinct(family, level), 3)] == [it.ask for it in drafts[:3]]
    assert all(it.mistakes for it in drafts)
    for it in drafts:
        assert len({one.id for one in it.mistakes}) == len(it.mistakes)
        if it.ask.text.startswith(tuple(ASKED)):
            question(it.ask.text)
        for one in it.mistakes:
            parse(one.answer)


@pytest.mark.parametrize(("number", "family"), list(enumerate(FAMILIES)), ids=[it.id for it in FAMILIES])
def test_an_exercise_is_verified_and_its_mistakes_are_told_apart(number, family) -> None:
    assert list(faults(family.id, LEVELS[number % len(LEVELS)], [7 * number % len(SHIPPED)])) == []


def test_exercises_are_the_same_for_ever() -> None:
    """What a seed gives is what somebody wrote into a quiz: it may not change with a version of Python or of ours."""
    asked = [exercise(family, 2, 2).question for family in ("product-rule", "substitution", "descent-step")]
    assert asked == [
        "d/dx (x^5 - 9)*cos(x)",
        "∫ 4*x*sin(2*x^2) dx",
        "[w - (1/20)*d/dw[(5*w + 5)^2] | w = 2]",
    ]


def test_a_wrong_answer_a_mistake_that_is_none_and_one_that_another_hides_are_found() -> None:
    made = exercise("power-rule", 3)
    with pytest.raises(CheckFailed, match="has no confirmed answer"):
        replace(made, result=made.result + 1).verify()
    with pytest.raises(CheckFailed, match="that is not wrong"):
        replace(made, mistakes=(Mistake("none", "nothing", "8*9*x^8"),)).verify()


def test_the_command_verifies_a_family_and_counts_faults(capsys, monkeypatch) -> None:
    monkeypatch.setattr("calcref.exercises.__main__.found", spoiled)
    assert main(["power-rule"]) == 1
    assert capsys.readouterr().out == "power-rule: 60 exercises, faults: 1\n  spoiled\n"
    with pytest.raises(CalcrefError, match="did you mean power-rule"):
        main(["power-rul"])


def spoiled(family: str) -> list[str]:
    return ["spoiled"]
