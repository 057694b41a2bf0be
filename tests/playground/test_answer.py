"""What the playground shows of an answer, and what it says where there is none."""

import json
import sys

import pytest

import calcref
from calcref.playground import answer, drill, echo
from calcref.playground.said import question_with
from calcref.playground.serve import serve

QUESTIONS = [
    "d/dx x^2 sin(x)",
    r"\frac{d}{dt} e^{-t^2}",
    "int_0^1 x^2 dx",
    "∫ x e^x dx",
    "lim x->0 sin(x)/x",
    "d/dw (w x - y)^2",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_data_with_its_check(question):
    found = json.loads(serve("whole", json.dumps([question])))
    assert found["verdict"] in ("proved", "agrees")
    assert '<div class="cr-derivation">' in found["html"]
    assert calcref.Derivation.from_json(found["exports"]["JSON"]).check().verdict == found["verdict"]
    assert json.loads(found["exports"]["notebook"])["cells"]


def test_what_diverges_is_an_answer_with_its_reason():
    found = answer("∫_1^oo 1/x dx")
    assert "diverges" in found["note"]
    assert "cr-derivation" in found["html"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "asks nothing"),
        ("x" * 10_000, "at most 2000"),
        ("d/dx <img src=x onerror=alert(1)>", "cannot be read"),
        ("∫ sqrt(-1 - x^2) dx", "no real value"),
        ("d/dx __import__('os')", ""),
    ],
)
def test_what_has_no_answer_gets_a_message(question, said):
    found = answer(question)
    assert said in found["error"]
    assert "html" not in found


def test_too_deep_is_a_message(monkeypatch):
    def deep(text):
        raise RecursionError

    monkeypatch.setattr(sys.modules["calcref.playground.answer"], "ask", deep)
    assert "too large" in answer("d/dx x")["error"]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("x^2", ["d/dx (x^2)", "∫ x^2 dx"]),
        ("w x", ["d/dx (w x)", "∫ w x dx"]),
        ("7", []),
        ("d/dx x^2 + x", ["d/dx (x^2 + x)"]),
        ("d/dx (1/2x + 1)", ["d/dx ((1/2)*x + 1)", "d/dx (1/(2*x) + 1)"]),
        ("∫ sin x^2 dx", ["∫ (sin(x))^2 dx", "∫ sin(x^2) dx"]),
        ("d/dx x(x+1)", ["d/dx x*(x+1)"]),
    ],
)
def test_each_reading_is_a_whole_question(text, readings):
    assert echo(text)["readings"] == readings


def test_a_reading_of_something_else_is_not_put_in():
    assert question_with("d/dx x^2", 5, "sin(y)") is None


@pytest.mark.parametrize(
    ("given", "question", "wanted", "verdict"),
    [
        ("2x sin(x) + x^2 cos(x)", "d/dx x^2 sin(x)", "", "right"),
        ("2x cos(x)", "d/dx x^2 sin(x)", "", "wrong"),
        ("x^2 + C", "∫ 2x dx", "x^2", "right"),
        ("1/3", "∫_0^1 x^2 dx", "1/3", "right"),
        ("0.7310", "", "0.731", "right"),
        ("0.732", "", "0.731", "wrong"),
        ("sqrt(2)", "", "2^(1/2)", "right"),
        ("x", "", "2", "wrong"),
    ],
)
def test_a_drill_is_judged(given, question, wanted, verdict):
    found = drill(given, question, wanted)
    assert found["verdict"] == verdict
    assert found["said"]


def test_an_answer_that_cannot_be_read_is_told():
    assert "error" in drill("2 +", "d/dx x^2", "2x")
