"""An exercise: what it holds, how answers to it are judged, and what is refused."""

from __future__ import annotations

import pytest

from calcref import CalcrefError, ParseError
from calcref.exercises import exercise


def test_an_exercise_holds_question_answer_hints_and_mistakes() -> None:
    made = exercise("chain-rule", seed=1)
    assert made.question == "d/dx (3*x + 4)^3"
    assert made.prompt == "Differentiate (3*x + 4)^3."
    assert made.latex == r"\frac{d}{dx}\left[(3 x + 4)^{3}\right]"
    assert made.answer == "9*(3*x + 4)^2"
    assert made.derivation.check().verdict == "proved"
    assert made.hints[0] == "Chain rule"
    assert made.hints[-1] == "The answer is 9*(3*x + 4)^2."
    assert repr(made) == "Exercise(chain-rule, seed 1, level 1: d/dx (3*x + 4)^3)"
    assert made._repr_markdown_() == "Differentiate $(3 x + 4)^{3}$."


def test_a_step_of_descent_is_finished_after_its_derivation() -> None:
    made = exercise("descent-step", seed=2, level=2)
    assert made.hints[-2:] == ("2 - 1/20*150 = -11/2", "The answer is -11/2.")


@pytest.mark.parametrize(
    ("family", "level", "answer", "verdict", "mistake"),
    [
        ("chain-rule", 1, "9(3x+4)^2", "right", None),
        ("chain-rule", 1, "3(3x+4)^2", "wrong", "inner-factor-forgotten"),
        ("chain-rule", 1, "17", "wrong", None),
        ("implicit-differentiation", 1, "x", "wrong", None),
        ("definite-integrals", 1, "x", "wrong", None),
    ],
)
def test_an_answer_is_judged_and_an_expected_mistake_is_named(family, level, answer, verdict, mistake) -> None:
    found = exercise(family, 1, level).check(answer)
    assert (found.verdict, found.mistake) == (verdict, mistake)
    assert found.said.startswith("the slope of the inner function is missing") is (mistake is not None)


def test_an_antiderivative_is_right_up_to_a_constant_and_so_is_a_mistake() -> None:
    made = exercise("integration-by-parts", seed=3)
    assert made.check(f"{made.answer} + 7").missing_constant
    assert made.check(f"{made.answer} + C").verdict == "right"
    wrong = made.mistakes[0]
    assert made.check(f"{wrong.answer} + C").mistake == wrong.id


def test_the_slope_of_a_curve_may_be_written_by_its_equation() -> None:
    made = exercise("implicit-differentiation", seed=0)
    assert made.prompt.startswith("On the curve 7*x^2 + 5*y^2 = 19")
    assert made.check("-7x*y/(19 - 7x^2)").verdict == "right"  # 5 y^2 is 19 - 7 x^2 there
    assert made.check("-7x*y/(19 + 7x^2)").verdict == "wrong"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("product-rul", 0, 1), "no family of exercises 'product-rul'; did you mean product-rule?"),
        (("Chain Rule", 0, 1), "did you mean chain-rule?"),
        (("zzz", 0, 1), "there are power-rule, sum-rule"),
        (("x" * 10_000, 0, 1), "no family of exercises 'xxx"),
        ((3, 0, 1), "named by its id"),
        (("chain-rule", -1, 1), "a whole number from 0 to 999; found -1"),
        (("chain-rule", 1000, 1), "found 1000"),
        (("chain-rule", 1.0, 1), "found 1.0"),
        (("chain-rule", True, 1), "found True"),
        (("chain-rule", "3", 1), "found '3'"),
        (("chain-rule", 0, 4), "1, 2 or 3; found 4"),
        (("chain-rule", 0, 1.0), "found 1.0"),
        (("chain-rule", 0, None), "found None"),
        (("integration-by-parts", 900, 2), "has 35 questions at level 2; take a seed from 0 to 34, found 900"),
    ],
)
def test_what_gives_no_exercise_says_what_does(arguments, said) -> None:
    with pytest.raises(CalcrefError) as error:
        exercise(*arguments)
    assert said in str(error.value)
    assert len(str(error.value)) < 900


def test_an_answer_that_cannot_be_read_says_where() -> None:
    with pytest.raises(ParseError, match="ends too early"):
        exercise("chain-rule", 1).check("3x +")
