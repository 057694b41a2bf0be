"""Advice that is followed means what was typed."""

import pytest

from calcref import ParseError, parse
from calcref.parse.names import FUNCTIONS


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
        ("2 rsqrt(p)", "2/sqrt(p)"),
        ("asihn(x)", "asinh(x)"),
        ("sine(x)", "sin(x)"),
        ("arsihn(x)", "arsinh(x)"),
        ("arcsinus(x)", "arcsin(x)"),
        ("arctanhh(x)", "arctanh(x)"),
        ("B(x, 2)", "beta(x, 2)"),
    ],
)
def test_the_advice_is_the_formula_that_was_meant(typed, meant):
    with pytest.raises(ParseError) as caught:
        parse(typed)
    (reading,) = caught.value.readings
    assert (parse(reading) - parse(meant)).simplify() == 0


@pytest.mark.parametrize("typed", ["a/bc^2", "x^yz^2", "round(x)", "foo(x)", "dx", "dy/dx"])
def test_where_more_was_possible_nothing_is_advised(typed):
    with pytest.raises(ParseError) as caught:
        parse(typed)
    assert caught.value.readings == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("round(x)", "no function round"), ("x dx", "integral"), (r"\sum x", "an index with two bounds")],
)
def test_the_message_says_why(typed, said):
    with pytest.raises(ParseError, match=said):
        parse(typed)


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name[0] == "a" and "2" not in name and name != "abs"])
def test_no_inverse_function_is_sent_to_the_function(name):
    """A slip in the name of an inverse is not answered with what it is the inverse of."""
    slips = {name[:-1] + name[-1] * 2, f"{name}us", name[:-2] + name[-1] + name[-2]} - set(FUNCTIONS)
    for slip in slips:
        with pytest.raises(ParseError) as caught:
            parse(f"{slip}(x)")
        assert all(it.startswith("a") and "*" not in it for it in caught.value.readings), (slip, caught.value)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("beta(x + 1)", "could be a function or a factor: type beta\\*"),
        ("psi(x)", "type digamma"),
        ("J_0(x)", "type besselj\\(0, x\\) or"),
        ("clip(x, 1)", "takes three arguments"),
        ("elu(x, 1, 2)", "takes one or two arguments"),
        ("atan2(x)", "takes two arguments"),
        ("softmax(x, y)", "no function softmax"),
    ],
)
def test_what_is_like_a_function_gets_its_message(typed, said):
    with pytest.raises(ParseError, match=said):
        parse(typed)
