"""Parts of arrays, contractions, heads, triangles, layouts: answers are confirmed, what does not fit is refused."""

import numpy as np
import pytest

from calcref import (
    CalcrefError,
    Derivation,
    ShapeMismatch,
    Untraceable,
    backward_pass,
    matrix_gradient,
    matrix_jacobian,
    matrix_vjp,
)
from calcref.matrix.reading.given import read


def heads(X, W):
    """Two heads, as they are written with reshape and swapaxes."""
    parts = np.swapaxes(np.reshape(X @ W, (X.shape[0], 2, -1)), 0, 1)
    scores = np.tanh(parts @ np.swapaxes(parts, -1, -2))
    merged = np.swapaxes(scores @ parts, 0, 1)
    return np.reshape(merged, (X.shape[0], -1))


FUNCTIONS = [
    (lambda X: X[:, 1:] * X[:, :-1], {"X": "m n"}),
    (lambda X: X[0], {"X": "m n"}),
    (lambda X: X[-1, 0] ** 2, {"X": "m n"}),
    (lambda X: np.exp(X[1:] - X[:-1]), {"X": "n"}),
    (lambda X: np.concatenate([X[2:], X[:2]]), {"X": "5"}),
    (lambda X, W: np.concatenate([X @ W, X], axis=1), {"X": "l k", "W": "k m"}),
    (lambda X: np.vstack([X, X**2]), {"X": "l k"}),
    (lambda X: np.multiply(*np.split(X, 2, axis=1)), {"X": "l 2*k"}),
    (heads, {"X": "l a", "W": "a 2*k"}),
    (lambda X: np.triu(X @ X), {"X": "n n"}),
    (lambda X, M: np.where(M, X, 0.5), {"X": "m n", "M": "m n boolean"}),
    (lambda X: X[:, None] * X[None, :], {"X": "n"}),
]


@pytest.mark.parametrize(("function", "shapes"), FUNCTIONS, ids=range(len(FUNCTIONS)))
def test_a_function_of_parts_is_differentiated(function, shapes):
    derivation = matrix_vjp(function, "X", shapes)
    assert derivation.check().verdict == "agrees", derivation
    assert Derivation.from_json(derivation.to_json()).answer == derivation.answer


EINSUMS = [
    ("ij,jk->ik", "m n, n k", "A B"),
    ("ij,ik->kj", "m n, m k", "Bᵀ A"),
    ("ij,ij->", "m n, m n", "sum(A ⊙ B)"),
    ("ij,ij->i", "m n, m n", "(A ⊙ B) 1"),
    ("ij,j->ij", "m n, n", "A ⊙ (1 Bᵀ)"),
    ("i,j->ij", "m, n", "A Bᵀ"),
    ("i,ij", "m, m n", "Bᵀ A"),
    ("ii,ij->j", "n n, n m", "Bᵀ diag(A)"),
    ("ij,kj->ik", "m n, k n", "A Bᵀ"),
]


@pytest.mark.parametrize(("subscripts", "shapes", "form"), EINSUMS, ids=[it[0] for it in EINSUMS])
def test_einsum_is_read_as_products(subscripts, shapes, form):
    one, other = shapes.split(",")
    node, _ = read(lambda A, B: np.einsum(subscripts, A, B), {"A": one, "B": other})
    assert str(node) == form
    rng = np.random.default_rng(0)
    sizes = {"m": 2, "n": 3, "k": 4}
    values = [rng.normal(size=[sizes[dim] for dim in it.split()]) for it in (one, other)]
    space = {}
    exec(backward_pass(lambda A, B: np.einsum(subscripts, A, B), {"A": one, "B": other}).to_numpy(), space)
    expected = np.einsum(subscripts, *values)
    bar = rng.normal(size=expected.shape)
    a_bar, _ = space["backward"](*values, *([bar[()]] if bar.ndim == 0 else [bar]))
    step = rng.normal(size=values[0].shape)
    moved = np.einsum(subscripts, values[0] + step, values[1]) - expected  # linear in A
    assert np.isclose(np.sum(a_bar * step), np.sum(bar * moved))


REFUSED = [
    (lambda X: np.einsum("ij,ij,ik->ijk", X, X, X), "m n", Untraceable, "three axes"),
    (lambda X: np.einsum("ij,jk->ik", X, X), "m n", ShapeMismatch, "j stands for n and for m"),
    (lambda X: np.einsum("ijk->i", X), "m n", ShapeMismatch, "does not fit arrays with 2 axes"),
    (lambda X: X[:, :3], "m n", ShapeMismatch, "give its dimensions as numbers"),
    (lambda X: X[::2], "m n", Untraceable, "slices without a step"),
    (lambda X: X[0, 0, 0], "m n", Untraceable, "an index for 3 axes"),
    (lambda X: np.split(X, 2, axis=1)[0], "m n", ShapeMismatch, "say its shape with 2*m in place of n"),
    (lambda X: np.reshape(X, (2, -1)), "m n", Untraceable, "from (l, h*d) to (l, h, d)"),
    (lambda X: np.concatenate([X, X.T]), "m n", ShapeMismatch, "as many rows each"),
    (lambda X: np.reshape(X, (X.shape[0], 2, -1)).T, "m 2*n", Untraceable, "np.swapaxes(x, -1, -2)"),
    (lambda X: np.sort(np.reshape(X, (X.shape[0], 2, -1))), "m 2*n", Untraceable, "np.sort is not known"),
    (lambda X: np.tril(X, 1), "n n", Untraceable, "with k=0"),
    (lambda X: (X, X.T), "m n", Untraceable, "returned 2 arrays"),
]


@pytest.mark.parametrize(("function", "shape", "error", "said"), REFUSED, ids=[it[3][:30] for it in REFUSED])
def test_what_does_not_fit_is_refused(function, shape, error, said):
    with pytest.raises(error) as found:
        matrix_jacobian(function, "X", {"X": shape})
    assert said in str(found.value)


@pytest.mark.parametrize(
    ("function", "shapes", "form"),
    [
        ("tr(A L)", "A: n n, L: n n lower-triangular", "tril(Aᵀ)"),
        ("tr(A L)", "A: n n, L: n n upper-triangular", "tril(A)ᵀ"),
        ("log det(L)", "L: n n lower", "tril(L⁻ᵀ)"),
    ],
)
def test_the_gradient_of_a_triangle_is_one(function, shapes, form):
    derivation = matrix_gradient(function, "L", shapes)
    assert str(derivation.answer) == form
    assert "project-triangular" in [step.rule.id for step in derivation.steps]
    assert derivation.check().verdict == "agrees"


def test_a_triangle_needs_a_square():
    with pytest.raises(ShapeMismatch, match="so it cannot be lower-triangular"):
        matrix_gradient("sum(L)", "L", "L: m n lower-triangular")


def test_the_other_layout_is_a_last_step():
    shapes = "A: m n, x: n, y: m"
    gradient = matrix_gradient("||A x - y||^2", "x", shapes, layout="numerator")
    assert gradient.step.rule.id == "change-layout"
    assert str(gradient.answer) == "2 (A x - y)ᵀ A"
    assert gradient.check().verdict == "agrees"
    jacobian = matrix_jacobian("A x", "x", "A: m n, x: n", layout="denominator")
    assert str(jacobian.answer) == "Aᵀ"
    assert jacobian.check().verdict == "agrees"
    assert matrix_gradient("||A x - y||^2", "x", shapes, layout="denominator").step.rule.id != "change-layout"


def test_a_wrong_layout_is_refuted_and_an_unknown_one_refused():
    derivation = matrix_gradient("tr(A X)", "X", "A: n n, X: n n", layout="numerator")
    wrong = type(derivation)(
        type(derivation.step)(derivation.step.rule, derivation.step.before, derivation.parts[0].answer),
        derivation.parts,
        derivation.parts[0].answer,
    )
    assert wrong.check().verdict == "refuted"
    with pytest.raises(CalcrefError, match="found 'rows'"):
        matrix_gradient("tr(X)", "X", "X: n n", layout="rows")


def test_a_backward_pass_of_two_values():
    found = backward_pass(lambda x, w: (x @ w, np.exp(x)), "x: l k, w: k m")
    assert str(found["x"].answer) == "Ybar_1 wᵀ + Ybar_2 ⊙ exp(x)"
    assert str(found["w"].answer) == "xᵀ Ybar_1"
    assert found.check().verdict == "agrees"
    assert "def backward(x, w, Ybar_1, Ybar_2):" in found.to_numpy()


def test_pytorch_gets_a_function_with_its_check():
    code = backward_pass(lambda x, w, M: np.where(M, x @ w, 0.0), "x: l k, w: k m, M: l m boolean").to_torch()
    assert "class Function(torch.autograd.Function):" in code
    assert "x, w, M = ctx.saved_tensors" in code
    assert "return x_bar, w_bar, None" in code
    assert "torch.autograd.gradcheck(Function.apply, (x, w, M))" in code
    compile(code, "function", "exec")
    assert "moves one entry at a time" in matrix_vjp("inv(S)", "S", "S: n n symmetric").to_torch()


def test_what_a_backward_pass_cannot_be_of_is_said():
    with pytest.raises(CalcrefError, match=r"say wrt=\['x'\]"):
        backward_pass("x' x", "x: n", wrt="x")
    with pytest.raises(CalcrefError, match="needs a variable"):
        backward_pass(lambda: 1.0)
    with pytest.raises(CalcrefError, match="no variable 'z'; those of this backward pass are x"):
        backward_pass("x' x", "x: n")["z"]
