"""minimize on formulas: the derived gradient leads where a written one leads; variables are matched by name."""

import numpy as np
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from calcref import optimization
from calcref.core.errors import CalcrefError, DidNotConverge, ParseError
from calcref.optimization import Adam, GradientDescent
from calcref.verbs.minimize import minimize

METHOD = GradientDescent(learning_rate=0.1)


@given(st.floats(-2, 2), st.floats(-2, 2))
def test_the_derived_gradient_leads_where_the_written_one_leads(x, y):
    derived = minimize("(x-1)^2 + x y + y^2", {"x": x, "y": y}, METHOD, steps=20)
    written = optimization.minimize(
        lambda v: (v[0] - 1) ** 2 + v[0] * v[1] + v[1] ** 2,
        [x, y],
        METHOD,
        steps=20,
        grad=lambda v: np.array([2 * (v[0] - 1) + v[1], v[0] + 2 * v[1]]),
    )
    assert np.allclose([list(point.values()) for point in derived.iterates], written.iterates, rtol=0, atol=1e-12)
    assert np.allclose(derived.values, written.values, rtol=0, atol=1e-12)


def test_one_variable_needs_no_name():
    trace = minimize("ln(1+e^(-z)) + z/4", 0, Adam(0.1), steps=2000, gradient_tolerance=1e-6)
    assert trace.reason == "gradient"
    assert float(trace.x) == pytest.approx(np.log(3), abs=1e-4)


def test_sympy_expressions_and_variables_that_do_not_occur():
    x = sp.Symbol("x", real=True)
    trace = minimize((x - 2) ** 2, {"x": 0.0, "y": 5.0}, GradientDescent(0.5), steps=5)
    assert (float(trace.x["x"]), float(trace.x["y"]), trace.reason) == (2.0, 5.0, "gradient")


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: minimize("x +", 0, METHOD), ParseError, "missing|end"),
        (lambda: minimize("x^2 + y^2", {"x": 1.0}, METHOD), CalcrefError, "missing y"),
        (lambda: minimize("x^2 + y^2", 1.0, METHOD), CalcrefError, "variables x, y"),
        (lambda: minimize("x^2", {"x": 1.0, "total": 1.0}, METHOD), CalcrefError, "total"),
        (lambda: minimize("x^2", {"x": [1.0]}, METHOD), CalcrefError, "number"),
        (lambda: minimize("x^2", np.zeros(2), METHOD), CalcrefError, "number"),
        (lambda: minimize("x^2", {"x": "1"}, METHOD), CalcrefError, "number"),
        (lambda: minimize("x^2", 1.0, "descent"), CalcrefError, "method must be a record"),
        (lambda: minimize("x^(1/2)", -1.0, METHOD), DidNotConverge, "not finite"),
        (lambda: minimize("ln(x)", -1.0, METHOD), DidNotConverge, "the value is not finite"),
        (lambda: minimize("-x^2", 1.0, GradientDescent(2.0)), DidNotConverge, "not finite"),
        (lambda: minimize(7j, 1.0, METHOD), CalcrefError, "expected a formula"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()
