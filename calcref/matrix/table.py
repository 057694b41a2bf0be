"""The lines of the table of matrix derivatives: functions as a reader types them; the answers are derived."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """A function, its variable, and the shapes of its names; `verb` says which derivative is meant."""

    function: str
    wrt: str
    shapes: str
    verb: str = "matrix_gradient"


LINEAR: tuple[Line, ...] = (
    Line("a' x", "x", "a: n, x: n"),
    Line("a' X b", "X", "a: m, X: m n, b: n"),
    Line("a' X' b", "X", "a: n, X: m n, b: m"),
    Line("sum(X)", "X", "X: m n"),
    Line("tr(X)", "X", "X: n n"),
    Line("tr(A X)", "X", "A: n m, X: m n"),
    Line("tr(A X B)", "X", "A: k m, X: m n, B: n k"),
    Line("tr(A X' B)", "X", "A: k n, X: m n, B: m k"),
)
QUADRATIC: tuple[Line, ...] = (
    Line("x' x", "x", "x: n"),
    Line("x' A x", "x", "A: n n, x: n"),
    Line("x' A x", "x", "A: n n symmetric, x: n"),
    Line("x' A x", "A", "A: n n, x: n"),
    Line("||A x - b||^2", "x", "A: m n, x: n, b: m"),
    Line("||A x - b||^2", "A", "A: m n, x: n, b: m"),
    Line("||A X - B||_F^2", "X", "A: m n, X: n k, B: m k"),
    Line("||A - U V'||_F^2", "U", "A: m n, U: m k, V: n k"),
    Line("a' X' X b", "X", "a: n, X: m n, b: n"),
    Line("tr(X' A X)", "X", "A: m m, X: m n"),
    Line("tr(X A X')", "X", "A: n n, X: m n"),
    Line("tr(X^2)", "X", "X: n n"),
    Line("(x' A x)/(x' x)", "x", "A: n n symmetric, x: n"),
)
INVERSES: tuple[Line, ...] = (
    Line("a' inv(X) b", "X", "a: n, X: n n, b: n"),
    Line("tr(inv(X))", "X", "X: n n"),
    Line("tr(A inv(X) B)", "X", "A: m n, X: n n, B: n m"),
    Line("det(X)", "X", "X: n n"),
    Line("det(A X B)", "X", "A: n n, X: n n, B: n n"),
    Line("log det(X)", "X", "X: n n"),
    Line("log det(X)", "X", "X: n n positive-definite"),
    Line("log det(X' X)", "X", "X: m n"),
    Line("1/2 log det(S) + 1/2 (x - m0)' inv(S) (x - m0)", "S", "S: n n positive-definite, x: n, m0: n"),
)
NORMS: tuple[Line, ...] = (
    Line("||x||", "x", "x: n"),
    Line("||x - a||", "x", "x: n, a: n"),
    Line("||X||_F", "X", "X: m n"),
    Line("||X||_2", "X", "X: m n"),
    Line("(x' y)/(||x|| ||y||)", "x", "x: n, y: n"),
    Line("eigmax(A)", "A", "A: n n symmetric"),
    Line("tr(A X)", "X", "A: n n, X: n n symmetric"),
    Line("tr(A X)", "X", "A: n n, X: n n diagonal"),
)
LEARNING: tuple[Line, ...] = (
    Line("sum(exp(A x))", "x", "A: m n, x: n"),
    Line("sum(log(1 + exp(-y .* (A w))))", "w", "A: m n, w: n, y: m"),
    Line("-sum(y .* log(sigmoid(X w)) + (1 - y) .* log(1 - sigmoid(X w)))", "w", "X: m n, w: n, y: m"),
    Line("logsumexp(x)", "x", "x: n"),
    Line("-y' log(softmax(z))", "z", "z: n, y: n one-hot"),
    Line("logsumexp(W x) - y' W x", "W", "W: k n, x: n, y: k"),
    Line("v' tanh(W x)", "W", "v: m, W: m n, x: n"),
    Line("1/2 y' inv(K) y + 1/2 log det(K)", "K", "K: n n positive-definite, y: n"),
)
BACKWARD: tuple[Line, ...] = (
    Line("X W", "W", "X: n d, W: d k", "matrix_vjp"),
    Line("X W", "X", "X: n d, W: d k", "matrix_vjp"),
    Line("softmax(Z)", "Z", "Z: m n", "matrix_vjp"),
    Line("softmax(Q K' / sqrt(d)) V", "V", "Q: m d, K: n d, V: n k", "matrix_vjp"),
    Line("inv(X)", "X", "X: n n", "matrix_vjp"),
    Line("chol(A)", "A", "A: n n positive-definite", "matrix_vjp"),
)
SECOND: tuple[Line, ...] = (
    Line("A x", "x", "A: m n, x: n", "matrix_jacobian"),
    Line("softmax(x)", "x", "x: n", "matrix_jacobian"),
    Line("sigmoid(W x)", "x", "W: m n, x: n", "matrix_jacobian"),
    Line("A X B", "X", "A: k m, X: m n, B: n l", "matrix_jacobian"),
    Line("inv(X)", "X", "X: n n", "matrix_jacobian"),
    Line("x' A x", "x", "A: n n, x: n", "matrix_hessian"),
    Line("||A x - b||^2", "x", "A: m n, x: n, b: m", "matrix_hessian"),
    Line("logsumexp(x)", "x", "x: n", "matrix_hessian"),
    Line("sum(log(1 + exp(-y .* (A w))))", "w", "A: m n, w: n, y: m", "matrix_hessian"),
    Line("log det(X)", "X", "X: n n", "matrix_hessian"),
)
TABLE: tuple[tuple[str, tuple[Line, ...]], ...] = (
    ("linear", LINEAR),
    ("quadratic", QUADRATIC),
    ("inverses and determinants", INVERSES),
    ("norms and structure", NORMS),
    ("learning", LEARNING),
    ("backward passes", BACKWARD),
    ("Jacobians and Hessians", SECOND),
)
