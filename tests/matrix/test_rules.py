"""Each rule answers the question that it is about, and stands aside for another."""

import numpy as np
import pytest

from calcref import matrix_gradient, matrix_vjp
from calcref.layers import softmax
from calcref.matrix import CONCEPTS, RULES

ANSWERS = [
    ("matrix-sum", "tr(A + X)"),
    ("scale", "3 tr(X)"),
    ("reduce", "sum(X)"),
    ("product", "a' X b"),
    ("hadamard", "sum(X .* exp(X))"),
    ("norm", "||X||"),
    ("elementwise", "sum(exp(X))"),
    ("transpose", "sum(exp(X'))"),
    ("trace", "tr(X)"),
    ("diagonal", "||diag(X)||"),
    ("inverse", "tr(inv(X))"),
    ("solve", "||inv(X) a||"),
    ("determinant", "det(X)"),
    ("log-determinant", "log det(X)"),
    ("softmax", "a' softmax(X b)"),
    ("matrix-log-sum-exp", "logsumexp(X b)"),
    ("kronecker", "tr(kron(A, X))"),
    ("vec", "||exp(vec(X))||^2"),
    ("eigenvalue", "eigmin(X' X)"),
    ("cholesky", "tr(chol(X' X))"),
    ("triangle", lambda X: np.sum(np.exp(np.tril(X)))),
    ("columns", lambda X: np.sum(np.exp(X[:, 1:]))),
    ("side-by-side", lambda X: np.sum(np.exp(np.concatenate([X, X @ X], axis=1)))),
    ("standardize", lambda X, a: a @ ((X @ a - np.mean(X @ a)) / np.sqrt(np.var(X @ a) + 2.0))),
    ("variance", lambda X: np.sum(np.exp(np.var(X, axis=1)))),
    ("recognize", "sum(log(1 + exp(X)))"),
    ("identify-gradient", "tr(X)"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "function"), ANSWERS, ids=[it[0] for it in ANSWERS])
def test_a_rule_answers(rule, function):
    derivation = matrix_gradient(function, "X", "A: n n, X: n n, a: n, b: n")
    assert rule in [step.rule.id for step in derivation.steps]
    assert derivation.check().verdict == "agrees"


def test_broadcast_answers():

    derivation = matrix_vjp(lambda X, b: X + b, "b", {"X": "m n", "b": "n"})
    assert "broadcast" in [step.rule.id for step in derivation.steps]
    assert str(derivation.answer) == "Ybarᵀ 1"


def test_mask_answers():
    def weights(X, M):
        return softmax(np.where(M, X, -np.inf))

    derivation = matrix_vjp(weights, "X", {"X": "m n", "M": "m n boolean"})
    assert "mask" in [step.rule.id for step in derivation.steps]
    shares = "softmax(mask(X, M))"
    assert str(derivation.answer) == f"{shares} ⊙ (Ybar - (Ybar ⊙ {shares}) 1 1ᵀ)"
    assert derivation.check().verdict == "agrees"


def test_every_rule_of_a_gradient_is_tried_here():
    tried = {rule for rule, _ in ANSWERS} | {"broadcast", "mask", "identify-jacobian"}
    assert {rule.id for rule in RULES} == tried


def test_steps_have_names_and_sides():
    for step in matrix_gradient("||A x - y||^2", "x", "A: m n, x: n, y: m").steps:
        assert step.rule.id
        assert step.rule.name
        assert step.before != step.after


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda it: it.id)
def test_a_concept_has_a_statement_and_a_source(concept):
    assert concept.latex.count("=") >= 1
    assert concept.source is not None


def test_a_projection_is_a_step_of_its_own():
    steps = [step.rule.id for step in matrix_gradient("tr(A X)", "X", "A: n n, X: n n symmetric").steps]
    assert steps[-2:] == ["project-symmetric", "simplify"]
    assert "project-symmetric" not in [step.rule.id for step in matrix_gradient("tr(A X)", "X", "A: n n, X: n n").steps]
    diagonal = matrix_gradient("tr(A X)", "X", "A: n n, X: n n diagonal")
    assert "project-diagonal" in [step.rule.id for step in diagonal.steps]


def test_simplify_is_the_last_step():
    assert matrix_gradient("x' A x", "x", "A: n n, x: n").steps[-1].rule.id == "simplify"
