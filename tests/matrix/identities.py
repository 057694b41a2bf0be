"""Derivatives of functions of vectors and matrices as the literature prints them, each with its formula in NumPy.

Cookbook: K. B. Petersen and M. S. Pedersen, The Matrix Cookbook (2012), by the number of the equation where there is
one. MN: J. R. Magnus and H. Neudecker, Matrix Differential Calculus. Murphy: K. P. Murphy, Probabilistic Machine
Learning (2022). Bishop: Pattern Recognition and Machine Learning (2006). GP: C. E. Rasmussen and C. K. I. Williams,
Gaussian Processes for Machine Learning (2006). Gradients have the shape of the variable; Jacobians have a row for each
entry of the value, read column by column.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.linalg import det, inv, norm, slogdet, solve

I2 = np.eye


class Identity(NamedTuple):
    """A function, the variable, the shapes, and what its derivative is, as a function of the same arrays."""

    id: str
    function: Any
    wrt: str
    shapes: str
    expected: Any
    kind: str = "gradient"


def sig(t):
    return 1 / (1 + np.exp(-t))


def soft(z):
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def sym(G):
    return (G + G.T) / 2


def vec(X):
    return np.asarray(X).T.reshape(-1)


def commutation(m, n):
    K = np.zeros((m * n, m * n))
    for i in range(m):
        for j in range(n):
            K[i * n + j, j * m + i] = 1
    return K


G = Identity
# fmt: off
LINEAR = [  # Cookbook 2.4, first order
    G("inner product", "x' a", "x", "x: n, a: n", lambda x, a: a),  # 69
    G("inner product, other order", "a' x", "x", "x: n, a: n", lambda x, a: a),
    G("bilinear form", "a' X b", "X", "X: m n, a: m, b: n", lambda X, a, b: np.outer(a, b)),  # 70
    G("bilinear form of the transpose", "a' X' b", "X", "X: m n, a: n, b: m", lambda X, a, b: np.outer(b, a)),  # 71
    G("quadratic in one vector", "a' X a", "X", "X: n n, a: n", lambda X, a: np.outer(a, a)),  # 72
    G("trace", "tr(X)", "X", "X: n n", lambda X: I2(len(X))),  # 99
    G("trace of a product", "tr(X A)", "X", "X: m n, A: n m", lambda X, A: A.T),  # 100
    G("trace of a sandwich", "tr(A X B)", "X", "A: k m, X: m n, B: n k", lambda A, X, B: A.T @ B.T),  # 101
    G("trace of a transposed sandwich", "tr(A X' B)", "X", "A: k n, X: m n, B: m k", lambda A, X, B: B @ A),  # 102
    G("trace with a transpose", "tr(X' A)", "X", "X: m n, A: m n", lambda X, A: A),  # 103
    G("trace, transpose behind", "tr(A X')", "X", "X: m n, A: m n", lambda X, A: A),  # 104
    G("trace of a Kronecker product", "tr(kron(A, X))", "X", "A: m m, X: n n", lambda A, X: np.trace(A) * I2(len(X))),  # 105
    G("sum of all entries", "sum(X)", "X", "X: m n", lambda X: np.ones(X.shape)),
    G("mean of all entries", "mean(X)", "X", "X: m n", lambda X: np.ones(X.shape) / X.size),
    G("sum of a product", "sum(A x)", "x", "A: m n, x: n", lambda A, x: A.T @ np.ones(len(A))),
    G("weighted sum of entries", "sum(A .* X)", "X", "A: m n, X: m n", lambda A, X: A),
    G("sum of a diagonal", "sum(diag(X))", "X", "X: n n", lambda X: I2(len(X))),
    G("inner product with a diagonal", "a' diag(X)", "X", "X: n n, a: n", lambda X, a: np.diag(a)),
    G("Frobenius product", lambda A, X: np.sum(A * X), "X", "A: m n, X: m n", lambda A, X: A),
    G("outer product inside", lambda A, x, y: np.sum(A * np.outer(x, y)), "x", "A: m n, x: m, y: n", lambda A, x, y: A @ y),
    G("linear in a scalar", "c x' a", "c", "c:, x: n, a: n", lambda c, x, a: x @ a),
]
QUADRATIC = [  # Cookbook 2.4, second order
    G("quadratic form", "x' A x", "x", "A: n n, x: n", lambda A, x: (A + A.T) @ x),  # 81
    G("symmetric quadratic form", "x' A x", "x", "A: n n symmetric, x: n", lambda A, x: 2 * A @ x),
    G("quadratic form in its matrix", "x' A x", "A", "A: n n, x: n", lambda A, x: np.outer(x, x)),
    G("affine quadratic form", "(B x + b)' C (D x + d)", "x", "B: m n, b: m, C: m k, D: k n, d: k, x: n",
      lambda B, b, C, D, d, x: B.T @ C @ (D @ x + d) + D.T @ C.T @ (B @ x + b)),  # 78
    G("two vectors, matrix twice", "a' X' X c", "X", "X: m n, a: n, c: n",
      lambda X, a, c: X @ (np.outer(a, c) + np.outer(c, a))),  # 77
    G("matrix in the middle", "b' X' D X c", "X", "X: m n, D: m m, b: n, c: n",
      lambda X, D, b, c: D.T @ X @ np.outer(b, c) + D @ X @ np.outer(c, b)),  # 82
    G("shifted quadratic form", "(X b + c)' D (X b + c)", "X", "X: m n, b: n, c: m, D: m m",
      lambda X, b, c, D: (D + D.T) @ np.outer(X @ b + c, b)),  # 83
    G("weighted residual in s", "(x - A s)' W (x - A s)", "s", "x: m, A: m n, s: n, W: m m symmetric",
      lambda x, A, s, W: -2 * A.T @ W @ (x - A @ s)),  # 84
    G("weighted distance in x", "(x - s)' W (x - s)", "x", "x: n, s: n, W: n n symmetric", lambda x, s, W: 2 * W @ (x - s)),  # 85
    G("weighted distance in s", "(x - s)' W (x - s)", "s", "x: n, s: n, W: n n symmetric", lambda x, s, W: -2 * W @ (x - s)),  # 86
    G("weighted residual in x", "(x - A s)' W (x - A s)", "x", "x: m, A: m n, s: n, W: m m symmetric",
      lambda x, A, s, W: 2 * W @ (x - A @ s)),  # 87
    G("weighted residual in A", "(x - A s)' W (x - A s)", "A", "x: m, A: m n, s: n, W: m m symmetric",
      lambda x, A, s, W: -2 * W @ np.outer(x - A @ s, s)),  # 88
    G("trace of a square", "tr(X^2)", "X", "X: n n", lambda X: 2 * X.T),  # 106
    G("trace of a square with a factor", "tr(X^2 B)", "X", "X: n n, B: n n", lambda X, B: (X @ B + B @ X).T),  # 107
    G("trace of a Gram matrix with a factor", "tr(X' B X)", "X", "X: m n, B: m m", lambda X, B: (B + B.T) @ X),  # 108
    G("the same, turned", "tr(B X X')", "X", "X: m n, B: m m", lambda X, B: (B + B.T) @ X),  # 109
    G("and turned again", "tr(X X' B)", "X", "X: m n, B: m m", lambda X, B: (B + B.T) @ X),  # 110
    G("factor behind", "tr(X B X')", "X", "X: m n, B: n n", lambda X, B: X @ (B + B.T)),  # 111
    G("factor behind, turned", "tr(B X' X)", "X", "X: m n, B: n n", lambda X, B: X @ (B + B.T)),  # 112
    G("both factors", "tr(A X B X)", "X", "A: n n, X: n n, B: n n", lambda A, X, B: A.T @ X.T @ B.T + B.T @ X.T @ A.T),  # 114
    G("squared Frobenius norm as a trace", "tr(X' X)", "X", "X: m n", lambda X: 2 * X),  # 115
    G("sandwich of a Gram matrix", "tr(B' X' C X B)", "X", "B: n k, C: m m, X: m n",
      lambda B, C, X: C.T @ X @ B @ B.T + C @ X @ B @ B.T),  # 116
    G("two different sides", "tr(X' B X C)", "X", "X: m n, B: m m, C: n n", lambda X, B, C: B @ X @ C + B.T @ X @ C.T),  # 117
    G("sandwich in the middle", "tr(A X B X' C)", "X", "A: k m, X: m n, B: n n, C: m k",
      lambda A, X, B, C: A.T @ C.T @ X @ B.T + C @ A @ X @ B),  # 118
    G("squared residual as a trace", "tr((A X B + C) (A X B + C)')", "X", "A: k m, X: m n, B: n l, C: k l",
      lambda A, X, B, C: 2 * A.T @ (A @ X @ B + C) @ B.T),  # 119
    G("trace of a Kronecker square", "tr(kron(X, X))", "X", "X: n n", lambda X: 2 * np.trace(X) * I2(len(X))),  # 120
    G("trace of a cube", "tr(X^3)", "X", "X: n n", lambda X: 3 * (X @ X).T),  # 121
    G("trace of A times a cube", "tr(A X^3)", "X", "A: n n, X: n n",
      lambda A, X: (A @ X @ X + X @ A @ X + X @ X @ A).T),  # 122 with k = 3
    G("quartic in B", "tr(B' X' C X X' C X B)", "X", "B: n k, X: m n, C: m m",
      lambda B, X, C: C @ X @ X.T @ C @ X @ B @ B.T + C.T @ X @ B @ B.T @ X.T @ C.T @ X
      + C @ X @ B @ B.T @ X.T @ C @ X + C.T @ X @ X.T @ C.T @ X @ B @ B.T),  # 123
    G("squared norm", "||x||^2", "x", "x: n", lambda x: 2 * x),
    G("squared Frobenius norm", "||X||_F^2", "X", "X: m n", lambda X: 2 * X),  # 132
    G("quadratic and linear", "1/2 x' A x - b' x", "x", "A: n n symmetric, x: n, b: n", lambda A, x, b: A @ x - b),
    G("Rayleigh quotient", "(x' A x)/(x' x)", "x", "A: n n symmetric, x: n",
      lambda A, x: 2 / (x @ x) * (A @ x - (x @ A @ x) / (x @ x) * x)),
    G("generalized Rayleigh quotient", "(x' A x)/(x' B x)", "x", "A: n n symmetric, B: n n symmetric, x: n",
      lambda A, B, x: 2 * A @ x / (x @ B @ x) - 2 * (x @ A @ x) * B @ x / (x @ B @ x) ** 2),  # 230
    G("cubic form", "(x' A x) (b' x)", "x", "A: n n, x: n, b: n", lambda A, x, b: (b @ x) * (A + A.T) @ x + (x @ A @ x) * b),
    G("commutator norm", "||A X - X A||_F^2", "X", "A: n n, X: n n",
      lambda A, X: 2 * (A.T @ (A @ X - X @ A) - (A @ X - X @ A) @ A.T)),
    G("Gram residual", "||X' X - I0||_F^2", "X", "X: m n, I0: n n symmetric", lambda X, I0: 4 * X @ (X.T @ X - I0)),
    G("factorization", "||A - U V'||_F^2", "U", "A: m n, U: m k, V: n k", lambda A, U, V: -2 * (A - U @ V.T) @ V),
    G("factorization, other factor", "||A - U V'||_F^2", "V", "A: m n, U: m k, V: n k", lambda A, U, V: -2 * (A - U @ V.T).T @ U),
    G("masked factorization", "||M .* (A - U V')||_F^2", "U", "M: m n, A: m n, U: m k, V: n k",
      lambda M, A, U, V: -2 * (M * M * (A - U @ V.T)) @ V),
    G("autoencoder with tied weights", "||X - X W W'||_F^2", "W", "X: m n, W: n k",
      lambda X, W: -2 * (X.T @ (X - X @ W @ W.T) @ W + (X - X @ W @ W.T).T @ X @ W)),
]
INVERSES = [  # Cookbook 2.2 and 2.5
    G("inverse between vectors", "a' inv(X) b", "X", "X: n n, a: n, b: n", lambda X, a, b: -inv(X).T @ np.outer(a, b) @ inv(X).T),  # 61
    G("trace of an inverse", "tr(inv(X))", "X", "X: n n", lambda X: -(inv(X) @ inv(X)).T),
    G("trace of an inverse between factors", "tr(A inv(X) B)", "X", "A: m n, X: n n, B: n m",
      lambda A, X, B: -(inv(X) @ B @ A @ inv(X)).T),  # 63, 124
    G("trace of a shifted inverse", "tr(inv(X + A))", "X", "X: n n, A: n n", lambda X, A: -(inv(X + A) @ inv(X + A)).T),  # 64
    G("inverse of a Gram matrix", "tr(inv(X' C X) A)", "X", "X: m n, C: m m symmetric, A: n n",
      lambda X, C, A: -(C @ X @ inv(X.T @ C @ X)) @ (A + A.T) @ inv(X.T @ C @ X)),  # 125
    G("ratio of Gram matrices", "tr(inv(X' C X) (X' B X))", "X", "X: m n, C: m m symmetric, B: m m symmetric",
      lambda X, C, B: -2 * C @ X @ inv(X.T @ C @ X) @ X.T @ B @ X @ inv(X.T @ C @ X) + 2 * B @ X @ inv(X.T @ C @ X)),  # 126
    G("ratio with a shift", "tr(inv(A + X' C X) (X' B X))", "X", "A: n n symmetric, X: m n, C: m m symmetric, B: m m symmetric",
      lambda A, X, C, B: -2 * C @ X @ inv(A + X.T @ C @ X) @ X.T @ B @ X @ inv(A + X.T @ C @ X)
      + 2 * B @ X @ inv(A + X.T @ C @ X)),  # 127
    G("quadratic form of an inverse", "x' inv(A) x", "x", "A: n n, x: n", lambda A, x: (inv(A) + inv(A).T) @ x),
    G("solution of a system in b", lambda A, b, c: c @ np.linalg.solve(A, b), "b", "A: n n, b: n, c: n", lambda A, b, c: solve(A.T, c)),
    G("solution of a system in A", lambda A, b, c: c @ np.linalg.solve(A, b), "A", "A: n n, b: n, c: n",
      lambda A, b, c: -np.outer(solve(A.T, c), solve(A, b))),
    G("squared inverse", "||inv(X)||_F^2", "X", "X: n n", lambda X: -2 * inv(X).T @ inv(X) @ inv(X).T),
    G("inverse of a scaled identity", "b' inv(A + c I0) b", "c", "A: n n pd, c:, I0: n n symmetric, b: n",
      lambda A, c, I0, b: -(b @ inv(A + c * I0) @ I0 @ inv(A + c * I0) @ b)),
    G("resolvent", lambda A, t: np.trace(np.linalg.inv(A + t * np.eye(A.shape[0]))), "A", "A: n n, t:",
      lambda A, t: -(inv(A + t * I2(len(A))) @ inv(A + t * I2(len(A)))).T),
    G("inverse of a diagonal", "sum(inv(diag(x)) a)", "x", "x: n, a: n", lambda x, a: -a / x**2),
    G("Mahalanobis in the matrix", "(x - m0)' inv(S) (x - m0)", "S", "x: n, m0: n, S: n n pd",
      lambda x, m0, S: -np.outer(solve(S, x - m0), solve(S, x - m0))),
    G("projection residual", lambda A, b: b @ b - b @ A @ np.linalg.solve(A.T @ A, A.T @ b), "b", "A: m n, b: m",
      lambda A, b: 2 * (b - A @ solve(A.T @ A, A.T @ b))),
]
DETERMINANTS = [  # Cookbook 2.1
    G("determinant", "det(X)", "X", "X: n n", lambda X: det(X) * inv(X).T),  # 49
    G("determinant between factors", "det(A X B)", "X", "A: n n, X: n n, B: n n", lambda A, X, B: det(A @ X @ B) * inv(X).T),  # 51
    G("determinant of a Gram matrix", "det(X' X)", "X", "X: m n", lambda X: 2 * det(X.T @ X) * X @ inv(X.T @ X)),
    G("determinant with a symmetric weight", "det(X' A X)", "X", "X: m n, A: m m symmetric",
      lambda X, A: 2 * det(X.T @ A @ X) * A @ X @ inv(X.T @ A @ X)),  # 53
    G("determinant with a general weight", "det(X' A X)", "X", "X: m n, A: m m",
      lambda X, A: det(X.T @ A @ X) * (A @ X @ inv(X.T @ A @ X) + A.T @ X @ inv(X.T @ A.T @ X))),  # 54
    G("logarithm of a Gram determinant", "log det(X' X)", "X", "X: m n", lambda X: 2 * X @ inv(X.T @ X)),  # 55
    G("log-determinant", "log det(X)", "X", "X: n n", lambda X: inv(X).T),  # 57
    G("power of a determinant", "det(X^3)", "X", "X: n n", lambda X: 3 * det(X) ** 3 * inv(X).T),  # 58
    G("log-determinant of an inverse", "log det(inv(X))", "X", "X: n n", lambda X: -inv(X).T),
    G("determinant of an inverse", "det(inv(X))", "X", "X: n n", lambda X: -inv(X).T / det(X)),  # 62 of an inverse
    G("log-determinant with a shift", "log det(A + X)", "X", "A: n n, X: n n", lambda A, X: inv(A + X).T),
    G("log-determinant of a product", "log det(A X B)", "X", "A: n n, X: n n, B: n n", lambda A, X, B: inv(X).T),
    G("evidence of a linear model", lambda X, a: np.linalg.slogdet(a * np.eye(X.shape[0]) + X @ X.T)[1], "X", "X: m n, a: positive",
      lambda X, a: 2 * inv(a * I2(len(X)) + X @ X.T) @ X),
    G("its scale", lambda X, a: np.linalg.slogdet(a * np.eye(X.shape[0]) + X @ X.T)[1], "a", "X: m n, a: positive",
      lambda X, a: np.trace(inv(a * I2(len(X)) + X @ X.T))),
    G("square of a log-determinant", "(log det(X))^2", "X", "X: n n", lambda X: 2 * slogdet(X)[1] * inv(X).T),
    G("determinant of a rank-one change", "det(A + u v')", "u", "A: n n, u: n, v: n", lambda A, u, v: det(A + np.outer(u, v)) * inv(A + np.outer(u, v)).T @ v),
    G("log-determinant of a diagonal", "log det(diag(x))", "x", "x: n", lambda x: 1 / x),
    G("absolute determinant", "|det(X)|", "X", "X: n n", lambda X: abs(det(X)) * inv(X).T),
]
NORMS = [  # Cookbook 2.6 and 2.7
    G("distance", "||x - a||", "x", "x: n, a: n", lambda x, a: (x - a) / norm(x - a)),  # 129
    G("length", "||x||", "x", "x: n", lambda x: x / norm(x)),
    G("Frobenius norm", "||X||_F", "X", "X: m n", lambda X: X / norm(X)),
    G("norm of an image", "||A x||", "x", "A: m n, x: n", lambda A, x: A.T @ A @ x / norm(A @ x)),
    G("norm of an image in A", "||A x||", "A", "A: m n, x: n", lambda A, x: np.outer(A @ x, x) / norm(A @ x)),
    G("cube of a length", "||x||^3", "x", "x: n", lambda x: 3 * norm(x) * x),
    G("cosine similarity", "(x' y)/(||x|| ||y||)", "x", "x: n, y: n",
      lambda x, y: y / (norm(x) * norm(y)) - (x @ y) * x / (norm(x) ** 3 * norm(y))),
    G("component along a unit vector", "a' x/||x||", "x", "a: n, x: n", lambda a, x: a / norm(x) - (a @ x) * x / norm(x) ** 3),  # 130
    G("elastic net", "a ||x||_1 + b ||x||^2", "x", "a:, b:, x: n", lambda a, b, x: a * np.sign(x) + 2 * b * x),
    G("group penalty", lambda W: np.sum(np.linalg.norm(W, axis=1)), "W", "W: m n", lambda W: W / norm(W, axis=1)[:, None]),
    G("smoothed norm", "sum(sqrt(x.^2 + e0))", "x", "x: n, e0: positive", lambda x, e0: x / np.sqrt(x**2 + e0)),
    G("p-norm to the p", "sum(|x|.^3)", "x", "x: n", lambda x: 3 * np.abs(x) * x),
    G("sum of square roots", "sum(sqrt(x))", "x", "x: n positive", lambda x: 1 / (2 * np.sqrt(x))),
    G("logarithm of a length", "log(||x||)", "x", "x: n", lambda x: x / (x @ x)),
    G("inverse length", "1/||x||", "x", "x: n", lambda x: -x / norm(x) ** 3),
]
REGRESSION = [  # Murphy and Bishop
    G("least squares", "||A x - y||^2", "x", "A: m n, x: n, y: m", lambda A, x, y: 2 * A.T @ (A @ x - y)),
    G("least squares in A", "||A x - y||^2", "A", "A: m n, x: n, y: m", lambda A, x, y: 2 * np.outer(A @ x - y, x)),
    G("least squares in y", "||A x - y||^2", "y", "A: m n, x: n, y: m", lambda A, x, y: -2 * (A @ x - y)),
    G("mean squared error", lambda X, w, y: np.mean((X @ w - y) ** 2), "w", "X: m n, w: n, y: m",
      lambda X, w, y: 2 / len(y) * X.T @ (X @ w - y)),
    G("with an intercept, in w", lambda X, w, b, y: np.mean((X @ w + b - y) ** 2), "w", "X: m n, w: n, b:, y: m",
      lambda X, w, b, y: 2 / len(y) * X.T @ (X @ w + b - y)),
    G("with an intercept, in b", lambda X, w, b, y: np.mean((X @ w + b - y) ** 2), "b", "X: m n, w: n, b:, y: m",
      lambda X, w, b, y: 2 * np.mean(X @ w + b - y)),
    G("ridge", "||X w - y||^2 + c ||w||^2", "w", "X: m n, w: n, y: m, c:", lambda X, w, y, c: 2 * X.T @ (X @ w - y) + 2 * c * w),
    G("weighted least squares", "(y - X w)' diag(s) (y - X w)", "w", "X: m n, w: n, y: m, s: m",
      lambda X, w, y, s: -2 * X.T @ (s * (y - X @ w))),
    G("multivariate regression", "||X W - Y||_F^2", "W", "X: m n, W: n k, Y: m k", lambda X, W, Y: 2 * X.T @ (X @ W - Y)),
    G("generalized least squares", "(y - X w)' inv(S) (y - X w)", "w", "X: m n, w: n, y: m, S: m m pd",
      lambda X, w, y, S: -2 * X.T @ solve(S, y - X @ w)),
    G("Tikhonov", "||A x - y||^2 + ||L x||^2", "x", "A: m n, x: n, y: m, L: k n", lambda A, x, y, L: 2 * A.T @ (A @ x - y) + 2 * L.T @ L @ x),
    G("logistic, labels 1 and -1", "sum(log(1 + exp(-y .* (A w))))", "w", "A: m n, w: n, y: m",
      lambda A, w, y: -A.T @ (y * sig(-y * (A @ w)))),
    G("logistic, labels 0 and 1", "-sum(y .* log(sigmoid(X w)) + (1 - y) .* log(1 - sigmoid(X w)))", "w", "X: m n, w: n, y: m",
      lambda X, w, y: X.T @ (sig(X @ w) - y)),
    G("logistic by softplus", "sum(softplus(X w)) - y' X w", "w", "X: m n, w: n, y: m", lambda X, w, y: X.T @ (sig(X @ w) - y)),
    G("mean logistic loss", lambda X, w, y: np.mean(np.log(1 + np.exp(-y * (X @ w)))), "w", "X: m n, w: n, y: m",
      lambda X, w, y: -X.T @ (y * sig(-y * (X @ w))) / len(y)),
    G("Poisson regression", "sum(exp(X w)) - y' X w", "w", "X: m n, w: n, y: m", lambda X, w, y: X.T @ (np.exp(X @ w) - y)),
    G("exponential loss", "sum(exp(-y .* (X w)))", "w", "X: m n, w: n, y: m", lambda X, w, y: -X.T @ (y * np.exp(-y * (X @ w)))),
    G("hinge", lambda X, w, y: np.sum(np.maximum(1 - y * (X @ w), 0)), "w", "X: m n, w: n, y: m",
      lambda X, w, y: -X.T @ (y * (y * (X @ w) < 1))),
    G("squared hinge", lambda X, w, y: np.sum(np.maximum(1 - y * (X @ w), 0) ** 2), "w", "X: m n, w: n, y: m",
      lambda X, w, y: -2 * X.T @ (y * np.maximum(1 - y * (X @ w), 0))),
    G("log-cosh", "sum(log(cosh(X w - y)))", "w", "X: m n, w: n, y: m", lambda X, w, y: X.T @ np.tanh(X @ w - y)),
    G("pseudo-Huber", "sum(sqrt(1 + (X w - y).^2))", "w", "X: m n, w: n, y: m",
      lambda X, w, y: X.T @ ((X @ w - y) / np.sqrt(1 + (X @ w - y) ** 2))),
    G("sum of sines", "sum(sin(A x))", "x", "A: m n, x: n", lambda A, x: A.T @ np.cos(A @ x)),
    G("log-sum-exp", "logsumexp(x)", "x", "x: n", soft),
    G("log-sum-exp of an affine map", "logsumexp(A x + b)", "x", "A: m n, x: n, b: m", lambda A, x, b: A.T @ soft(A @ x + b)),
    G("log-sum-exp as it is written", lambda x: np.log(np.sum(np.exp(x))), "x", "x: n", soft),
    G("softmax cross-entropy", "-y' log(softmax(z))", "z", "z: n, y: n one-hot", lambda z, y: soft(z) - y),
    G("softmax cross-entropy, any targets", "-y' log(softmax(z))", "z", "z: n, y: n", lambda z, y: y.sum() * soft(z) - y),
    G("softmax cross-entropy as it is written", lambda z, y: -np.sum(y * np.log(np.exp(z) / np.sum(np.exp(z)))), "z", "z: n, y: n one-hot",
      lambda z, y: soft(z) - y),
    G("softmax regression in W", "logsumexp(W x) - y' W x", "W", "W: k n, x: n, y: k", lambda W, x, y: np.outer(soft(W @ x) - y, x)),
    G("softmax regression of a batch", lambda X, W, Y: -np.sum(Y * np.log(np.exp(X @ W) / np.exp(X @ W).sum(axis=1, keepdims=True))), "W",
      "X: m n, W: n k, Y: m k", lambda X, W, Y: X.T @ (Y.sum(1, keepdims=True) * soft(X @ W) - Y)),
    G("entropy of a softmax", "-softmax(z)' log(softmax(z))", "z", "z: n",
      lambda z: -soft(z) * (np.log(soft(z)) - soft(z) @ np.log(soft(z)))),
    G("entropy", "-sum(p .* log(p))", "p", "p: n positive", lambda p: -np.log(p) - 1),
    G("relative entropy", "sum(p .* (log(p) - log(q)))", "q", "p: n positive, q: n positive", lambda p, q: -p / q),
]
GAUSSIANS = [  # Murphy 3.2, Bishop 2.3, GP 5.4, Cookbook 8
    G("normal in its mean", "1/2 (x - m0)' inv(S) (x - m0)", "m0", "x: n, m0: n, S: n n pd", lambda x, m0, S: -solve(S, x - m0)),
    G("normal in x", "1/2 (x - m0)' inv(S) (x - m0)", "x", "x: n, m0: n, S: n n pd", lambda x, m0, S: solve(S, x - m0)),
    G("normal in its covariance", "1/2 log det(S) + 1/2 (x - m0)' inv(S) (x - m0)", "S", "x: n, m0: n, S: n n pd",
      lambda x, m0, S: (inv(S) - np.outer(solve(S, x - m0), solve(S, x - m0))) / 2),
    G("normal in its precision", "1/2 tr(L C) - 1/2 log det(L)", "L", "L: n n pd, C: n n symmetric", lambda L, C: (C - inv(L)) / 2),
    G("covariance from a scatter", "N0 log det(S) + tr(inv(S) C)", "S", "N0:, S: n n pd, C: n n symmetric",
      lambda N0, S, C: N0 * inv(S) - inv(S) @ C @ inv(S)),
    G("factor of a precision", "tr(L' L C) - log det(L' L)", "L", "L: n n, C: n n symmetric", lambda L, C: 2 * L @ C - 2 * inv(L).T),
    G("diagonal variances", "sum(log(s)) + sum((x - m0).^2 ./ s)", "s", "s: n positive, x: n, m0: n", lambda s, x, m0: 1 / s - (x - m0) ** 2 / s**2),
    G("log of deviations", "sum(r) + 1/2 sum((x - m0).^2 .* exp(-2 r))", "r", "r: n, x: n, m0: n", lambda r, x, m0: 1 - (x - m0) ** 2 * np.exp(-2 * r)),
    G("relative entropy of normals, mean", "(m1 - m0)' inv(S) (m1 - m0)", "m0", "m0: n, m1: n, S: n n pd", lambda m0, m1, S: -2 * solve(S, m1 - m0)),
    G("relative entropy of normals, covariance", "tr(inv(S1) S0) + log det(S1) - log det(S0)", "S0", "S0: n n pd, S1: n n pd",
      lambda S0, S1: inv(S1) - inv(S0)),
    G("marginal likelihood in its kernel", "1/2 y' inv(K) y + 1/2 log det(K)", "K", "K: n n pd, y: n",
      lambda K, y: (inv(K) - np.outer(solve(K, y), solve(K, y))) / 2),
    G("marginal likelihood in the noise", lambda K, y, s: 0.5 * y @ np.linalg.solve(K + s * np.eye(K.shape[0]), y) + 0.5 * np.linalg.slogdet(K + s * np.eye(K.shape[0]))[1],
      "s", "K: n n pd, y: n, s: positive",
      lambda K, y, s: 0.5 * np.trace(inv(K + s * I2(len(K)))) - 0.5 * norm(solve(K + s * I2(len(K)), y)) ** 2),
    G("marginal likelihood in the scale", "1/2 y' inv(c K) y + 1/2 log det(c K)", "c", "c: positive, K: n n pd, y: n",
      lambda c, K, y: -0.5 * y @ solve(K, y) / c**2 + 0.5 * len(y) / c),
    G("posterior mean in the targets", lambda k0, K, y: k0 @ np.linalg.solve(K, y), "y", "k0: n, K: n n pd, y: n", lambda k0, K, y: solve(K, k0)),
    G("posterior mean in the kernel", lambda k0, K, y: k0 @ np.linalg.solve(K, y), "K", "k0: n, K: n n pd, y: n",
      lambda k0, K, y: -sym(np.outer(solve(K, k0), solve(K, y)))),
    G("Student's t", "log(1 + (x - m0)' inv(S) (x - m0))", "m0", "x: n, m0: n, S: n n pd",
      lambda x, m0, S: -2 * solve(S, x - m0) / (1 + (x - m0) @ solve(S, x - m0))),
    G("probabilistic PCA", lambda W, C, s: np.linalg.slogdet(W @ W.T + s * np.eye(W.shape[0]))[1] + np.trace(np.linalg.solve(W @ W.T + s * np.eye(W.shape[0]), C)),
      "W", "W: m n, C: m m symmetric, s: positive",
      lambda W, C, s: 2 * (inv(W @ W.T + s * I2(len(W))) - inv(W @ W.T + s * I2(len(W))) @ C @ inv(W @ W.T + s * I2(len(W)))) @ W),
    G("independent components", "log det(W) - sum(log(cosh(W x)))", "W", "W: n n, x: n", lambda W, x: inv(W).T - np.outer(np.tanh(W @ x), x)),
    G("affine flow", "1/2 ||W x + b||^2 - log det(W)", "W", "W: n n, x: n, b: n", lambda W, x, b: np.outer(W @ x + b, x) - inv(W).T),
    G("planar flow", lambda u, w, b, z: np.log(np.abs(1 + u @ w * (1 - np.tanh(w @ z + b) ** 2))), "u", "u: n, w: n, b:, z: n",
      lambda u, w, b, z: (1 - np.tanh(w @ z + b) ** 2) * w / (1 + u @ w * (1 - np.tanh(w @ z + b) ** 2))),
]
NETWORKS = [  # layers, attention, normalization, metrics
    G("one hidden layer, outer weights", "v' tanh(W x)", "v", "v: m, W: m n, x: n", lambda v, W, x: np.tanh(W @ x)),
    G("one hidden layer, inner weights", "v' tanh(W x)", "W", "v: m, W: m n, x: n", lambda v, W, x: np.outer(v * (1 - np.tanh(W @ x) ** 2), x)),
    G("one hidden layer, input", "v' tanh(W x)", "x", "v: m, W: m n, x: n", lambda v, W, x: W.T @ (v * (1 - np.tanh(W @ x) ** 2))),
    G("bias inside", "v' sigmoid(W x + b)", "b", "v: m, W: m n, x: n, b: m", lambda v, W, x, b: v * sig(W @ x + b) * (1 - sig(W @ x + b))),
    G("rectified layer", "v' relu(W x)", "W", "v: m, W: m n, x: n", lambda v, W, x: np.outer(v * (W @ x > 0), x)),
    G("two layers", "1/2 ||B tanh(A x) - y||^2", "A", "A: m n, B: k m, x: n, y: k",
      lambda A, B, x, y: np.outer((B.T @ (B @ np.tanh(A @ x) - y)) * (1 - np.tanh(A @ x) ** 2), x)),
    G("two layers, outer", "1/2 ||B tanh(A x) - y||^2", "B", "A: m n, B: k m, x: n, y: k",
      lambda A, B, x, y: np.outer(B @ np.tanh(A @ x) - y, np.tanh(A @ x))),
    G("batch through a layer", lambda X, W, b, Y: np.mean((np.tanh(X @ W + b) - Y) ** 2), "b", "X: m n, W: n k, b: k, Y: m k",
      lambda X, W, b, Y: (2 / Y.size * (np.tanh(X @ W + b) - Y) * (1 - np.tanh(X @ W + b) ** 2)).sum(0)),
    G("residual block", "||x + W relu(V x)||^2", "W", "x: n, W: n m, V: m n", lambda x, W, V: 2 * np.outer(x + W @ np.maximum(V @ x, 0), np.maximum(V @ x, 0))),
    G("gated unit", "a' (sigmoid(U x) .* tanh(V x))", "x", "a: m, U: m n, V: m n, x: n",
      lambda a, U, V, x: U.T @ (a * np.tanh(V @ x) * sig(U @ x) * (1 - sig(U @ x))) + V.T @ (a * sig(U @ x) * (1 - np.tanh(V @ x) ** 2))),
    G("affine layer, weights", "X W + B", "W", "X: m n, W: n k, B: m k", lambda X, W, B, Y: X.T @ Y, "vjp"),
    G("affine layer, input", "X W", "X", "X: m n, W: n k", lambda X, W, Y: Y @ W.T, "vjp"),
    G("affine layer, bias", lambda X, W, b: X @ W + b, "b", "X: m n, W: n k, b: k", lambda X, W, b, Y: Y.sum(0), "vjp"),
    G("softmax of a vector", "softmax(z)", "z", "z: n", lambda z, y: soft(z) * (y - soft(z) @ y), "vjp"),
    G("softmax of rows", "softmax(Z)", "Z", "Z: m n", lambda Z, Y: soft(Z) * (Y - (soft(Z) * Y).sum(1, keepdims=True)), "vjp"),
    G("softmax as it is written", lambda z: np.exp(z) / np.sum(np.exp(z)), "z", "z: n", lambda z, y: soft(z) * (y - soft(z) @ y), "vjp"),
    G("attention, values", "softmax(Q K' / sqrt(d)) V", "V", "Q: m d, K: n d, V: n k",
      lambda Q, K, V, Y: soft(Q @ K.T / np.sqrt(Q.shape[1])).T @ Y, "vjp"),
    G("attention, queries", "softmax(Q K' / sqrt(d)) V", "Q", "Q: m d, K: n d, V: n k",
      lambda Q, K, V, Y: (lambda P, D: P * (D - (P * D).sum(1, keepdims=True)))(soft(Q @ K.T / np.sqrt(Q.shape[1])), Y @ V.T) @ K / np.sqrt(Q.shape[1]), "vjp"),
    G("attention, keys", lambda Q, K, V: (lambda E: (E / E.sum(axis=1, keepdims=True)) @ V)(np.exp(Q @ K.T / np.sqrt(Q.shape[1]))), "K", "Q: m d, K: n d, V: n k",
      lambda Q, K, V, Y: (lambda P, D: P * (D - (P * D).sum(1, keepdims=True)))(soft(Q @ K.T / np.sqrt(Q.shape[1])), Y @ V.T).T @ Q / np.sqrt(Q.shape[1]), "vjp"),
    G("layer normalization", lambda x: (x - np.mean(x)) / np.sqrt(np.var(x) + 1e-5), "x", "x: n",
      lambda x, y: (lambda s, h: (y - y.mean() - h * (h @ y) / len(x)) / s)(np.sqrt(x.var() + 1e-5), (x - x.mean()) / np.sqrt(x.var() + 1e-5)), "vjp"),
    G("scale of a normalization", lambda x, g: g * (x - np.mean(x)) / np.sqrt(np.var(x) + 1e-5), "g", "x: n, g: n",
      lambda x, g, y: y * (x - x.mean()) / np.sqrt(x.var() + 1e-5), "vjp"),
    G("root mean square normalization", lambda x: x / np.sqrt(np.mean(x**2) + 1e-6), "x", "x: n",
      lambda x, y: (lambda s: y / s - x * (x @ y) / (len(x) * s**3))(np.sqrt(np.mean(x**2) + 1e-6)), "vjp"),
    G("batch normalization", lambda X: (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + 1e-5), "X", "X: m n",
      lambda X, Y: (lambda s, H: (Y - Y.mean(0) - H * (H * Y).mean(0)) / s)(np.sqrt(X.var(0) + 1e-5), (X - X.mean(0)) / np.sqrt(X.var(0) + 1e-5)), "vjp"),
    G("centering", lambda X: X - X.mean(axis=0), "X", "X: m n", lambda X, Y: Y - Y.mean(0), "vjp"),
    G("normalizing to the unit sphere", "x/||x||", "x", "x: n", lambda x, y: (y - x * (x @ y) / (x @ x)) / norm(x), "vjp"),
    G("inverse", "inv(X)", "X", "X: n n", lambda X, Y: -inv(X).T @ Y @ inv(X).T, "vjp"),
    G("solution of a system, several right sides", lambda A, B: np.linalg.solve(A, B), "B", "A: n n, B: n k", lambda A, B, Y: solve(A.T, Y), "vjp"),
    G("Cholesky factor", "chol(A)", "A", "A: n n pd",
      lambda A, Y: (lambda L: sym(inv(L).T @ (np.tril(L.T @ Y) - np.diag(np.diag(L.T @ Y)) / 2) @ inv(L)))(np.linalg.cholesky(A)), "vjp"),
    G("Kronecker product, left", "kron(A, B)", "A", "A: m n, B: k l",
      lambda A, B, Y: np.einsum("ipjq,pq->ij", Y.reshape(A.shape[0], B.shape[0], A.shape[1], B.shape[1]), B), "vjp"),
    G("metric learning", "||L (x - z)||^2", "L", "L: k n, x: n, z: n", lambda L, x, z: 2 * np.outer(L @ (x - z), x - z)),
    G("metric in its matrix", "(x - z)' M (x - z)", "M", "M: n n symmetric, x: n, z: n", lambda M, x, z: np.outer(x - z, x - z)),
    G("triplet margin", "relu(1 + ||L (x - z)||^2 - ||L (x - w)||^2)", "L", "L: k n, x: n, z: n, w: n",
      lambda L, x, z, w: (1 + norm(L @ (x - z)) ** 2 - norm(L @ (x - w)) ** 2 > 0) * 2 * (np.outer(L @ (x - z), x - z) - np.outer(L @ (x - w), x - w))),
    G("skip-gram", "-log(sigmoid(u' v))", "u", "u: n, v: n", lambda u, v: -sig(-u @ v) * v),
    G("bilinear score", "log(sigmoid(x' M y))", "M", "x: m, M: m n, y: n", lambda x, M, y: sig(-x @ M @ y) * np.outer(x, y)),
    G("graph Laplacian", "tr(F' L F)", "F", "F: n k, L: n n symmetric", lambda F, L: 2 * L @ F),
]
STRUCTURED = [  # Cookbook 2.8, MN 8.6
    G("trace with a symmetric variable", "tr(A X)", "X", "A: n n, X: n n symmetric", lambda A, X: sym(A)),
    G("determinant of a symmetric matrix", "det(X)", "X", "X: n n symmetric", lambda X: det(X) * inv(X)),
    G("log-determinant of a definite matrix", "log det(X)", "X", "X: n n pd", lambda X: inv(X)),
    G("bilinear form, symmetric", "a' X b", "X", "X: n n symmetric, a: n, b: n", lambda X, a, b: sym(np.outer(a, b))),
    G("inverse, symmetric", "a' inv(X) a", "X", "X: n n pd, a: n", lambda X, a: -np.outer(solve(X, a), solve(X, a))),
    G("trace with a diagonal variable", "tr(A X)", "X", "A: n n, X: n n diagonal", lambda A, X: np.diag(np.diag(A))),
    G("smallest eigenvalue", "eigmin(A)", "A", "A: n n symmetric", lambda A: np.outer(np.linalg.eigh(A)[1][:, 0], np.linalg.eigh(A)[1][:, 0])),
    G("largest eigenvalue", lambda A: np.linalg.eigvalsh(A)[-1], "A", "A: n n symmetric",
      lambda A: np.outer(np.linalg.eigh(A)[1][:, -1], np.linalg.eigh(A)[1][:, -1])),
    G("squared spectral norm", "eigmax(X' X)", "X", "X: m n", lambda X: 2 * X @ np.outer(np.linalg.eigh(X.T @ X)[1][:, -1], np.linalg.eigh(X.T @ X)[1][:, -1])),
]
SECOND = [  # Jacobians and Hessians
    G("linear map", "A x", "x", "A: m n, x: n", lambda A, x: A, "jacobian"),
    G("softmax", "softmax(x)", "x", "x: n", lambda x: np.diag(soft(x)) - np.outer(soft(x), soft(x)), "jacobian"),
    G("sigmoid layer", "sigmoid(W x)", "x", "W: m n, x: n", lambda W, x: np.diag(sig(W @ x) * (1 - sig(W @ x))) @ W, "jacobian"),
    G("two layers of a network", "B tanh(A x)", "x", "A: m n, B: k m, x: n", lambda A, B, x: B @ np.diag(1 - np.tanh(A @ x) ** 2) @ A, "jacobian"),
    G("unit vector", "x/||x||", "x", "x: n", lambda x: (I2(len(x)) - np.outer(x, x) / (x @ x)) / norm(x), "jacobian"),  # 130
    G("solution in the right side", lambda A, b: np.linalg.solve(A, b), "b", "A: n n, b: n", lambda A, b: inv(A), "jacobian"),
    G("sandwich", "A X B", "X", "A: k m, X: m n, B: n l", lambda A, X, B: np.kron(B.T, A), "jacobian"),
    G("transposition", "X'", "X", "X: m n", lambda X: commutation(*X.shape), "jacobian"),
    G("inverse of a matrix", "inv(X)", "X", "X: n n", lambda X: -np.kron(inv(X).T, inv(X)), "jacobian"),
    G("product in its left factor", "X A", "X", "X: m n, A: n k", lambda X, A: np.kron(A.T, I2(len(X))), "jacobian"),
    G("square of a matrix", "X^2", "X", "X: n n", lambda X: np.kron(X.T, I2(len(X))) + np.kron(I2(len(X)), X), "jacobian"),
    G("product entry by entry", "A .* X", "X", "A: m n, X: m n", lambda A, X: np.diag(vec(A)), "jacobian"),
    G("matrix times vector in the matrix", "X a", "X", "X: m n, a: n", lambda X, a: np.kron(a[None], I2(len(X))), "jacobian"),
    G("quadratic form", "x' A x", "x", "A: n n, x: n", lambda A, x: A + A.T, "hessian"),
    G("least squares", "||A x - y||^2", "x", "A: m n, x: n, y: m", lambda A, x, y: 2 * A.T @ A, "hessian"),
    G("log-sum-exp", "logsumexp(x)", "x", "x: n", lambda x: np.diag(soft(x)) - np.outer(soft(x), soft(x)), "hessian"),
    G("logistic loss", "sum(softplus(X w)) - y' X w", "w", "X: m n, w: n, y: m",
      lambda X, w, y: X.T @ np.diag(sig(X @ w) * (1 - sig(X @ w))) @ X, "hessian"),
    G("logistic loss with signs", "sum(log(1 + exp(-y .* (A w))))", "w", "A: m n, w: n, y: m",
      lambda A, w, y: A.T @ np.diag(y**2 * sig(y * (A @ w)) * sig(-y * (A @ w))) @ A, "hessian"),
    G("Poisson loss", "sum(exp(X w)) - y' X w", "w", "X: m n, w: n, y: m", lambda X, w, y: X.T @ np.diag(np.exp(X @ w)) @ X, "hessian"),
    G("ridge", "||X w - y||^2 + c ||w||^2", "w", "X: m n, w: n, y: m, c:", lambda X, w, y, c: 2 * X.T @ X + 2 * c * I2(len(w)), "hessian"),
    G("length", "||x||", "x", "x: n", lambda x: I2(len(x)) / norm(x) - np.outer(x, x) / norm(x) ** 3, "hessian"),
    G("log-determinant", "log det(X)", "X", "X: n n", lambda X: -commutation(*X.shape) @ np.kron(inv(X).T, inv(X)), "hessian"),
    G("squared Frobenius norm", "||X||_F^2", "X", "X: m n", lambda X: 2 * I2(X.size), "hessian"),
    G("quadratic in a matrix", "tr(X' A X)", "X", "X: m n, A: m m", lambda X, A: np.kron(I2(X.shape[1]), A + A.T), "hessian"),
    G("softmax cross-entropy", "logsumexp(z) - y' z", "z", "z: n, y: n", lambda z, y: np.diag(soft(z)) - np.outer(soft(z), soft(z)), "hessian"),
    G("normal in its mean", "1/2 (x - m0)' inv(S) (x - m0)", "m0", "x: n, m0: n, S: n n pd", lambda x, m0, S: inv(S), "hessian"),
    G("square of a length", "(x' x)^2", "x", "x: n", lambda x: 4 * (x @ x) * I2(len(x)) + 8 * np.outer(x, x), "hessian"),
    G("entropy", "-sum(p .* log(p))", "p", "p: n positive", lambda p: np.diag(-1 / p), "hessian"),
]
IDENTITIES = [
    *LINEAR, *QUADRATIC, *INVERSES, *DETERMINANTS, *NORMS, *REGRESSION, *GAUSSIANS, *NETWORKS, *STRUCTURED, *SECOND,
]
