"""The verb `check_answer`: right, wrong with a point and both values, or undecided."""

import pytest
import sympy as sp

from calcref import CalcrefError, ParseError, check_answer, differentiate, implicit, taylor
from calcref.core.questions import Antideriv, At, Diff
from calcref.verbs.check_answer import answers_agree

x = sp.Symbol("x", real=True)

RIGHT = [
    ("d/dx x^2 sin(x)", "2x sin(x) + x^2 cos(x)"),
    (r"\frac{d^2}{dx^2} x^5", "20x^3"),
    ("d/dx |x|", "x/|x|"),
    ("d/dx sin(a x)", "a cos(a x)"),
    ("∫ 2x dx", "x^2 + C"),
    ("∫ 2x dx", "x^2 + K"),
    ("∫ 2x dx", "x^2 + 500 + c"),
    ("∫ 1/x dx", "ln(|x|) + C"),
    ("∫ 1/sqrt(1 + e^x) dx", "ln|sqrt(1 + e^x) - 1| - ln(sqrt(1 + e^x) + 1) + C"),
    ("∫ a x dx", "a x^2/2 + c"),
    ("∫_0^1 x^2 dx", "1/3"),
    (r"\int_{-\infty}^{\infty} e^{-x^2}\,dx", "sqrt(pi)"),
    (r"\lim_{x \to 0} \frac{\sin x}{x}", "1"),
    ("lim x->oo (1 + 1/x)^x", "e"),
]


@pytest.mark.parametrize(("question", "answer"), RIGHT, ids=str)
def test_what_is_right(question, answer):
    found = check_answer(question, answer)
    assert found.verdict == "right", found
    assert not found.missing_constant


@pytest.mark.parametrize("answer", ["x^2", "x^2 + 500"])
def test_a_missing_constant_is_told_apart(answer):
    found = check_answer("∫ 2x dx", answer)
    assert (found.verdict, found.missing_constant) == ("right", True)
    assert "add + C" in str(found)


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        ("d/dx x^3", "3x", "the question has the value"),
        ("d/dx ln(x)", "ln(x)", "the answer"),
        ("∫ 2x dx", "x^2 + x + C", "the slope of the answer"),
        ("∫ 2x dx", "C x^2", "the slope of the answer"),
        ("∫ 1/x dx", "ln(x) + C", "the slope of the answer none"),
        ("∫ x^2 dx", "x^3/3 + sign(x) + C", "the answer gains"),
        ("∫_0^1 x^2 dx", "1/2", "the question has the value 0.333333, and the answer 0.5"),
        ("∫_1^oo 1/x dx", "5", "the question has the value +inf, and the answer 5.0"),
        ("lim x->0 1/x^2", "3", "the question has the value +inf"),
        ("lim x->0 sin(x)/x", "2", "the question has the value 1.0, and the answer 2.0"),
    ],
)
def test_what_is_wrong(question, answer, said):
    found = check_answer(question, answer)
    assert found.verdict == "wrong", found
    assert said in found.said
    assert found.wanted != found.found


def test_a_wrong_answer_is_shown_where_it_differs():
    found = check_answer("d/dx x^3", "3x")
    (place,) = found.at.values()
    assert found.wanted == pytest.approx(3 * place**2)
    assert found.found == pytest.approx(3 * place)


@pytest.mark.parametrize(
    ("question", "answer"), [("lim x->0 1/x", "0"), ("lim x->0 sin(1/x)", "0"), ("d/dx sqrt(-1-x^2)", "x")]
)
def test_what_has_no_value_is_not_decided(question, answer):
    assert check_answer(question, answer).verdict == "undecided"


def test_an_open_question_and_an_expression_do():
    assert check_answer(Antideriv(sp.cos(x), x), sp.sin(sp.Symbol("x"))).verdict == "right"


@pytest.mark.parametrize(("question", "kind"), [("x^2", ParseError), (3, CalcrefError), ("d/dx x +", ParseError)])
def test_what_is_no_question_is_refused(question, kind):
    with pytest.raises(kind):
        check_answer(question, "1")


CURVE = implicit("x^2 + y^2 = 25").question
FAR = "d/dx sin(x^4 + 1)"  # turns within the step of a difference, far out


@pytest.mark.parametrize(
    ("asked", "answer", "verdict"),
    [
        (CURVE, "-x/y", "right"),
        (CURVE, "-x*y/(25 - x^2)", "right"),  # on the curve only
        (CURVE, "x/y", "wrong"),
        (implicit("x y = 6").question, "-6/x^2", "right"),
        (implicit("x/y = 2").question, "y/x", "right"),  # the left side jumps at y = 0, where no point of it is
        (implicit("x/y = 2").question, "1/2", "right"),
        (implicit("x^2 + y^2 = 10^6").question, "-x/y", "undecided"),  # no point of it is near
        (taylor("e^x", order=2).question, "1 + x + x^2/2", "right"),
        (taylor("e^x", order=2).question, "1 + x + x^2", "wrong"),
        (taylor("ln(x)", about=1, order=1).question, "x - 1", "right"),
        (At(x - Diff(x**2, x) / 10, x, sp.Integer(3)), "12/5", "right"),
        (At(x - Diff(x**2, x) / 10, x, sp.Integer(3)), "18/5", "wrong"),
        (FAR, "4x^3 cos(x^4 + 1)", "right"),
        (FAR, "4x^3 cos(x^4 + 1) + 1/10^6", "wrong"),
    ],
    ids=str,
)
def test_slopes_of_curves_polynomials_and_values_are_questions_too(asked, answer, verdict):
    assert check_answer(asked, answer).verdict == verdict


@pytest.mark.parametrize(
    ("asked", "one", "other", "same"),
    [
        (Antideriv(2 * x, x), "x^3", "x^3 + 7", True),
        (Antideriv(2 * x, x), "x^3", "x^2", False),
        (Diff(sp.log(x), x), "ln(x)", "ln(x)", True),
        (Diff(x**2, x), "ln(x)", "ln|x|", False),
        (CURVE, "x/y", "x*y/(25 - x^2)", True),
    ],
)
def test_answers_are_compared_with_each_other(asked, one, other, same):
    assert answers_agree(asked, one, other) is same


def test_a_value_that_is_small_beside_what_it_is_made_of_is_told_apart():
    asked = Diff(sp.Mul(*(x + k for k in range(1, 176))), x)
    right = differentiate(asked.expr, x).answer
    assert check_answer(asked, right).verdict == "right"
    assert check_answer(asked, 2 * right).verdict == "wrong"


def test_tiny_values_are_told_apart():
    product = sp.Mul(*(sp.sin(x + k) for k in range(1, 176)))
    right = differentiate(product, x).answer
    asked = Diff(product, x)
    assert check_answer(asked, right).verdict == "right"
    assert check_answer(asked, 2 * right).verdict != "right"
    assert check_answer("d/dx 10^(-30) x^2", "10^(-30) x").verdict == "wrong"
    assert check_answer("d/dx (sin(x)^2 + cos(x)^2)", "0").verdict == "right"


@pytest.mark.parametrize(
    ("question", "answer", "wanted"),
    [
        ("gradient of x^2 y", "(2x y, x^2)", "right: 2 entries agree"),
        ("gradient of x^2 y", "(2x y, x)", "wrong: in entry 2, at x ="),
        ("gradient of x^2 y", "2x y", "wrong: the answer is a vector of 2, and one number was given"),
        ("hessian of x^2 y at (1, 2)", "[4, 2; 2, 0]", "right"),
        ("hessian of x^2 y", "((2y, 2x), (2x, 1))", "wrong: in row 2, column 2"),
        ("jacobian of (x y, x)", r"\begin{pmatrix} y & x \\ 1 & 0\end{pmatrix}", "right: 4 entries agree"),
        ("curl (y z, x, 0)", "(0, y, 1 - z)", "right"),
        ("curl (y z, x, 0)", "(0, y, z - 1)", "wrong: in entry 3"),
        ("divergence of (x^2, x y)", "2x", "wrong: at x ="),
        ("laplacian of x^3", "6x", "right"),
        ("∂²/∂x∂y x^2 y", "2x", "right"),
        ("∫_0^1 ∫_0^x x y dy dx", "1/4", "wrong: the question has the value 0.125"),
    ],
)
def test_answers_in_several_variables(question, answer, wanted):
    assert str(check_answer(question, answer)).startswith(wanted)


def test_a_vector_is_no_number():
    with pytest.raises(CalcrefError, match="typed as"):
        check_answer("gradient of x^2 y", 3)
