"""The public verb: what it accepts, what it answers, and what it says to bad input."""

import pytest
import sympy as sp

from calcref.core.errors import CalcrefError, NoRuleApplies, OutsideDomain, ParseError, Undecided
from calcref.verbs.differentiate import differentiate
from calcref.verbs.integrate import integrate

x, y, a = sp.symbols("x y a", real=True)

TEXTBOOK = (
    "7",
    "x",
    "3x + 2",
    "x^2 sin(x)",
    "x^5 - 4x^3 + x",
    "1/x",
    "sqrt(x)",
    "x^(1/3)",
    "e^(-x^2/2)",
    "2^x",
    "x^x",
    "ln(x)",
    "ln(x^2 + 1)",
    "log_2(x)",
    "sin(x) cos(x)",
    "sin(3x)^2",
    "tan(x)",
    "sin(x)/x",
    "(x^2 + 1)/(x - 1)",
    "1/(1 + e^(-x))",
    "sigmoid(3x)",
    "softplus(x)",
    "tanh(x)^2",
    "relu(2x - 1)",
    "|x - 1|",
    "x e^x sin(x)",
    "sqrt(1 - x^2)",
    "asin(x)",
    "gelu(x)",
    "erf(x)",
)


@pytest.mark.parametrize("formula", TEXTBOOK)
def test_textbook_derivatives_hold(formula):
    assert differentiate(formula).check().verdict in ("proved", "agrees")


@pytest.mark.parametrize(
    "formula", [text for text in TEXTBOOK if not set("|lurgf(1/3)") & set(text) or text == "x^2 sin(x)"]
)
def test_they_equal_sympys(formula):
    derivation = differentiate(formula)
    expected = sp.diff(derivation.question.expr.doit(), x)
    assert sp.simplify(derivation.answer.doit() - expected) == 0


def test_expressions_symbols_and_names_are_accepted():
    assert differentiate(a * x**2, x).answer == 2 * a * x
    assert differentiate("a x^2", "x").answer.doit() == 2 * a * x
    assert differentiate("a x^2", "a").answer == x**2
    assert differentiate(5).answer == 0


def test_a_symbol_without_assumptions_keeps_its_own():
    plain = sp.Symbol("x")
    assert differentiate(plain**2, "x").answer == 2 * plain


def test_a_variable_that_does_not_occur_has_slope_zero():
    assert differentiate("y^2", "x").answer == 0


@pytest.mark.parametrize(("order", "expected"), [(1, "cos(x)"), (2, "-sin(x)"), (3, "-cos(x)"), (4, "sin(x)")])
def test_higher_orders(order, expected):
    derivation = differentiate("sin(x)", order=order)
    assert str(derivation.answer) == expected
    assert derivation.check().verdict in ("proved", "agrees")


@pytest.mark.parametrize("order", [0, -1, 21, 1.5, True, "2"])
def test_a_bad_order_is_refused(order):
    with pytest.raises(CalcrefError, match="whole number from 1 to 20"):
        differentiate("x", order=order)


@pytest.mark.parametrize(
    ("formula", "at", "value"),
    [
        ("x^2", 3, 6),
        ("sin(x)", 0, 1),
        ("|x|^2", 0, 0),
        ("x |x|", 0, 0),
        ("relu(x)^2", 0, 0),
        ("x^(1/3)", -8, sp.Rational(1, 12)),
        ("ln(x)", "1/2", 2),
        ("e^(2x)", 0, 2),
        ("|x|", -3, -1),
        ("x^2", 0.5, 1),
    ],
)
def test_values_at_a_point(formula, at, value):
    derivation = differentiate(formula, at=at)
    assert derivation.answer == value
    assert derivation.check().verdict in ("proved", "agrees")


@pytest.mark.parametrize(
    ("formula", "at", "says"),
    [
        ("|x|", 0, "-1 from the left and 1 from the right"),
        ("relu(x)", 0, "0 from the left and 1 from the right"),
        ("ln(x)", -1, "no real value"),
        ("sqrt(x)", 0, "grows without bound"),
        ("x^(1/3)", 0, "grows without bound"),
        ("1/x", 0, "no real value"),
        ("x^2", "sqrt(2)*x", "itself"),
        ("x^2 sin(1/x)", 0, "no real value"),
    ],
)
def test_where_there_is_no_derivative(formula, at, says):
    with pytest.raises(CalcrefError, match=says):
        differentiate(formula, at=at)


def test_no_value_at_infinity():
    with pytest.raises(OutsideDomain, match="not a real number"):
        differentiate("x^2", at=sp.oo)


def test_several_variables_must_be_told_apart():
    with pytest.raises(CalcrefError, match="a, x"):
        differentiate("a x^2")


@pytest.mark.parametrize("variable", ["xy", "2", "x+1", ""])
def test_a_variable_is_a_letter(variable):
    with pytest.raises(CalcrefError):
        differentiate("x^2", variable)


def test_other_things_are_refused():
    with pytest.raises(CalcrefError, match="found list"):
        differentiate([1, 2])
    with pytest.raises(CalcrefError, match="found float"):
        differentiate("x^2", 1.5)
    with pytest.raises(ParseError):
        differentiate("x +")


def test_an_unknown_function_is_named():
    with pytest.raises(NoRuleApplies, match="zeta"):
        differentiate(sp.zeta(x))


@pytest.mark.parametrize(("text", "at"), [("e^(ln(x))", -1), ("sin(asin(x))", 2), ("sqrt(x)^2", -4)])
def test_a_detour_through_complex_numbers_gives_no_value(text, at):
    with pytest.raises(OutsideDomain, match="no real value"):
        differentiate(text, at=at)


def test_a_plain_symbol_means_the_one_of_the_formula():
    plain = sp.Symbol("x")
    assert str(differentiate("x^2", plain).answer) == "2*x"
    assert integrate("x^2", plain, 0, 3).answer == 9
    with pytest.raises(CalcrefError, match="two symbols named x"):
        differentiate(plain * sp.Symbol("x", real=True), "x")


def test_a_kink_that_is_none_and_a_gap_at_a_bound_are_no_failures():
    t, real = sp.symbols("t x", real=True)
    assert differentiate("max(2x, x + x)").answer == 2
    assert differentiate(sp.Integral(sp.sin(t) / t, (t, 0, real)), real).answer == sp.sin(real) / real


def test_a_function_without_real_values_has_no_derivative():
    with pytest.raises(OutsideDomain, match="no real values"):
        differentiate("sqrt(-x^2)")


@pytest.mark.parametrize("text", ["(-2)^x", "(-1)^(2x)"])
def test_a_condition_that_never_holds_is_told(text):
    with pytest.raises(OutsideDomain, match=r"needs a > 0, and that is never so here"):
        differentiate(text)


@pytest.mark.parametrize(
    ("expr", "found"),
    [
        (sp.I * x, "the imaginary unit"),
        (sp.zoo + x, "a division by 0"),
        (sp.MatrixSymbol("A", 2, 2), "a matrix"),
        (sp.hyper((1,), (2,), x), "hyper"),
    ],
    ids=str,
)
def test_what_is_not_about_real_numbers_is_refused(expr, found):
    for verb in (differentiate, integrate):
        with pytest.raises(CalcrefError, match=f"real numbers and their functions; found {found}"):
            verb(expr)


@pytest.mark.parametrize(
    ("text", "point"), [("max(x, y)", "y"), ("1/(x-y)", "y"), ("max(x, y, 0)", 0), ("1/(x-1)", "sin(1)^2+cos(1)^2")]
)
def test_an_undecided_condition_is_not_true(text: str, point: object) -> None:
    with pytest.raises((OutsideDomain, Undecided)):
        differentiate(text, x="x", at=point)  # type: ignore[arg-type]


def test_a_long_chain_of_plain_symbols_is_derived_checked_and_written_out():
    chain = sp.Symbol("x")
    for k in range(500):
        chain = (sp.sin, sp.tanh, sp.cos, sp.atan)[k % 4](chain, evaluate=False)
    derivation = differentiate(chain)
    assert derivation.check().verdict == "proved"
    assert derivation.to_json()
    assert derivation.to_text()
