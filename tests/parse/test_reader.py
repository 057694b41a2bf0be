"""The grammar by examples, and what is hostile or not a formula."""

import pytest
import sympy as sp

from calcref.core.errors import CalcrefError, ParseError
from calcref.core.functions import LogBase, RealPower, gelu, relu, sigmoid, silu, softplus
from calcref.parse import parse
from calcref.parse.limits import LONGEST_TEXT

x, y, z, a, b, alpha = sp.symbols("x y z a b alpha", real=True)


def raw(build):
    with sp.evaluate(False):
        return build()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x", x),
        ("2x", raw(lambda: 2 * x)),
        ("x^2 sin(x)", raw(lambda: x**2 * sp.sin(x))),
        ("x**2", x**2),
        ("x²", x**2),
        ("x⁻²", x**-2),
        ("alpha", alpha),
        ("α", alpha),
        ("x_1", sp.Symbol("x_1", real=True)),
        ("x_1sin(x)", raw(lambda: sp.Symbol("x_1", real=True) * sp.sin(x))),
        ("x_{1k}", sp.Symbol("x_{1k}", real=True)),
        ("e_1", sp.Symbol("e_1", real=True)),
        ("π", sp.pi),
        ("e", sp.E),
        ("e^x", sp.exp(x)),
        ("exp(x)", sp.exp(x)),
        ("ln x", sp.log(x)),
        ("log(x)", sp.log(x)),
        ("log_e(x)", sp.log(x)),
        ("log_2(x)", LogBase(x, sp.Integer(2))),
        ("log_b x", LogBase(x, b)),
        ("log_(1/2)(x)", LogBase(x, sp.Rational(1, 2))),
        ("sqrt(x)", sp.sqrt(x)),
        ("√x", sp.sqrt(x)),
        ("x^(1/2)", sp.sqrt(x)),
        ("x^(1/3)", RealPower(x, sp.Rational(1, 3))),
        ("x^(2/6)", RealPower(x, sp.Rational(1, 3))),
        ("x^-(2/3)", RealPower(x, sp.Rational(-2, 3))),
        ("x^0.2", RealPower(x, sp.Rational(1, 5))),
        ("cbrt(x)", RealPower(x, sp.Rational(1, 3))),
        ("8^(1/3)", sp.Integer(2)),
        ("(-8)^(1/3)", RealPower(sp.Integer(-8), sp.Rational(1, 3))),
        ("|x|", sp.Abs(x)),
        ("abs(x)", sp.Abs(x)),
        ("arcsin(x)", sp.asin(x)),
        ("asin(x)", sp.asin(x)),
        ("sec(x)", sp.sec(x)),
        ("erf(x)", sp.erf(x)),
        ("gamma(x)", sp.gamma(x)),
        ("gamma^2", sp.Symbol("gamma", real=True) ** 2),
        ("sign(x)", sp.sign(x)),
        ("max(x, y)", sp.Max(x, y)),
        ("relu(x)", relu(x)),
        ("sigmoid(x)", sigmoid(x)),
        ("softplus(x)", softplus(x)),
        ("gelu(x)", gelu(x)),
        ("silu(x)", silu(x)),
        ("0.1", sp.Rational(1, 10)),
        (".5", sp.Rational(1, 2)),
        ("1/2", sp.Rational(1, 2)),
        ("-x^2", raw(lambda: -(x**2))),
        ("2^-x", 2**-x),
        ("x^y^z", x ** (y**z)),
        ("(x^y)^z", raw(lambda: (x**y) ** z)),
        ("x/y/z", raw(lambda: sp.Mul(x, y**-1, z**-1))),
        ("1/2*x", raw(lambda: sp.Rational(1, 2) * x)),
        ("sin x cos x", raw(lambda: sp.sin(x) * sp.cos(x))),
        ("sin(x)^2", raw(lambda: sp.sin(x) ** 2)),
        ("x + x", raw(lambda: x + x)),
        ("2 (x + 1)", raw(lambda: 2 * (x + 1))),
        (" x\n+\t1 ", raw(lambda: x + 1)),
    ],
)
def test_reads(text, expected):
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "position", "readings"),
    [
        ("sin x^2", 5, ("(sin(x))^2", "sin(x^2)")),
        ("1/2x", 3, ("(1/2)*x", "1/(2*x)")),
        ("a/b c + 1", 4, ("(a/b)*c", "a/(b*c)")),
        ("2x/3y z*b", 4, ("(2*x/3)*y*z*b", "2*x/(3*y*z)*b")),
        ("ln x y", 5, ("(ln(x))*y", "ln(x*y)")),
        ("sin x/2", 6, ("(sin(x))/2", "sin(x/2)")),
        ("3 sin x y", 8, ("3*(sin(x))*y", "3*sin(x*y)")),
        ("2^sin x y", 8, ("(2^sin(x))*y", "2^sin(x*y)")),
        ("e^2x", 3, ("(e^2)*x", "e^(2*x)")),
        ("e^-2x", 4, ("(e^(-2))*x", "e^(-2*x)")),
        ("x^1/2", 4, ("(x^1)/2", "x^(1/2)")),
        ("sin^2 x y", 8, ("(sin(x)^2)*y", "sin^2(x*y)")),
        ("sin^-1(x)", 4, ("(sin(x))^(-1)", "asin(x)")),
        ("tan^(1/2) x", 4, ("(tan(x))^(1/2)",)),
        ("x(x+1)", 0, ("x*(x+1)",)),
        ("σ(x)", 0, ("sigmoid(x)", "sigma*(x)")),
        ("γ(x)", 0, ("gamma(x)", "gamma*(x)")),
        ("gamma x", 0, ("gamma(x)", "gamma*x")),
        ("log2(x)", 3, ("log_2(x)", "log(2)*(x)")),
        ("log(x, 2)", 7, ("log_2(x)",)),
        ("1e5", 0, ("10^5", "1*e*5")),
        ("2.5e-3", 0, ("2.5*10^(-3)", "2.5*e - 3")),
        ("2E+3", 0, ("2*10^3", "2*E + 3")),
        ("xy", 0, ("x*y",)),
        ("xsin(x)", 0, ("x*sin(x)",)),
        ("sinx", 0, ("sin(x)",)),
        ("sine(x)", 0, ("sin(x)",)),
        ("wx(y + 1)", 0, ("w*x*(y + 1)",)),
        ("xy_1", 0, ("x*y_1",)),
        ("asinx", 0, ("asin(x)",)),
        ("αx", 0, ("alpha*x",)),
        ("x2", 1, ("x*2", "x_2", "x^2")),
        ("2 3", 2, ("2*3",)),
        ("x_1y", 3, ("x_1*y", "x_{1y}")),
        ("sin -x", 4, ("sin(-x)",)),
        ("sin cos x", 4, ("sin(cos(x))",)),
        ("max(x)", 0, ("max(x, 0)",)),
        ("|x|y|z|", 0, ("abs(x)*y*abs(z)", "abs(x*abs(y)*z)")),
    ],
)
def test_what_reads_in_two_ways_is_refused_and_each_reading_is_a_formula(text, position, readings):
    with pytest.raises(ParseError) as caught:
        parse(text)
    offered = tuple(reading.replace("α", "alpha") for reading in caught.value.readings)
    assert (caught.value.position, offered) == (position, readings)
    assert len({parse(reading) for reading in readings}) == len(readings)
    assert all(reading in str(caught.value) for reading in caught.value.readings)


@pytest.mark.parametrize(
    ("text", "position", "part"),
    [
        ("", 0, "there is no formula"),
        ("  ", 0, "there is no formula"),
        ("x +", 3, "ends too early"),
        ("x^", 2, "ends too early"),
        ("()", 1, "missing before `)`"),
        ("x + * y", 4, "missing before `*`"),
        ("x)", 1, "closes nothing"),
        ("(x", 0, "never closed"),
        ("|x", 0, "do not pair"),
        ("(x|)", 2, "do not pair"),
        ("sin", 0, "needs an argument"),
        ("sin + 1", 0, "needs an argument"),
        ("sin(x, y)", 7, "takes one argument"),
        ("k(x, y)", 0, "not a known function"),
        ("f(x, y)", 5, "f takes one argument"),
        ("f(x) + f", 7, "`f` is a function where"),
        ("f^2(x)*f(x)", 0, "`f` is a function where"),
        ("k(x)", 0, "could be a function or a factor"),
        ("x, y", 1, "a comma separates"),
        ("x²^3", 2, "does not fit"),
        ("hello_world", 0, "is not a name"),
        ("tantan(x)", 0, "is not a name"),
        ("xsin + 1", 0, "is not a name"),
        ("i", 0, "imaginary"),
        ("f'(x)", 1, "prime"),
        ("x = 2", 2, "not an equation"),
        ("x!", 1, "gamma(n + 1)"),
        ("[x]", 0, "round parentheses"),
        (r"\weird(x)", 0, "the command"),
        ("__import__('os')", 0, "cannot be read"),
        ("sin_2(x)", 3, "no subscript"),
        ("∞", 0, "infinity"),
        ("x\0y", 1, "U+0000"),
        ("e\u0301", 1, "U+0301"),
        ("\ud800", 0, "U+D800"),
        ("٣", 0, "U+0663"),
        ("Α", 0, "is not a name"),
        ("1/0", 2, "division by 0"),
        ("x/(1 - 1)", 2, "which is 0"),
        ("1/(0x)", 2, "which is 0"),
        ("1/sin(pi)", 2, "which is 0"),
        ("0^-1", 0, "divides by 0"),
        ("0^0", 0, "no value"),
        ("sqrt(-1)", 0, "not a real number"),
        ("(-2)^0.5", 0, "not a real number"),
        ("ln(-2)", 0, "not a real number"),
        ("ln(0)", 0, "no finite value"),
        ("asin(2) x", 0, "not a real number"),
        ("tan(pi/2)", 0, "no value"),
        ("gamma(-1)", 0, "no value"),
        ("log_1(x)", 4, "positive base other than 1"),
        ("log_(-2)(x)", 4, "positive base other than 1"),
        ("9^9^9^9", 4, "largest exponent"),
        ("x^1001", 2, "largest exponent"),
        ("10^100000", 3, "largest exponent"),
        ("e^(e^7)", 2, "largest exponent"),
        ("exp(1001)", 4, "largest exponent"),
        ("(10^1000)^1000", 0, "too large"),
        ("gamma(10^900)", 0, "finite value"),
        ("1e999999", 0, "two ways"),
        ("(" * 10_000, 100, "nested"),
        ("(" * 4_000 + "x" + ")" * 4_000, 100, "nested"),
        ("-" * 9_000 + "x", 8_899, "nested"),
        ("x^" * 4_000 + "x", 7_798, "nested"),
        ("|" * 10_000, 0, "too many bars"),
        ("9" * 101, 0, "at most 100 characters"),
        ("x" + "²" * 5_000, 1, "at most 100 characters"),
        ("+".join(f"1/{n}^99" for n in range(3, 999, 2)), 0, "too long"),
        ("π" * 9_000, 0, "too large"),
        ("x+" * 4_000 + "x", 0, "written out"),
    ],
)
def test_refuses(text, position, part):
    with pytest.raises(ParseError) as caught:
        parse(text)
    assert part in caught.value.message
    assert caught.value.position == position
    assert "\n" not in caught.value.message


def test_a_megabyte_is_refused_unread():
    with pytest.raises(ParseError, match=f"at most {LONGEST_TEXT}"):
        parse("x" * 1_000_000)


@pytest.mark.parametrize("text", [None, 5, b"x", sp.Symbol("x")])
def test_what_is_no_text_is_refused(text):
    with pytest.raises(CalcrefError, match="a formula is a text"):
        parse(text)


def test_the_caret_stands_under_the_place():
    with pytest.raises(ParseError) as caught:
        parse("3 + sin x^2")
    assert str(caught.value).splitlines()[1:] == ["  3 + sin x^2", "           ^"]


def test_the_error_prints_no_control_character():
    with pytest.raises(ParseError) as caught:
        parse("x + \x1b[31m")
    assert all(line.isprintable() for line in str(caught.value).splitlines())
