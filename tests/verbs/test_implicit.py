"""The slope of a curve that an equation draws: right by walking along the curve, refused where there is none."""

import mpmath as mp
import pytest
import sympy as sp

from calcref import CalcrefError, OutsideDomain, ParseError, implicit
from calcref.core.evidence import weakest
from calcref.core.expr import negative
from calcref.core.records import Derivation, Step
from calcref.verify import check_numbers

x, y = sp.symbols("x y", real=True)
CURVES = (
    "x^2 + y^2 = 1",
    "x^3 + y^3 = 6 x y",
    "sin(x y) = x + y",
    "e^(x/y) = x - y",
    "sqrt(x) + sqrt(y) = 1",
    "y ln(y) = x",
    "x^2 y^3 - 4 x y = y^2/x",
    "tan(x + y) = x",
    "(x^2 + y^2)^2 = 2 (x^2 - y^2)",
)


@pytest.mark.parametrize("equation", CURVES)
def test_the_slope_is_minus_the_ratio_of_the_partial_slopes(equation):
    left, right = (sp.sympify(str(implicit(equation).question.args[k]), {"x": x, "y": y}) for k in (0, 3))
    level = left - right
    found = implicit(equation)
    at = {x: sp.Rational(7, 10), y: sp.Rational(9, 10)}
    slope = (-sp.diff(level, x) / sp.diff(level, y)).subs(at)
    assert abs(sp.N(found.answer.subs(at) - slope, 20)) < mp.mpf("1e-15")
    assert found.check().verdict in ("proved", "agrees")


@pytest.mark.parametrize("equation", CURVES[:2])
def test_the_second_slope_stands_its_check(equation):
    assert implicit(equation, order=2).check().verdict in ("proved", "agrees")


@pytest.mark.parametrize("order", [1, 2])
def test_a_wrong_slope_is_refuted(order):
    right = implicit("x^3 + y^3 = 6 x y", order=order)
    for wrong in (negative(right.answer), right.answer + sp.Rational(1, 1000), sp.Rational(1001, 1000) * right.answer):
        claim = Derivation(Step(right.step.rule, right.question, wrong), (), wrong)
        assert weakest(check_numbers(claim)).verdict == "refuted"


def test_other_letters_and_equations_of_sympy_are_read():
    p, q = sp.symbols("p q", real=True)
    assert implicit(sp.Eq(p**2 + q**2, 1), q, p).answer == -p / q
    assert implicit("p^2 + q^2 = 1", "p", "q").answer == -q / p
    assert implicit("x^2 = y").answer == 2 * x


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        (("x^2 + y^2",), CalcrefError, r"one =; found 0: type x\^2 \+ y\^2 = 0"),
        (("x = 1 = y",), CalcrefError, "one =; found 2"),
        (("x^2 = 1",), CalcrefError, "y does not occur in x.2 = 1, which holds x"),
        (("q^2 = p",), CalcrefError, "which holds p, q"),
        (("y - y = x",), OutsideDomain, "y drops out"),
        (("x = y", "x", "x"), CalcrefError, "one letter"),
        (("x = y", "y", "x", 9), CalcrefError, "1 to 3; found 9"),
        (("x^2 =",), ParseError, "no formula"),
        ((3,), CalcrefError, "found int"),
    ],
)
def test_what_is_no_implicit_function_is_refused(asked, error, said):
    with pytest.raises(error, match=said):
        implicit(*asked)


def test_an_unknown_function_goes_through_the_chain_rule():
    from calcref import differentiate

    f, g = sp.Function("f"), sp.Function("g")
    derivation = differentiate(f(g(x)), x, order=2)
    assert derivation.check().verdict in ("proved", "agrees")
    assert {step.rule.id for step in derivation.steps} >= {"unknown-function", "chain-rule"}
    wrong = negative(derivation.answer)
    claim = Derivation(Step(derivation.step.rule, derivation.question, wrong), (), wrong)
    assert weakest(check_numbers(claim)).verdict == "refuted"
