"""No exercise is printed whose answer is not what the library finds, and every page that teaches begins with three."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from calcref import CalcrefError, CheckFailed, differentiate, integrate
from calcref.metrics import auc
from calcref.parse import parse
from calcref.site import drill, exercise, solution
from tests.test_path import PATH

DOCS = Path(__file__).resolve().parents[2] / "docs"
LESSONS = frozenset(lesson["lesson"] for lesson in PATH)
TEACHING = sorted(
    path
    for folder in (
        "derivatives",
        "integrals",
        "optimization",
        "backprop",
        "losses",
        "regularization",
        "probability",
        "metrics",
    )
    for path in (DOCS / folder).glob("*.md")
    if path.relative_to(DOCS).as_posix() in LESSONS or "\n## Try it\n" in path.read_text("utf-8")
)


def data(shown: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in re.findall(r'data-(\w+)="([^"]*)"', shown)}


@pytest.mark.parametrize(
    ("answer", "by", "asks"),
    [
        ("2x*sin(x) + x^2*cos(x)", differentiate("x^2 sin(x)"), "derivative"),
        ("x*(2 sin(x) + x*cos(x))", differentiate("x^2 sin(x)"), "derivative"),
        ("2a*w", differentiate("a w^2", "w"), "derivative"),
        ("-1/x", integrate("1/x^2"), "antiderivative"),
        ("7 - 1/x", integrate("1/x^2"), "antiderivative"),
        ("1/3", integrate("x^2", lower=0, upper=1), "value"),
        ("3/4", auc([1, 1, 0, 0], [0.9, 0.4, 0.5, 0.2]), "value"),
        ("0.33", 1 / 3, "value"),
    ],
)
def test_a_right_answer_is_data_that_can_be_read_back(answer: str, by: object, asks: str) -> None:
    question = "How large is it?" if isinstance(by, float) else "What is {}?"
    shown = exercise(question, answer, by, hint="Begin.")
    assert data(shown)["answer"] == answer
    assert data(shown)["asks"] == asks
    parse(data(shown)["answer"])
    assert shown.index("<summary>Hint</summary>") < shown.index("Begin.") < shown.index("<summary>Answer</summary>")
    assert (" + C$" in shown) is (asks == "antiderivative")


def test_the_question_is_the_one_that_the_derivation_answers() -> None:
    shown = exercise("Differentiate {} at $x = 1$.", "3", differentiate("x^3", at=1), hint="Begin.")
    assert r"Differentiate $\displaystyle x^{3}$ at $x = 1$." in shown
    assert data(shown)["question"] == "Differentiate x^3 at x = 1."


def test_formulas_of_a_question_are_typed_so_that_its_data_holds_no_tex() -> None:
    shown = exercise("With {mu = 1/2}: what is {}?", "9", integrate("x^2", lower=0, upper=3), hint="Begin.")
    assert r"With $\mu = \frac{1}{2}$: what is $\displaystyle \int_{0}^{3}" in shown
    assert data(shown)["question"].startswith("With mu = 1/2: what is ∫")
    with pytest.raises(ValueError, match="between braces"):
        exercise("With $\\mu$?", "1", 1.0, hint="Begin.")
    with pytest.raises(ValueError, match="a number asks nothing"):
        exercise("What is {}?", "1", 1.0, hint="Begin.")


@pytest.mark.parametrize(
    ("answer", "by"),
    [
        ("2x*cos(x)", differentiate("x^2 sin(x)")),
        ("2x", differentiate("x^3", at=1)),
        ("2", differentiate("x^3", at=1)),
        ("1/x", integrate("1/x^2")),
        ("1/2", integrate("x^2", lower=0, upper=1)),
        ("2/3", auc([1, 1, 0, 0], [0.9, 0.4, 0.5, 0.2])),
        ("0.34", 1 / 3),
        ("1/3", 0.33),
    ],
)
def test_a_wrong_answer_stops_the_page(answer: str, by: object) -> None:
    with pytest.raises(CheckFailed, match="is no answer to"):
        exercise("What is {}?", answer, by, hint="Begin.")


def test_a_wrong_equation_in_the_words_stops_the_page() -> None:
    with pytest.raises(CheckFailed, match="in the words of"):
        exercise("What is {}?", "9", integrate("x^2", lower=0, upper=3), hint="Begin.", because="$3^3/3 = 8$.")
    assert "= 9" in exercise(
        "What is {}?", "9", integrate("x^2", lower=0, upper=3), hint="Begin.", because="$3^3/3 = 9$."
    )


@pytest.mark.parametrize("path", TEACHING, ids=lambda path: path.stem)
def test_a_page_that_teaches_has_three_drills_before_its_questions(path: Path) -> None:
    tried = path.read_text("utf-8").partition("\n## Try it\n")[2]
    drills, *questions = re.split(r"^\*\*\d+\.\*\* ", tried, flags=re.MULTILINE)
    assert drills.count("print(exercise(") == 3
    assert all(question.count("print(solution(") == 1 for question in questions)


def test_an_answer_folds_its_derivation_and_words() -> None:
    steps = differentiate("x^2")
    shown = solution("x^2", "Twice.")
    assert shown.startswith('<details class="cr-answer" markdown="1">')
    assert shown.index(steps.to_html()) < shown.index("Twice.") < shown.rindex("</details>")


def test_a_drill_has_the_form_of_an_exercise_and_its_mistakes_as_data() -> None:
    shown = drill("chain-rule", seed=1, because="Twice.")
    assert data(shown)["question"] == "Differentiate (3*x + 4)^3."
    assert (data(shown)["answer"], data(shown)["asks"]) == ("9*(3*x + 4)^2", "derivative")
    mistakes = json.loads(data(shown)["mistakes"])
    assert mistakes[0]["answer"] == "3*(3*x + 4)^2"
    assert [parse(it["answer"]) for it in mistakes]
    order = ("$\\displaystyle (3 x + 4)^{3}$", "Chain rule.", "$\\displaystyle 9", 'class="cr-derivation', "Twice.")
    assert [shown.index(it) for it in order] == sorted(shown.index(it) for it in order)
    assert "cr-derivation" not in drill("chain-rule", seed=1, steps=False)


@pytest.mark.parametrize(
    ("family", "asks"),
    [
        ("substitution", "antiderivative"),
        ("standard-limits", "value"),
        ("descent-step", "value"),
        ("taylor-polynomials", "polynomial"),
        ("implicit-differentiation", "slope"),
    ],
)
def test_a_drill_says_what_is_asked_for(family: str, asks: str) -> None:
    shown = drill(family, seed=2)
    assert data(shown)["asks"] == asks
    assert (" + C$" in shown) is (asks == "antiderivative")
    parse(data(shown)["answer"])


def test_a_step_of_descent_is_finished_below_its_derivation() -> None:
    assert r"$2 - \frac{1}{20} \cdot 150 = -\frac{11}{2}$." in drill("descent-step", seed=2, level=2)


def test_a_drill_that_is_not_confirmed_stops_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calcref.exercises.records.Exercise.answer", "7")
    with pytest.raises(CheckFailed, match="has no confirmed answer"):
        drill("chain-rule", seed=1)
    with pytest.raises(CalcrefError, match="did you mean chain-rule"):
        drill("chain", seed=1)
