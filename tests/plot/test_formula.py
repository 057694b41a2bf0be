"""From a formula to numbers and a label."""

from __future__ import annotations

import math

import numpy as np
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import CalcrefError, OutsideDomain, ParseError
from calcref.plot.drawing.formula import function


@pytest.mark.parametrize(
    ("formula", "x", "value", "slope"),
    [
        ("x^3", 2.0, 8.0, 12.0),
        ("sigmoid(x)", 0.0, 0.5, 0.25),
        ("relu(x)", -1.0, 0.0, 0.0),
        ("x^(1/3)", -8.0, -2.0, 1 / 12),
        ("log_2(x)", 4.0, 2.0, 1 / (4 * math.log(2))),
        ("|x|", -3.0, 3.0, -1.0),
        ("erf(x)", 0.0, 0.0, 2 / math.sqrt(math.pi)),
        ("gelu(x)", 0.0, 0.0, 0.5),
        ("5", 1.0, 5.0, 0.0),
        (sp.exp(sp.Symbol("x", real=True)), 0.0, 1.0, 1.0),
        (np.sin, 0.0, 0.0, 1.0),
    ],
)
def test_values_and_slopes(formula: object, x: float, value: float, slope: float) -> None:
    f = function(formula)  # type: ignore[arg-type]
    assert f.at(x) == pytest.approx(value, abs=1e-12)
    assert f.slope(x) == pytest.approx(slope, abs=1e-9)


@given(st.floats(-3, 3))
def test_text_and_callable_agree(x: float) -> None:
    text, call = function("tanh(x)"), function(np.tanh)
    assert text.at(x) == pytest.approx(call.at(x), abs=1e-14)
    assert text.slope(x) == pytest.approx(call.slope(x), abs=1e-9)


def test_where_there_is_no_value_there_is_nan() -> None:
    values = function("ln(x)")(np.array([-1.0, 1.0]))
    assert np.isnan(values[0])
    assert values[1] == 0
    with pytest.raises(CalcrefError, match="no value at x = -1"):
        function("ln(x)").at(-1.0)


@pytest.mark.parametrize("formula", ["|x|", "sqrt(x)", "relu(x)"])
def test_where_there_is_no_slope_none_is_given(formula: str) -> None:
    with pytest.raises(OutsideDomain):
        function(formula).slope(0.0)


def test_other_letters_get_values() -> None:
    f = function("w*x", "w", {"w": 1.0, "x": 3.0})
    assert (f.variable, f.at(2.0), f.slope(2.0)) == ("w", 6.0, 3.0)


def test_several_variables_are_refused() -> None:
    with pytest.raises(CalcrefError, match="give values to the others"):
        function("a*x")


def test_text_that_is_no_formula_is_refused() -> None:
    with pytest.raises(ParseError):
        function("x +")


def test_a_constant_callable_fills_the_array() -> None:
    assert function("7")(np.zeros(3)).tolist() == [7.0, 7.0, 7.0]


def test_what_mathtext_cannot_set_is_given_as_text() -> None:
    from calcref.plot.drawing.formula import setting

    assert setting(r"\begin{cases} 1 \end{cases}", "otherwise") == "otherwise"
    assert setting(r"\sqrt{x}", "otherwise") == r"$\sqrt{x}$"
