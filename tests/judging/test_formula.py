"""Formulas of derivations: operators anywhere, and every reading of what can be read in two ways."""

import pytest

from calcref import CalcrefError
from calcref.core.errors import Undecided
from calcref.judging.formula import read_formula
from calcref.judging.known import Known
from calcref.render import text


def read(written, known=None):
    return [text(expr) for expr in read_formula(written, known or Known())]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (r"\frac{d}{dx} x^2 \sin x", ["d/dx[x^2*sin(x)]"]),
        (r"\frac{d}{dx}\left[x^2\right]_{x = 3}", ["[d/dx[x^2] | x = 3]"]),
        (r"\int x e^{x}\,dx", ["∫ x*e^x dx"]),
        (r"x e^x - \int e^x\,dx + C", ["x*e^x - ∫ e^x dx + C"]),
        (r"\int \frac{2x\,dx}{x^2+1} + C", ["∫ 2*x/(x^2 + 1) dx + C"]),
        ("∫ dx/x", ["∫ 1/x dx"]),
        (r"\left. \frac{x^3}{3} + x \right|_{0}^{1}", ["[x^3/3 + x | x from 0 to 1]"]),
        (r"\lim_{x\to 0^+} x\ln x", ["lim[x → 0+] x*ln(x)"]),
        (r"\sum_{i=1}^{n} i^2", ["sum(i^2, i, 1, n)"]),
        (r"\sin 2x \cos x", ["sin(2*x)*cos(x)"]),
        (r"\ln\left|x\right|", ["ln(|x|)"]),
        (r"\tan^{-1} x", ["atan(x)"]),
        ("x(x+1)", ["x*(x + 1)"]),
        (r"\sigma'(x)", ["d/dx[sigmoid(x)]"]),
        (r"\hat{y}_1 + \bar x", ["y_{hat1} + x_bar"]),
        ("2ab", ["2*a*b"]),
        (r"\int \int x\,dx\,dy", ["∫ ∫ x dx dy"]),
        ("(x^2)'", ["d/dx[x^2]"]),
    ],
)
def test_what_reads_in_one_way(written, expected):
    assert read(written, Known(is_latex="\\" in written)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1/2x", ["x/2", "1/(2*x)"]),
        (r"\sin x^2", ["sin(x^2)", "sin(x)^2"]),
        ("d/dx x^2 + 3x", ["d/dx[x^2] + 3*x", "d/dx[x^2 + 3*x]"]),
        (r"\frac{d}{dx}(x) \sin x", ["d/dx[x]*sin(x)", "d/dx[x*sin(x)]"]),
        (r"x + x e^x \Big|_0^1", ["[x + x*e^x | x from 0 to 1]", "x + [x*e^x | x from 0 to 1]"]),
    ],
)
def test_what_reads_in_several_ways_has_all_of_them(written, expected):
    assert read(written) == expected


@pytest.mark.parametrize(
    "written",
    ["", "x +", "(x", r"\int x", r"\frac{x}{", r"\foo{x}", "x ± 1", r"1 + \cdots", "{", "|x", r"\sum_k k", "^2", "= x"],
)
def test_what_cannot_be_read_is_an_error_of_ours(written):
    with pytest.raises(CalcrefError):
        read(written)


def test_a_letter_that_is_not_given_has_no_derivative():
    with pytest.raises(Undecided, match="y is not given as a formula in x"):
        read(r"\frac{dy}{dx}")


def test_definitions_are_put_in():
    known = Known().with_letter("u", next(iter(read_formula("x^2", Known()))))
    assert read(r"\frac{du}{dx}", known) == ["d/dx[x^2]"]
    assert read(r"\int e^u\,du", known) == ["[∫ e^u du | u = x^2]"]
