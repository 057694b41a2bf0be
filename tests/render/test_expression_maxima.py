"""Maxima: what it is given means what the expression means."""

import pytest
import sympy as sp

from calcref import CalcrefError
from calcref.core.questions import Diff
from calcref.parse import parse
from calcref.render.expression_maxima import maxima

x = sp.Symbol("x", real=True)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("e^(-x^2/2)", "%e^(-x^2/2)"),
        ("e^x", "%e^x"),
        ("e pi", "%e*%pi"),
        ("ln|x|", "log(abs(x))"),
        ("log_2(x)", "(log(x)/log(2))"),
        ("log_2(x)^2", "(log(x)/log(2))^2"),
        ("sqrt(x)", "sqrt(x)"),
        ("x^(1/3)", "x^(1/3)"),
        ("asin(x/2)", "asin(x/2)"),
        ("atan(x) + arcosh(x)", "atan(x) + acosh(x)"),
        ("-3/(2x)", "-3/(2*x)"),
        ("sigmoid(x)^2", "(1/(%e^(-x) + 1))^2"),
        ("2 softplus(x)", "2*log(%e^x + 1)"),
        ("max(0, 1 - x)", "max(0, 1 - x)"),
    ],
)
def test_formulas(typed, written):
    assert maxima(parse(typed)) == written


@pytest.mark.parametrize("expr", [Diff(x**2, x), sp.besselj(0, x), sp.zeta(x)])
def test_what_maxima_is_not_given(expr):
    with pytest.raises(CalcrefError, match="Maxima"):
        maxima(expr)
