"""Methods that use curvature: their rates, their models, trees of arrays, and what they refuse."""

import contextlib
import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import CalcrefError, DidNotConverge, OutsideDomain, ShapeMismatch
from calcref.optimization import (
    BFGS,
    LBFGS,
    Armijo,
    ConjugateGradient,
    GaussNewton,
    LevenbergMarquardt,
    NelderMead,
    Newton,
    StrongWolfe,
    TrustRegion,
    minimize,
)
from calcref.optimization.line_search import Trial
from calcref.optimization.subproblems import SUBPROBLEMS

SMOOTH = (Newton(), BFGS(), LBFGS(), ConjugateGradient(), TrustRegion())
SQUARES = (GaussNewton(), LevenbergMarquardt())
MATRIX = np.array([[4.0, 1.0, 0.0], [1.0, 3.0, -1.0], [0.0, -1.0, 2.0]])
TARGET = np.array([1.0, -2.0, 0.5])


def parabola(x):
    return x @ MATRIX @ x / 2 - TARGET @ x


def wavy(x):
    return np.sum(np.cosh(x - 1)) + np.prod(x) ** 2 / 10


@pytest.mark.parametrize("method", SMOOTH, ids=lambda method: type(method).__name__)
def test_a_parabola_is_solved(method):
    trace = minimize(parabola, np.zeros(3), method, grad=lambda x: MATRIX @ x - TARGET)
    assert trace.reason == "gradient"
    assert np.allclose(trace.x, np.linalg.solve(MATRIX, TARGET), atol=1e-8)


@pytest.mark.parametrize("method", [*SMOOTH, NelderMead()], ids=lambda method: type(method).__name__)
def test_a_tree_of_arrays_is_its_vector(method):
    flat = minimize(wavy, np.array([0.5, 2.0, -0.5]), method, steps=6, grad="autodiff")
    tree = minimize(
        lambda p: wavy(np.concatenate([p["a"].reshape(-1), np.reshape(p["b"], (1,))])),
        {"a": np.array([[0.5, 2.0]]), "b": np.float64(-0.5)},
        method,
        steps=6,
        grad="autodiff",
    )
    assert np.allclose(np.append(np.ravel(tree.x["a"]), tree.x["b"]), flat.x, rtol=1e-12)
    assert tree.evaluations == flat.evaluations


def test_newton_doubles_the_digits():
    trace = minimize(lambda x: np.exp(x) - 2 * x, 1.5, Newton(), grad="autodiff", gradient_tolerance=0, steps=6)
    errors = [abs(float(x) - np.log(2)) for x in trace.iterates]
    assert all(after < before**2 for before, after in itertools.pairwise(errors[1:5]))


@pytest.mark.parametrize("hess", [None, lambda x: np.diag(np.exp(x))])
@pytest.mark.parametrize("grad", ["autodiff", lambda x: np.exp(x) - 2])
def test_the_hessian_may_be_given_traced_or_taken_by_differences(grad, hess):
    trace = minimize(lambda x: np.sum(np.exp(x) - 2 * x), np.ones(2), Newton(), grad=grad, hess=hess)
    assert trace.steps <= 6
    assert np.allclose(trace.x, np.log(2))


def test_conjugate_gradients_with_exact_steps_need_as_many_as_there_are_variables():
    class Exact(Armijo):
        def search(self, along, start, first):
            trial = along(first)
            return along(first * start.slope / (start.slope - trial.slope))

    method = ConjugateGradient(line_search=Exact())
    trace = minimize(parabola, np.zeros(3), method, steps=3, grad=lambda x: MATRIX @ x - TARGET, gradient_tolerance=0)
    assert trace.gradient_norms[3] < 1e-12 < trace.gradient_norms[2]


@pytest.mark.parametrize("method", SMOOTH, ids=lambda method: type(method).__name__)
def test_a_run_never_rises(method):
    values = minimize(wavy, np.array([3.0, -2.0, 4.0]), method, grad="autodiff", steps=30).values
    assert all(after <= before for before, after in itertools.pairwise(values))


@pytest.mark.parametrize("method", [*SMOOTH, *SQUARES, NelderMead()], ids=lambda method: type(method).__name__)
@pytest.mark.parametrize("scale", [1e-161, 1.0, 1e100])
@pytest.mark.parametrize("x0", [[-1.5, 1.5], [1e-200, 1e-170], [1e10, -3.0]])
def test_near_the_ends_of_what_doubles_hold_nothing_else_is_raised(method, scale, x0):
    for residuals in (lambda x: scale * x, lambda x: np.stack([1 - x[0], scale * (x[1] - x[0] ** 2)])):
        with contextlib.suppress(CalcrefError):
            minimize(None, np.array(x0), method, 60, residuals=residuals, grad="autodiff", gradient_tolerance=0)


def test_a_search_that_begins_with_no_length_begins_with_another():
    parabola = minimize(lambda x: x @ x, np.array([3.0, 4.0]), StandsFirst(), 9, grad="autodiff")
    assert parabola.value < 1e-12


class StandsFirst(ConjugateGradient):
    def direction(self, space, state, gradient):
        return -gradient, -0.0


@pytest.mark.parametrize("method", [*SMOOTH, *SQUARES], ids=lambda method: type(method).__name__)
def test_where_nothing_is_lower_it_stops_and_says_so(method):
    squares = {"residuals": lambda x: np.abs(x) + 1} if method in SQUARES else {}
    f = None if squares else lambda x: np.sum(np.abs(x))
    grad = lambda x: np.where(x < 0, -1.0, 1.0) * (np.abs(x) + 1 if squares else 1)  # noqa: E731
    trace = minimize(f, np.array([1.0, -0.7]), method, grad=grad, steps=200, **squares)
    assert trace.reason in ("no lower point", "gradient", "steps")
    assert trace.value < 1.9 if not squares else trace.value <= 4


@pytest.mark.parametrize("kind", SUBPROBLEMS)
@given(seed=st.integers(0, 10_000))
def test_a_subproblem_is_no_worse_than_the_steepest_step_within_the_ball(kind, seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 6))
    turned, _ = np.linalg.qr(rng.normal(size=(n, n)))
    hessian = turned * (rng.normal(size=n) * 10 ** rng.uniform(-3, 3, size=n)) @ turned.T
    hessian = (hessian + hessian.T) / 2
    gradient, radius = rng.normal(size=n) * 10 ** rng.uniform(-3, 3), 10 ** rng.uniform(-2, 2)
    way = SUBPROBLEMS[kind](gradient, hessian, radius)
    model = lambda d: gradient @ d + d @ hessian @ d / 2  # noqa: E731
    length, bend = np.linalg.norm(gradient), gradient @ hessian @ gradient
    far = min(radius / length, length**2 / bend if bend > 0 else np.inf)
    assert np.linalg.norm(way) <= radius * (1 + 1e-9)
    assert model(way) <= model(-far * gradient) * (1 - 1e-9)
    if kind == "exact":
        tried = rng.normal(size=(200, n))
        tried *= radius / np.linalg.norm(tried, axis=1, keepdims=True)
        assert min(map(model, tried)) >= model(way) * (1 + 1e-7)


@pytest.mark.parametrize(("gain", "ease"), [(1e-4, 0.9), (1e-4, 0.1), (0.3, 0.4)])
@given(seed=st.integers(0, 10_000))
def test_a_step_of_the_strong_wolfe_search_satisfies_both_conditions(gain, ease, seed):
    rng = np.random.default_rng(seed)
    a, b, c, scale = *rng.uniform(0.1, 3, size=3), 10 ** rng.uniform(-3, 3)

    def along(far):
        t = far * scale
        value = a * (t - b) ** 4 / 4 + c * np.sin(3 * t)
        return Trial(far, value, scale * (a * (t - b) ** 3 + 3 * c * np.cos(3 * t)), "here")

    start = along(0.0)
    if start.slope >= 0:
        return
    found = StrongWolfe(gain, ease).search(along, start, 1.0)
    assert found.value <= start.value + gain * found.far * start.slope + 1e-12
    assert abs(found.slope) <= -ease * start.slope


def test_a_value_that_is_no_number_is_stepped_back_from():
    trace = minimize(lambda x: x - np.log(x), 0.001, BFGS(), grad=lambda x: 1 - 1 / x)
    assert float(trace.x) == pytest.approx(1, abs=1e-7)


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: minimize(None, [1.0], BFGS()), CalcrefError, "found neither"),
        (lambda: minimize(wavy, [1.0], LevenbergMarquardt(), grad="autodiff"), CalcrefError, "residuals=r"),
        (lambda: minimize(wavy, [1.0], Newton(), hess=3), CalcrefError, "hess must be a function"),
        (lambda: minimize(wavy, [1.0, 2], Newton(), hess=lambda x: np.eye(3)), ShapeMismatch, "2 by 2; found shape"),
        (lambda: minimize(lambda x: np.nan * x[0], [1.0], BFGS(), grad=lambda x: x), DidNotConverge, "not finite"),
        (lambda: LBFGS(history=0), OutsideDomain, "history"),
        (lambda: TrustRegion(subproblem="best"), OutsideDomain, "'dogleg'"),
        (lambda: TrustRegion(radius=-1), OutsideDomain, "radius must be"),
        (lambda: LevenbergMarquardt(damping=0), OutsideDomain, "damping must be"),
        (lambda: NelderMead(size=np.inf), OutsideDomain, "size must be"),
        (lambda: StrongWolfe(gain=0.5, ease=0.4), OutsideDomain, "gain must be between"),
        (lambda: Armijo(gain=2), OutsideDomain, "gain must be between"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()
