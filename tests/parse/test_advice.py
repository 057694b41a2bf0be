"""Advice that is followed means what was typed."""

import pytest

from calcref import ParseError, parse


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1/xy", "1/(x*y)"),
        ("-xy", "-(x*y)"),
        ("x^yz", "x^(y*z)"),
        ("xy^2", "x*y^2"),
        ("3 - ab", "3 - a*b"),
        ("sin xy", "sin(x*y)"),
        ("1/sin xy", "1/sin(x*y)"),
        ("xsin(x)/2", "x*sin(x)/2"),
        ("x^2 dx", "x^2"),
        ("sinc(x)", "sin(x)/x"),
        ("2 logit(p)", "2 ln(p/(1-p))"),
        ("asihn(x)", "asinh(x)"),
        ("sine(x)", "sin(x)"),
    ],
)
def test_the_advice_is_the_formula_that_was_meant(typed, meant):
    with pytest.raises(ParseError) as caught:
        parse(typed)
    (reading,) = caught.value.readings
    assert (parse(reading) - parse(meant)).simplify() == 0


@pytest.mark.parametrize("typed", ["a/bc^2", "x^yz^2", "floor(x)", "foo(x)", "dx", "dy/dx"])
def test_where_more_was_possible_nothing_is_advised(typed):
    with pytest.raises(ParseError) as caught:
        parse(typed)
    assert caught.value.readings == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("floor(x)", "no function floor"), ("x dx", "integral"), (r"\sum x", "write the terms out")],
)
def test_the_message_says_why(typed, said):
    with pytest.raises(ParseError, match=said):
        parse(typed)
