"""Code that is not NumPy's, as SciPy's: it works, or the error says what to do."""

import numpy as np
import pytest

from calcref.autodiff import grad, hessian, jvp, stop_gradient, trace_graph
from calcref.core.errors import CalcrefError

pytest.importorskip("scipy")
import scipy.integrate as integrate
import scipy.optimize as optimize
import scipy.sparse as sparse
import scipy.special as special

D = np.array([[1.0, 0.0, 2.0], [0.0, 3.0, 0.0]])
X = np.array([1.0, 2.0, 3.0])
FORMATS = ["csr", "csc", "coo", "dia", "lil", "dok", "bsr"]


@pytest.mark.parametrize("of", FORMATS)
@pytest.mark.parametrize("kind", ["array", "matrix"])
def test_products_with_sparse_matrices(of, kind):
    s = getattr(sparse, f"{of}_{kind}")(D)
    for product, plain, at in [
        (lambda x: s @ x, lambda x: D @ x, X),
        (lambda x: s.dot(x), lambda x: D @ x, X),
        (lambda x: x[:2] @ s, lambda x: x[:2] @ D, X),
        (lambda x: s.T @ (s @ x), lambda x: D.T @ (D @ x), X),
        (lambda x: s @ np.outer(x, x), lambda x: D @ np.outer(x, x), X),
        (lambda x: np.outer(x, x[:2]) @ s, lambda x: np.outer(x, x[:2]) @ D, X),
    ]:
        f, g = (lambda x, p=p: np.sum(np.sin(p(x))) for p in (product, plain))
        assert np.allclose(grad(f)(at), grad(g)(at))
        assert np.allclose(hessian(f)(at), hessian(g)(at))
        assert np.allclose(jvp(f)(at, at)[1], jvp(g)(at, at)[1])
        assert np.allclose(trace_graph(f, at).nodes[0].adjoint, grad(g)(at))


def test_a_sparse_matrix_changed_after_use_counts_as_it_was():
    s = sparse.csr_array(D)

    def f(x):
        y = s @ x
        s.data *= 2
        return np.sum(y)

    assert grad(f)(X).tolist() == D.sum(axis=0).tolist()


@pytest.mark.parametrize(
    ("f", "says"),
    [
        (lambda s, x: np.sum(x * s), "toarray"),
        (lambda s, x: np.sum(s.multiply(x)), "ArrayRule"),
        (lambda s, x: np.sum(s @ x[:2]), r"\(2, 3\).*\(2,\)"),
    ],
)
def test_other_uses_of_sparse_matrices_are_refused(f, says):
    with pytest.raises(CalcrefError, match=says):
        grad(lambda x: f(sparse.csr_array(D), x))(X)


@pytest.mark.parametrize(
    "f",
    [
        lambda a: optimize.brentq(lambda x: x * x - a, 0.0, 3.0),
        lambda a: optimize.bisect(lambda x: x * x - a, 0.0, 3.0),
        lambda a: optimize.root_scalar(lambda x: x * x - a, bracket=(0.0, 3.0)).root,
        lambda a: optimize.fsolve(lambda x: x * x - a, 1.0)[0],
        lambda a: optimize.root(lambda x: x * x - a, 1.0).x[0],
    ],
)
def test_root_finders_are_refused_with_the_way_out(f):
    with pytest.raises(CalcrefError, match=r"(?s)stop_gradient\(a\).*Newton"):
        grad(f)(2.0)


def test_the_way_out_for_a_root():
    def root(a):
        r = optimize.brentq(lambda x: x * x - stop_gradient(a), 0.0, 3.0)
        return r - (r * r - a) / (2 * r)

    assert grad(root)(2.0) == pytest.approx(1 / np.sqrt(8), rel=1e-9)


@pytest.mark.parametrize(
    "f",
    [
        lambda a: integrate.quad(lambda x: x * a, 0.0, 1.0)[0],
        lambda a: integrate.quad(lambda x: x, 0.0, a)[0],
        lambda a: integrate.solve_ivp(lambda t, y: -a * y, (0, 1), [1.0]).y[0, -1],
        lambda a: optimize.minimize(lambda x: (x[0] - a) ** 2, 0.0).x[0],
        lambda a: special.erf(a),
        lambda a: special.logsumexp(np.array([a, 1.0])),
    ],
)
def test_other_compiled_code_is_refused_with_a_way_out(f):
    with pytest.raises(CalcrefError, match=r"ArrayRule|calcref\.autodiff\.assign"):
        grad(f)(2.0)
