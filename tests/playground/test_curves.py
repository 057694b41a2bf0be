"""The graphs beside an answer: numbers that agree with the functions they are of."""

import math

import pytest

from calcref import ask
from calcref.playground.curves import curves


def lines(question):
    found = curves(ask(question))
    return found, {it["kind"]: it["y"] for it in found["lines"]}


def test_a_function_and_its_slope():
    found, drawn = lines("d/dx sin(x)")
    assert drawn["function"] == pytest.approx([math.sin(it) for it in found["x"]], abs=1e-5)
    assert drawn["slope"] == pytest.approx([math.cos(it) for it in found["x"]], abs=1e-5)
    assert found["low"] < -1 < 1 < found["high"]


def test_what_has_no_value_is_left_out():
    found, drawn = lines("d/dx ln(x)")
    assert all((y is None) == (x <= 0) for x, y in zip(found["x"], drawn["function"], strict=True))


def test_the_area_that_is_asked_for_is_in_the_picture():
    found, drawn = lines("∫_2^7 x^2 dx")
    assert found["between"] == [2, 7]
    assert found["x"][0] < 2 < 7 < found["x"][-1]
    assert set(drawn) == {"function"}


def test_other_letters_are_1_and_are_named():
    found, drawn = lines("d/dx a x^2")
    assert found["letters"] == ["a"]
    assert drawn["slope"] == pytest.approx([2 * it for it in found["x"]], abs=1e-4)


def test_what_is_steep_is_drawn_from_near():
    found, _ = lines("d/dx x^3 e^(-x)")
    assert found["x"][0] == -2


@pytest.mark.parametrize(("question", "first", "last"), [("lim x->3 x^2", 1, 5), ("lim x->oo 1/x", 0, 20)])
def test_a_limit_is_drawn_around_its_place(question, first, last):
    found, _ = lines(question)
    assert (found["x"][0], found["x"][-1]) == (first, last)


@pytest.mark.parametrize("question", ["∫_0^b x^2 dx", "lim x->a x^2"])
def test_a_bound_that_is_a_letter_has_no_picture(question):
    assert curves(ask(question)) is None
