"""Lines of vectors and matrices are judged by numbers at random arrays, and the likely mistake is named."""

import pytest

from calcref import CalcrefError, judge

SQUARES = "A: m n, x: n, y: m"
SQUARE = "A: n n, B: n n, X: n n, x: n"


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("grad_x ||A x - y||^2 = 2 A' (A x - y)", SQUARES),
        ("f = ||A x - y||^2\n∇_x f = 2 A' (A x - y)\n = 2 A' A x - 2 A' y", SQUARES),
        (r"\nabla_x x^\top A x = (A + A^\top) x", SQUARE),
        (r"\frac{\partial}{\partial X} \operatorname{tr}(A X B) = A^\top B^\top", SQUARE),
        ("d/dx softmax(x) = diag(softmax(x)) - softmax(x) softmax(x)'", SQUARE),
        ("hessian_x logsumexp(x) = diag(softmax(x)) - softmax(x) softmax(x)'", SQUARE),
        ("d/dX (A X B) = kron(B', A)", "A: k m, X: m n, B: n l"),
        ("grad_S tr(A S) = (A + A')/2", "A: n n, S: n n symmetric"),
        ("grad_D tr(A D) = diag(diag(A))", "A: n n, D: n n diagonal"),
        ("tr(A B) = tr(B A)", SQUARE),
        ("log det(A B) = log det(A) + log det(B)", SQUARE),
    ],
)
def test_right_lines(text, shapes):
    assert judge(text, shapes).verdict == "agrees"


@pytest.mark.parametrize(
    ("text", "shapes", "mistake"),
    [
        ("grad_x ||A x - y||^2 = 2 A (A x - y)", SQUARES, "transpose-forgotten"),  # the shapes say it
        ("grad_X log det(X) = inv(X)", SQUARE, "transpose-forgotten"),  # and here they do not
        ("grad_X tr(A X B) = B' A'", SQUARE, "factors-swapped"),
        ("inv(A B) = inv(A) inv(B)", SQUARE, "factors-swapped"),
        ("grad_x ||A x - y||^2 = A' (A x - y)", SQUARES, "wrong-constant"),
        ("grad_X tr(inv(X)) = inv(X)' inv(X)'", SQUARE, "wrong-sign-of-all"),
        ("grad_x ||A x - y||^2 = 2 (A x - y)' A", SQUARES, "other-layout"),
        ("d/dx (A x) = A'", SQUARES, "other-layout"),
    ],
)
def test_wrong_lines_and_their_mistakes(text, shapes, mistake):
    line = judge(text, shapes).lines[0]
    assert (line.kind, line.mistake.id) == ("wrong", mistake)


def test_a_wrong_line_has_a_sample_that_shows_it():
    line = judge("A x = 2 A x", "A: n n, x: n").lines[0]
    n = max(int(name[2]) for name in line.at if name.startswith("x["))
    row = int(line.said.split("entry (")[1].split(",")[0])
    value = sum(line.at[f"A[{row},{k}]"] * line.at[f"x[{k},1]"] for k in range(1, n + 1))
    assert line.values == pytest.approx((value, 2 * value))


def test_a_line_that_needs_symmetry_says_so():
    line = judge("grad_x x' A x = 2 A x", SQUARE).lines[0]
    assert (line.kind, line.condition) == ("condition", "A symmetric")


MANY = " + ".join(f"sum(exp({k} x))" for k in range(2, 100))


def test_the_first_wrong_line_of_a_chain():
    found = judge("grad_x x' A x = A x + A' x\n= (A + A') x\n= 2 x' A", SQUARE)
    assert [line.kind for line in found.in_order] == ["right", "right", "wrong"]


@pytest.mark.parametrize(
    ("text", "shapes", "said"),
    [
        ("grad_z x' x = 2 x", "x: n", "the name z has no shape"),
        ("q = 2 q", "x: n", "the name q has no shape"),
        ("sqrt(-x' x - 1) = 1", "x: n", "no arrays were found"),
        ("grad_x A x = A", SQUARES, "is of a number"),
        ("d/dS inv(S) = S", "S: n n symmetric", "are not judged"),
        ("x' x = " + "x + " * 800 + "x", "x: n", "more than 2000 characters"),
        (f"tr({'A ' * 200}) = tr({'A ' * 201})", "A: n n", "values that tell"),
        (f"tr({'A ' * 200}) = 0", "A: n n", "values that tell"),
        (f"hess_x ({MANY}) = hess_x ({MANY})", "x: n", "take too long"),
    ],
)
def test_what_cannot_be_decided_says_why(text, shapes, said):
    line = judge(text, shapes).lines[0]
    assert line.kind == "undecided"
    assert said in line.said


@pytest.mark.parametrize(
    ("text", "shapes", "said"),
    [
        ("no equality", "x: n", "nothing to judge"),
        ("x = x", "S: m n symmetric", "needs a square matrix"),
        ("x = x", "x", "a name, a colon and dimensions"),
        ("x = x", 3, "shapes are given as"),
    ],
)
def test_what_is_refused(text, shapes, said):
    with pytest.raises(CalcrefError, match=said):
        judge(text, shapes)
