"""Three ways in say the same, and what does not fit is refused with the place and a way out."""

import numpy as np
import pytest
import sympy as sp

from calcref import CalcrefError, NoRuleApplies, ParseError, ShapeMismatch, Untraceable, matrix_gradient, matrix_hessian
from calcref.matrix.reading.given import read
from calcref.matrix.reading.shapes import arrays_of

A, x, y = sp.MatrixSymbol("A", 4, 3), sp.MatrixSymbol("x", 3, 1), sp.MatrixSymbol("y", 4, 1)


def test_three_ways_in_say_the_same():
    shapes = {"A": "m n", "x": "n", "y": "m"}
    by_text = matrix_gradient("||A x - y||^2", "x", shapes)
    by_numpy = matrix_gradient(lambda x, A, y: np.sum((A @ x - y) ** 2), "x", shapes=shapes)
    by_sympy = matrix_gradient(((A * x - y).T * (A * x - y)), "x")
    assert by_text.answer == by_numpy.answer
    assert str(by_sympy.answer) == "2 Aᵀ (A x - y)"
    assert by_sympy.check().verdict == "agrees"


S, T = sp.MatrixSymbol("S", 3, 3), sp.MatrixSymbol("T", 3, 3)
BY_SYMPY = [
    (sp.Trace(S * T), "S", "Tᵀ"),
    (sp.log(sp.Determinant(S)), "S", "S⁻ᵀ"),
    (sp.Trace(S.inv()), "S", "-S⁻ᵀ S⁻ᵀ"),
    (sp.Trace(S) + 1, "S", "I"),
]


@pytest.mark.parametrize(("function", "wrt", "answer"), BY_SYMPY, ids=[it[2] for it in BY_SYMPY])
def test_matrix_expressions_of_sympy(function, wrt, answer):
    derivation = matrix_gradient(function, wrt)
    assert str(derivation.answer) == answer
    assert derivation.check().verdict == "agrees"


READ = [
    ("x'Ax", "xᵀ A x"),
    ("x^T A x", "xᵀ A x"),
    ("xᵀ A x", "xᵀ A x"),
    ("A^-1 x", "A⁻¹ x"),
    ("A^{-T} x", "A⁻ᵀ x"),
    ("A⁻ᵀ x", "A⁻ᵀ x"),
    ("‖x‖²", "‖x‖²"),
    ("||x||_1", "sum(|x|)"),
    ("log det(A)", "log|det(A)|"),
    ("log |A|", "log|det(A)|"),
    ("x .* x", "x.^2"),
    ("x ⊙ (A x)", "x ⊙ (A x)"),
    ("e^(-x'x)", "exp(-xᵀ x)"),
    ("mean(x)", "sum(x)/n"),
    ("sqrt(n) x", "sqrt(n) x"),
    ("1 + exp(x)", "1 + exp(x)"),
    ("x/||x||", "x/‖x‖"),
    ("A^2 x", "A A x"),
    ("-x' x", "-xᵀ x"),
    ("x - -x", "2 x"),
    ("3 x/6", "x/2"),
]


@pytest.mark.parametrize(("text", "shown"), READ, ids=[it[0] for it in READ])
def test_text_is_read_as_it_is_written_on_paper(text, shown):
    assert str(read(text, "A: n n, x: n")[0]) == shown


SHAPES = {"A": "m n", "x": "n", "y": "m", "S": "n n"}
REFUSED = [
    ("||A x - x||^2", ShapeMismatch, "A x is m, -x is n\n  ||A x - x||^2\n        ^"),
    ("A y", ShapeMismatch, "A is m × n, y is m"),
    ("x^2", ShapeMismatch, ".^ is for each entry"),
    ("1/x", ShapeMismatch, "./ for each entry"),
    ("inv(A)", ShapeMismatch, "an inverse needs a square matrix; A is m × n"),
    ("det(A)", ShapeMismatch, "square"),
    ("x' q", ParseError, 'the name q has no shape; say it, as in "q: n"'),
    ("soft(x)", ParseError, "the function soft is not known"),
    ("x +", ParseError, "found nothing more"),
    ("(x", ParseError, "expected ')'"),
    ("x ? y", ParseError, "belongs to no formula"),
    ("tr A S", ParseError, "it is not clear where tr ends"),
    ("(" * 200 + "x" + ")" * 200, ParseError, "parentheses inside one another"),
    ("x" * 6000, ParseError, "characters"),
    ("A x", ShapeMismatch, "matrix_jacobian and matrix_vjp are for arrays"),
    (5, CalcrefError, "expected a function of NumPy arrays, text, or a matrix expression"),
]


@pytest.mark.parametrize(("function", "error", "said"), REFUSED, ids=[str(it[0])[:20] for it in REFUSED])
def test_what_does_not_fit_is_refused(function, error, said):
    with pytest.raises(error) as found:
        matrix_gradient(function, "x", SHAPES)
    assert said in str(found.value)


def branching(x):
    return x if x > 0 else -x


UNTRACEABLE = [
    (branching, {"x": ""}, "a branch on a value"),
    (lambda x: np.sum(np.sort(x)), {"x": "n"}, "np.sort is not known"),
    (lambda x: sum(x), {"x": "n"}, "a loop over the rows"),
    (lambda x: np.sum(x) * len(x), {"x": "n"}, "depends on a dimension that has only a name"),
    (lambda x: np.sum(x[::2]), {"x": "n"}, "slices without a step"),
    (lambda x: np.sum(x[np.array([0, 1])]), {"x": "n"}, "cannot be traced: write the function with whole arrays"),
    (lambda x: 1.0 if x == 0 else 2.0, {"x": ""}, "a branch on a value"),
    (lambda x: np.sum(np.array([x, x])), {"x": "n"}, "cannot become a plain one"),
    (lambda x: float(np.sum(x)), {"x": "n"}, "not known while it is traced"),
    (lambda x: x.undefined(), {"x": "n"}, "has no 'undefined'"),
    (lambda x: np.sum(np.array([1.0, 2.0, 4.0]) * x), {"x": "3"}, "an array of constants"),
    (lambda x: "text", {"x": "n"}, "it has to return one array or number"),
    (lambda x: np.linalg.eigvalsh(np.outer(x, x)).sum(), {"x": "n"}, "all eigenvalues together"),
    (lambda x: x * np.inf, {"x": ""}, "only finite numbers"),
]


@pytest.mark.parametrize(("function", "shapes", "said"), UNTRACEABLE, ids=[it[2] for it in UNTRACEABLE])
def test_what_cannot_be_traced_is_named(function, shapes, said):
    with pytest.raises(Untraceable) as found:
        matrix_gradient(function, "x", shapes)
    assert said in str(found.value)


def test_shapes_that_do_not_fit_in_a_function_are_named():
    with pytest.raises(ShapeMismatch, match="A @ x does not fit: A is m × k, x is n"):
        matrix_gradient(lambda A, x: np.sum(A @ x), "x", {"A": "m k", "x": "n"})


def test_an_argument_without_a_shape_is_named():
    with pytest.raises(CalcrefError, match="the argument A has no shape"):
        matrix_gradient(lambda A, x: np.sum(A @ x), "x", {"x": "n"})


BAD_SHAPES = [
    ({"S": "m n symmetric"}, "S is m × n, so it cannot be symmetric"),
    ({"S": "a b c"}, "3 dimensions"),
    ({"S": "n?"}, "is no dimension"),
    ("S", "a name, a colon and dimensions"),
    ({"n": "", "S": "n n"}, "n is the name of an array and of a dimension"),
    (7, "shapes are given as"),
]


@pytest.mark.parametrize(("shapes", "said"), BAD_SHAPES, ids=[it[1] for it in BAD_SHAPES])
def test_shapes_that_cannot_be_read_are_refused(shapes, said):
    with pytest.raises(CalcrefError) as found:
        arrays_of(shapes)
    assert said in str(found.value)


def test_a_variable_that_does_not_occur_is_named():
    with pytest.raises(CalcrefError, match="there is no variable 'z'; those with a shape are x"):
        matrix_gradient("x' x", "z", "x: n")


def test_an_operation_without_a_rule_is_named():
    with pytest.raises(NoRuleApplies, match="v_min"):
        matrix_hessian("eigmin(A)", "A", "A: n n symmetric")


def test_a_matrix_that_need_not_be_invertible_is_a_condition():
    assert "A invertible" in matrix_gradient("b' inv(A) b", "A", "A: n n, b: n").to_text()
    assert "invertible" not in matrix_gradient("b' inv(A) b", "A", "A: n n pd, b: n").to_text()


def test_a_variable_that_is_not_used_has_gradient_zero():
    assert str(matrix_gradient("a' a", "x", "a: n, x: m").answer) == "0"


def test_dimensions_are_names_in_a_function():
    derivation = matrix_gradient(lambda X, w: np.sum((X @ w) ** 2) / X.shape[0], "w", {"X": "m n", "w": "n"})
    assert str(derivation.answer) == "2 Xᵀ X w/m"


def test_the_variable_itself_and_a_constant_have_a_gradient():
    for function, answer in (("x", "1"), ("3", "0"), ("2 x", "2")):
        derivation = matrix_gradient(function, "x", "x:")
        assert str(derivation.answer) == answer
        assert derivation.to_text()
        assert derivation.check().verdict == "agrees"


def test_numbers_that_have_a_name_are_written_by_it():
    derivation = matrix_gradient(lambda x: np.sum(x**2) / np.sqrt(2 * np.pi), "x", {"x": "n"})
    assert str(derivation.answer) == "2 x/sqrt(2 pi)"
    assert "0.123456789012345" in str(matrix_gradient(lambda x: 0.123456789012345 * np.sum(x), "x", {"x": "n"}).answer)


def shifted_log_sum_exp(z):
    return np.log(np.sum(np.exp(z - np.max(z)))) + np.max(z)


def shifted_cross_entropy(Z, Y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return -np.sum(Y * np.log(E / E.sum(axis=1, keepdims=True)))


def test_what_stable_code_subtracts_first_is_seen_through():
    one = matrix_gradient(shifted_log_sum_exp, "z", {"z": "n"})
    assert str(one.answer) == "softmax(z)"
    assert one.check().verdict == "agrees"
    batch = matrix_gradient(shifted_cross_entropy, "Z", {"Z": "m n", "Y": "m n"})
    assert str(batch.answer) == "softmax(Z) ⊙ (Y 1 1ᵀ) - Y"
    assert batch.check().verdict == "agrees"


def test_the_largest_entry_alone_has_no_rule():
    with pytest.raises(NoRuleApplies, match=r"max\(x\)"):
        matrix_gradient(lambda x: np.max(x), "x", {"x": "n"})
