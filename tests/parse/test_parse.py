"""Any text gives an expression or a ParseError; what was understood reads back as the same; values are right."""

import math
import re

import pytest
import sympy as sp
from hypothesis import assume, given
from hypothesis import strategies as st

from calcref.core.errors import ParseError
from calcref.core.expr import symbols_of
from calcref.parse import as_typed, parse
from calcref.parse.names import GREEK

CHARACTERS = "xyabeiπαγσλ0123456789+-*/^()|,._ ²³⁻₁√∛·×−÷'="
PIECES = [*CHARACTERS, "sin", "ln", "log_", "gamma", "max(", "exp", "x_1", "1e5", "**"]
typed = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def formulas():
    """Pairs of a typed text and its value in Python at x = 0.7, y = 1.3."""
    leaves = st.sampled_from([("x", 0.7), ("y", 1.3), ("2", 2.0), ("0.5", 0.5), ("e", math.e), ("pi", math.pi)])
    away_from_0 = 1e-3  # where a root would make much of what rounding leaves

    def grow(inner):
        two = st.tuples(inner, inner)
        return st.one_of(
            two.map(lambda p: (f"({p[0][0]} + {p[1][0]})", p[0][1] + p[1][1])),
            two.map(lambda p: (f"({p[0][0]} − {p[1][0]})", p[0][1] - p[1][1])),
            two.map(lambda p: (f"({p[0][0]}) ({p[1][0]})", p[0][1] * p[1][1])),
            two.map(lambda p: (f"({p[0][0]} · {p[1][0]})", p[0][1] * p[1][1])),
            two.map(lambda p: (f"({p[0][0]})/(4+|{p[1][0]}|)", p[0][1] / (4 + abs(p[1][1])))),
            inner.map(lambda p: (f"({p[0]})²", p[1] ** 2)),
            inner.map(lambda p: (f"-sin({p[0]})", -math.sin(p[1]))),
            inner.map(lambda p: (f"|{p[0]}|", abs(p[1]))),
            inner.filter(lambda p: abs(p[1]) > away_from_0).map(
                lambda p: (f"cbrt({p[0]})", math.copysign(abs(p[1]) ** (1 / 3), p[1]))
            ),
            inner.map(lambda p: (f"e^-|{p[0]}|", math.exp(-abs(p[1])))),
        )

    return st.recursive(leaves, grow, max_leaves=6)


def attempt(text):
    """The expression and None, or None and the error."""
    try:
        return parse(text), None
    except ParseError as error:
        return None, error


@given(st.one_of(st.text(), typed))
def test_any_text_gives_an_expression_or_a_parse_error(text):
    expr, error = attempt(text)
    if error is None:
        assert isinstance(expr, sp.Expr)
    else:
        assert error.text == text
        assert 0 <= error.position <= len(text)
        first, *place = str(error).splitlines()
        assert first == error.message
        assert all(line.isprintable() for line in place)


@given(typed)
def test_what_was_understood_reads_back_as_the_same(text):
    expr, error = attempt(text)
    assume(error is None)
    understood = as_typed(text)
    assert parse(understood.text) == expr
    assert as_typed(understood.text) == understood


@given(formulas())
def test_values_are_those_of_python(formula):
    text, value = formula
    expr, error = attempt(text)
    if error is not None:
        assert re.search("is 0|beyond the largest exponent", error.message)
        return
    at = {sp.Symbol("x", real=True): sp.Float(0.7), sp.Symbol("y", real=True): sp.Float(1.3)}
    assert float(expr.subs(at).doit().evalf()) == pytest.approx(value, rel=1e-9, abs=1e-9)


@given(typed)
def test_every_variable_is_real_and_a_letter(text):
    expr, error = attempt(text)
    assume(error is None)
    for symbol in symbols_of(expr):
        letter = symbol.name.partition("_")[0]
        assert symbol.is_real
        assert len(letter) == 1 or letter in {*GREEK, "pi"}


@pytest.mark.parametrize(
    ("text", "expected", "latex"),
    [
        ("x^2 sin(x)", "x^2*sin(x)", r"x^{2} \sin(x)"),
        ("e^(-x^2/2)", "e^(-x^2/2)", r"e^{-\frac{x^{2}}{2}}"),
        ("(x+1)/(2x)", "(x + 1)/(2*x)", r"\frac{x + 1}{2 x}"),
        ("2·3²", "2*3^2", r"2 \cdot 3^{2}"),
        ("|x|y||", "|x*|y||", r"\left|x \left|y\right|\right|"),
        ("√x + ∛x", "sqrt(x) + cbrt(x)", r"\sqrt{x} + \sqrt[3]{x}"),
        ("log₂(x₁)", "log_2(x_1)", r"\log_{2}(x_{1})"),
        ("a − -b", "a - (-b)", r"a - (-b)"),
        ("ρ_max λ²", "rho_max*lambda^2", r"\rho_{max} \lambda^{2}"),
        ("((x)) + 0.50", "((x)) + 0.50", r"((x)) + 0.50"),
        ("b + a", "b + a", "b + a"),
    ],
)
def test_the_echo_keeps_order_and_grouping(text, expected, latex):
    understood = as_typed(text)
    assert (understood.text, understood.latex, str(understood)) == (expected, latex, expected)


def test_the_echo_shows_itself_in_a_notebook():
    assert as_typed("x²")._repr_latex_() == r"$\displaystyle x^{2}$"
