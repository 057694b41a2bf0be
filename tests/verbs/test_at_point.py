"""Values at a point where a rule's condition fails, or could not be decided there."""

import pytest
import sympy as sp

from calcref.core.errors import OutsideDomain, Undecided
from calcref.verbs.differentiate import differentiate

x, y = sp.symbols("x y", real=True)
positive = sp.Symbol("y", positive=True)


@pytest.mark.parametrize(
    ("formula", "at", "order", "value"),
    [
        ("max(x, e^x - 1, (x+1)^2/2 - 1/2)", 0, 1, 1),
        ("|x|^3", 0, 1, 0),
        ("|x|^3", 0, 2, 0),
        ("max(x^2, x^3)", 0, 1, 0),
        ("min(x^2, x^3)", 0, 2, 0),
        ("x |x|", 0, 1, 0),
        ("|sin(x)|^3", "pi", 2, 0),
        ("max(sin(x), x)", 0, 1, 1),
        ("max(sin(x), x)", 0, 2, 0),
        ("max(sin(x), x)", 0, 3, None),
        ("relu(x)^3", 0, 2, 0),
        ("sqrt(x^4)", 0, 1, 0),
        ("|x - sin(x)|", 0, 2, 0),
        ("|x^(5/3)|", 0, 1, 0),
        ("sign(x) x^2", 0, 1, 0),
        ("e^|x| - |x|", 0, 2, 1),
        ("(1 - cos(x))^(3/2)", 0, 2, 0),
        ("max(x, 1)^2 (x - 1)^2", 1, 2, 2),
        ("sqrt((x - x)^2)", 0, 1, 0),
    ],
)
def test_the_definition_decides(formula, at, order, value):
    if value is None:
        with pytest.raises(OutsideDomain, match="from the left and"):
            differentiate(formula, at=at, order=order)
        return
    derivation = differentiate(formula, at=at, order=order)
    assert derivation.answer == value
    assert derivation.check().verdict in ("proved", "agrees")


@pytest.mark.parametrize(
    ("formula", "at", "order", "says"),
    [
        (
            "|x|^3",
            0,
            3,
            "no derivative of order 3 at x = 0: the slope of the derivative of order 2 is -6 from the left",
        ),
        ("|x|", 0, 2, "no derivative at x = 0"),
        ("x^(4/3)", 0, 2, "grows without bound"),
        ("x^(3/2)", 0, 1, "no real values on its left"),
        ("asin(x)", 1, 1, "grows without bound"),
        ("sign(x)", 0, 1, "it jumps there, from -1 on the left to 1 on the right, with the value 0"),
        ("x + 3 sign(x - 2)", 2, 1, "it jumps there, from -1 on the left to 5 on the right, with the value 2"),
        ("x^(1/3)", 0, 1, "the slope grows without bound"),
        ("x^(1/3) + sign(x)", 0, 1, "it jumps there"),
    ],
)
def test_it_is_said_why_there_is_none(formula, at, order, says):
    with pytest.raises(OutsideDomain, match=says):
        differentiate(formula, at=at, order=order)


@pytest.mark.parametrize(
    ("formula", "at", "says"),
    [
        ("max(x, y, 0)", 0, r"the step Maximum and minimum needs 0 ≠ max\(y, 0\)"),
        ("|x - y|", 0, r"the step Absolute value needs -y ≠ 0"),
        ("sign(x - y)", 0, r"the step Sign needs -y ≠ 0"),
        ("|x - y| (x - y)", "z", "the step Absolute value needs z - y ≠ 0"),
    ],
)
def test_what_could_not_be_decided_is_named(formula, at, says):
    with pytest.raises(Undecided, match=says):
        differentiate(formula, x="x", at=at)


def test_letters_with_a_sign_decide():
    assert differentiate(sp.Max(x, positive, 0), x, at=0).answer == 0
    assert differentiate(sp.Abs(x - positive), x, at=0).answer == -1
    assert differentiate("|x - y| (x - y)", "x", at="y").answer == 0
    with pytest.raises(OutsideDomain, match="0 from the left and 1 from the right"):
        differentiate(sp.Max(x, -positive, 0), x, at=0)


def test_a_letter_may_stand_beside_the_kink():
    derivation = differentiate("|x|^3 + y x", "x", at=0)
    assert derivation.answer == y
    assert derivation.check().verdict in ("proved", "agrees")


def test_the_sides_are_told_apart_in_steps():
    ids = [step.rule.id for step in differentiate("x |x|", at=0).steps]
    assert ids[0] == "limit-from-both-sides"
    assert ids.count("signs-on-one-side") == 2


def test_a_zero_above_the_line_keeps_what_is_below():
    assert differentiate("0/x", at=1).answer == 0
    with pytest.raises(OutsideDomain, match="no real value at x = 0"):
        differentiate("0/x", at=0)


def test_what_has_no_value_is_no_member_of_a_maximum():
    with pytest.raises(OutsideDomain, match="no real value at x = 0"):
        differentiate("max(x, csch(x))", at=0, order=2)


@pytest.mark.parametrize(
    ("function", "at", "interval"),
    [
        ("relu(x)", 0, "[0, 1]"),
        ("|x - 2| - 3 x", 2, "[-4, -2]"),
        ("min(x, x^2)", 1, "[1, 2]"),
        ("max(sin(x), 0)", "pi", "[-1, 0]"),
        ("-leaky_relu(x, 1/5)", 0, "[-1, -1/5]"),
    ],
)
def test_a_kink_names_its_generalized_gradient(function, at, interval):
    with pytest.raises(OutsideDomain) as caught:
        differentiate(function, at=at)
    assert f"generalized gradient there is {interval}" in str(caught.value)


@pytest.mark.parametrize(("function", "order"), [("sign(x)", 1), ("x |x|", 2), ("cbrt(x)", 1)])
def test_a_jump_or_a_vertical_tangent_has_no_generalized_gradient(function, order):
    with pytest.raises(OutsideDomain) as caught:
        differentiate(function, at=0, order=order)
    assert "generalized" not in str(caught.value)


@pytest.mark.parametrize(
    ("formula", "at", "ends"),
    [("|x|", 0, (-1, 1)), ("min(x, 0)", 0, (0, 1)), ("min(x, 3 x)", 0, (1, 3)), ("sign(x)", 0, None)],
)
def test_a_refusal_at_a_kink_holds_clarkes_generalized_gradient(formula, at, ends):
    with pytest.raises(OutsideDomain) as refused:
        differentiate(formula, at=at)
    assert refused.value.generalized == ends
