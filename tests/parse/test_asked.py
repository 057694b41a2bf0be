"""Questions in the notation of books: which verb answers them, and that what is doubtful is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref import ParseError, parse
from calcref.parse import question
from calcref.parse.limits import LONGEST_QUESTION

READ = {
    "d/dx x^2 sin(x)": ("differentiate", "x^2 sin(x)", {"x": "x", "order": 1}),
    r"\frac{d}{dx}\left(x^2\sin x\right)": ("differentiate", "x^2 sin(x)", {"x": "x", "order": 1}),
    r"\frac{d^{2}}{dt^{2}} t^3": ("differentiate", "t^3", {"x": "t", "order": 2}),
    "d^2/dx^2 (x^3 + x)": ("differentiate", "x^3 + x", {"x": "x", "order": 2}),
    r"\frac{\partial}{\partial w}(w x)": ("differentiate", "w x", {"x": "w", "order": 1}),
    "d/dx -x^2": ("differentiate", "-x^2", {"x": "x", "order": 1}),
    "∫ x + 1 dx": ("integrate", "x + 1", {"x": "x"}),
    "∫_0^1 x^2 dx": ("integrate", "x^2", {"x": "x", "lower": 0, "upper": 1}),
    "int_0^1 x^2 dx": ("integrate", "x^2", {"x": "x", "lower": 0, "upper": 1}),
    "int x dx": ("integrate", "x", {"x": "x"}),
    r"\int_0^1 x^2\,dx": ("integrate", "x^2", {"x": "x", "lower": 0, "upper": 1}),
    r"\int_{-\infty}^{\infty} e^{-t^2}\,dt": ("integrate", "e^(-t^2)", {"x": "t", "lower": "-oo", "upper": "oo"}),
    r"\int \sin^2\theta \, d\theta": ("integrate", "sin(theta)^2", {"x": "theta"}),
    r"\int_(0)^(1) x \mathrm{d}x": ("integrate", "x", {"x": "x", "lower": 0, "upper": 1}),
    r"\lim_{x \to 0} \frac{\sin x}{x}": ("limit", "sin(x)/x", {"x": "x", "to": 0}),
    r"\lim_{x\to 0^+} x\ln x": ("limit", "x ln(x)", {"x": "x", "to": 0, "side": "right"}),
    r"\lim_{x\to 0^{-}} \frac1x": ("limit", "1/x", {"x": "x", "to": 0, "side": "left"}),
    "lim x->oo (1 + 1/x)^x": ("limit", "(1 + 1/x)^x", {"x": "x", "to": "oo"}),
    r"\lim_{x\to -\infty} e^x": ("limit", "e^x", {"x": "x", "to": "-oo"}),
    "lim_(x->-1) x^2": ("limit", "x^2", {"x": "x", "to": -1}),
}


@pytest.mark.parametrize("text", READ)
def test_a_question_is_read(text):
    verb, formula, rest = READ[text]
    asked = question(text)
    found = dict(asked.arguments)
    assert asked.verb == verb
    assert found.pop("expr").doit() == parse(formula).doit()
    assert found == rest


@pytest.mark.parametrize("text", ["d/dx int_0^x sin(x t) dt", r"\frac{d}{dx}\int_{0}^{x} \sin(x t)\,dt"])
def test_an_integral_may_be_differentiated(text):
    found = question(text)
    assert found.verb == "differentiate"
    assert str(found.arguments["expr"]) == "Accumulation(sin(t*x), t, 0, x)"


@pytest.mark.parametrize(
    ("text", "position", "said"),
    [
        ("d/dx int x dx", 4, "has bounds"),
        ("d/dx int_0^x sin(x) dx", 4, "rename one of the two"),
        ("x^2", 0, "asks nothing that is known"),
        ("", 0, "asks nothing"),
        ("d/dx", 4, "there is no formula here"),
        ("∫ dx", 1, "there is no formula here"),
        ("d/dx x^2 + x", 9, "about the first term or about all: type d/dx (x^2 + x) for all"),
        ("lim x->0 x - 1", 11, "about the first term or about all"),
        (r"\int x^2", 8, "ends in dx"),
        ("d^2/dx^3 x", 0, "not that below"),
        ("d/dx sin 2x", 10, "could end here or not"),
        (r"\frac{d}{dx} \weird", 13, "is not known"),
        ("d/dx " + "x" * LONGEST_QUESTION, 0, "at most"),
    ],
)
def test_what_is_refused_and_where(text, position, said):
    with pytest.raises(ParseError) as caught:
        question(text)
    assert said in str(caught.value)
    assert caught.value.position == position


def test_a_question_is_a_text():
    with pytest.raises(ParseError, match="not int"):
        question(3)


PIECES = [
    "d/dx",
    "d",
    "/",
    "dx",
    "∫",
    r"\int",
    "_",
    "^",
    "{",
    "}",
    "(",
    ")",
    "0",
    "1",
    "x",
    "+",
    "-",
    " ",
    r"\lim",
    "lim",
]
PIECES += [r"\to", "->", "oo", r"\infty", r"\frac", r"\sin", r"\,", "2", "|"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_nothing_but_a_parse_error_leaves(text):
    position = 0
    try:
        question(text)
    except ParseError as error:
        position = error.position
    assert 0 <= position <= len(text)
