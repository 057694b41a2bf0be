"""LaTeX as it is pasted: what is read, what is refused and where, and that nothing but a ParseError leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref import ParseError, parse
from calcref.parse import as_typed

SAME = {
    r"\sin x": "sin(x)",
    r"\sin^2 x": "sin(x)^2",
    r"\sin^{2}\left(x\right)": "sin(x)^2",
    r"\frac{1}{2}x": "(1/2)*x",
    r"\frac12 x": "(1/2)*x",
    r"\dfrac{x^2\,e^x}{\sqrt{2\pi}}": "x^2*e^x/sqrt(2*pi)",
    r"\sqrt[3]{x}": "x^(1/3)",
    r"\sqrt{x^2 + 1}": "sqrt(x^2+1)",
    r"\ln|x|": "ln(|x|)",
    r"\left|x - 1\right|": "|x-1|",
    r"\lvert x \rvert": "|x|",
    r"\log_2 x": "log_2(x)",
    r"\log_{10}(x)": "log_10(x)",
    r"x \cdot y \times 2": "x*y*2",
    r"2\alpha\beta": "2*alpha*beta",
    r"x^{2k}": "x^(2*k)",
    r"e^{-\frac{x^2}{2\sigma^2}}": "e^(-(x^2)/(2*sigma^2))",
    r"x_{max} + x_1 + x_{12}": "x_max + x_1 + x_12",
    r"\operatorname{relu}(x)": "relu(x)",
    r"\max(x, 1)": "max(x, 1)",
    r"\mathrm{e}^{x}": "e^x",
    r"\tan^3\theta": "tan(theta)^3",
    r"\cos\frac{x}{2}": "cos(x/2)",
    r"\varepsilon": "epsilon",
}


@pytest.mark.parametrize("text", SAME)
def test_it_means_what_one_would_type(text):
    read, typed = parse(text), parse(SAME[text])
    assert read.doit() == typed.doit()


@pytest.mark.parametrize("text", SAME)
def test_the_echo_reads_as_the_same(text):
    echo = as_typed(text)
    assert parse(echo.text) == parse(text)
    assert parse(echo.latex).doit() == parse(text).doit()


@pytest.mark.parametrize(
    ("text", "position", "said"),
    [
        (r"\sin 2x", 6, "could end here or not"),
        (r"\sin x^2", 6, "the power could belong"),
        (r"\sin^{-1} x", 5, "more than one meaning"),
        (r"\alpha x^23", 8, "only the first digit is raised"),
        (r"\alpha x_12", 8, "only the first digit is lowered"),
        (r"\frac{1}{", 8, "never closed"),
        (r"\frac{1}", 8, "missing here"),
        (r"x^{}", 2, "nothing between these braces"),
        (r"\sqrt[n]{x}", 0, "whole number"),
        (r"\left\alpha", 0, "stand before a parenthesis"),
        (r"\left(x", 0, "never closed"),
        (r"\operatorname x", 0, "a name in braces"),
        (r"\weird{x}", 0, "is not known"),
        (r"1 + \sum x", 9, "an index with two bounds"),
        (r"\sum_{i=1}^n", 12, "is missing here"),
        (r"\sum_{i=1}^n x^i + 1", 17, "could belong to the"),
        (r"\sum_{i=1}^n x_i", 13, "x_i is one variable"),
        (r"x + \int x", 4, "calcref.parse.question"),
        (r"\frac{x}{0} + \frac{1}{0}", None, "division by 0"),
        (r"\pi \infty", 4, "infinity"),
        (r"\pi }", 4, "closes nothing"),
    ],
)
def test_what_is_refused_and_where(text, position, said):
    with pytest.raises(ParseError) as caught:
        parse(text)
    assert said in str(caught.value)
    assert position is None or caught.value.position == position


def test_braces_are_nested_only_so_deep():
    with pytest.raises(ParseError, match="nested"):
        parse("x^{" * 500 + "2" + "}" * 500)


PIECES = [
    r"\frac",
    r"\sqrt",
    r"\sin",
    r"\log",
    r"\left",
    r"\right",
    r"\cdot",
    r"\pi",
    r"\operatorname",
    "{",
    "}",
    "[",
    "]",
]
PIECES += ["(", ")", "|", "^", "_", "x", "2", "12", "+", "-", " ", r"\,", "\\", r"\lvert", r"\rvert", r"\alpha", ","]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_nothing_but_a_parse_error_leaves(text):
    position = 0
    try:
        parse(text)
    except ParseError as error:
        position = error.position
    assert 0 <= position <= len(text)
