"""Answers read as a textbook prints them."""

import numpy as np
import pytest

from calcref import matrix_gradient, matrix_hessian, matrix_jacobian, matrix_vjp

FORMS = [
    ("||A x - y||^2", "x", "A: m n, x: n, y: m", "2 Aᵀ (A x - y)"),
    ("x' A x", "x", "A: n n, x: n", "(A + Aᵀ) x"),
    ("x' A x", "x", "A: n n symmetric, x: n", "2 A x"),
    ("a' X b", "X", "X: m n, a: m, b: n", "a bᵀ"),
    ("tr(A X B)", "X", "A: k m, X: m n, B: n k", "Aᵀ Bᵀ"),
    ("tr(X' A X)", "X", "X: m n, A: m m", "(A + Aᵀ) X"),
    ("log det(X)", "X", "X: n n", "X⁻ᵀ"),
    ("log det(X)", "X", "X: n n pd", "X⁻¹"),
    ("det(X)", "X", "X: n n", "det(X) X⁻ᵀ"),
    ("tr(inv(X) A)", "X", "X: n n, A: n n", "-X⁻ᵀ Aᵀ X⁻ᵀ"),
    ("||x||", "x", "x: n", "x/‖x‖"),
    ("||x - a||", "x", "x: n, a: n", "(x - a)/‖x - a‖"),
    ("||X||_F^2", "X", "X: m n", "2 X"),
    ("1/2 ||A x - y||^2 + 1/2 c ||x||^2", "x", "A: m n, x: n, y: m, c:", "Aᵀ (A x - y) + c x"),
    ("-y' log(softmax(z))", "z", "z: n, y: n one-hot", "softmax(z) - y"),
    (lambda z, y: -np.sum(y * np.log(np.exp(z) / np.sum(np.exp(z)))), "z", "z: n, y: n one-hot", "softmax(z) - y"),
    ("logsumexp(W x) - y' W x", "W", "W: k n, x: n, y: k", "(softmax(W x) - y) xᵀ"),
    ("sum(log(1 + exp(-y .* (A w))))", "w", "A: m n, w: n, y: m", "-Aᵀ (y ⊙ σ(-y ⊙ (A w)))"),
    (
        "-sum(y .* log(sigmoid(X w)) + (1 - y) .* log(1 - sigmoid(X w)))", "w", "X: m n, w: n, y: m",
        "Xᵀ (σ(X w) - y)",
    ),
    (
        "1/2 log det(S) + 1/2 (x - m0)' inv(S) (x - m0)", "S", "x: n, m0: n, S: n n pd",
        "(S⁻¹ - S⁻¹ (x - m0) (x - m0)ᵀ S⁻¹)/2",
    ),
    ("||A - U V'||_F^2", "U", "A: m n, U: m k, V: n k", "-2 (A - U Vᵀ) V"),
    ("tr(A X)", "X", "A: n n, X: n n symmetric", "(A + Aᵀ)/2"),
]  # fmt: skip


@pytest.mark.parametrize(("function", "wrt", "shapes", "form"), FORMS, ids=[it[3] for it in FORMS])
def test_a_gradient_reads_as_in_a_book(function, wrt, shapes, form):
    assert str(matrix_gradient(function, wrt, shapes).answer) == form


OTHERS = [
    (matrix_jacobian, "softmax(x)", "x", "x: n", "Diag(softmax(x)) - softmax(x) softmax(x)ᵀ"),
    (matrix_jacobian, "A X B", "X", "A: k m, X: m n, B: n l", "Bᵀ ⊗ A"),
    (matrix_jacobian, "sigmoid(W x)", "x", "W: m n, x: n", "Diag(σ(W x) ⊙ (1 - σ(W x))) W"),
    (matrix_hessian, "x' A x", "x", "A: n n, x: n", "A + Aᵀ"),
    (matrix_hessian, "||A x - y||^2", "x", "A: m n, x: n, y: m", "2 Aᵀ A"),
    (matrix_vjp, "X W", "W", "X: n d, W: d k", "Xᵀ Ybar"),
    (matrix_vjp, "inv(X)", "X", "X: n n", "-X⁻ᵀ Ybar X⁻ᵀ"),
]


@pytest.mark.parametrize(("verb", "function", "wrt", "shapes", "form"), OTHERS, ids=[it[4] for it in OTHERS])
def test_jacobians_hessians_and_backward_passes_read_as_in_a_book(verb, function, wrt, shapes, form):
    assert str(verb(function, wrt, shapes).answer) == form


def test_tex_has_bars_and_transposes():
    tex = matrix_gradient("||A x - y||^2/2", "x", "A: m n, x: n, y: m").to_latex()
    assert r"\lVert A x - y \rVert" in tex
    assert r"A^{\top} (A x - y)" in tex
    assert r"\langle " in tex
