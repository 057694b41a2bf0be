"""Whatever a numeric verb is given, nothing but CalcrefError leaves it, nothing hangs, and no warning escapes."""

from __future__ import annotations

import itertools
import signal
import warnings
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcref import differences, information, losses, metrics, optimization, probability, quadrature, regularizers
from calcref.autodiff import check_grad, elementwise_grad, grad, hessian, hvp, jacobian, jvp, trace_graph, vjp
from calcref.core.errors import CalcrefError
from calcref.core.trees import leaves

JUNK: dict[str, Any] = {
    **{repr(x): x for x in (0.0, 1.0, 0, -1, True, 10**400, -(10**30), 1j, float("nan"), float("inf"), None)},
    **{repr(x): x for x in ("abc", "", b"a", Fraction(1, 3), Decimal("0.1"), {1.0, 2.0}, abs, float, range(3), ...)},
    **{
        repr(x): x
        for x in ([1.0, 2.0], [[1.0], [1.0, 2.0]], [[1.0, 2.0], [3.0, 4.0]], [1, 2, 3], ["a"], [], (1.0, 2.0))
    },
    **{repr(x): x for x in ((), {"a": 1.0, "b": np.ones(2)}, {}, slice(1), [10**400])},
    "empty": np.zeros(0),
    "empty rows": np.zeros((0, 3)),
    "vector": np.array([1.0, -2.0, 0.5]),
    "matrix": np.ones((2, 2)),
    "nan and inf": np.array([1.0, np.nan, np.inf]),
    "objects": np.array([1.0, 2.0], dtype=object),
    "no numbers": np.array([None, "a"], dtype=object),
    "strings": np.array(["a", "b"]),
    "labels": np.array([1, 0, 1]),
    "bytes": np.array([1, 0, 255], np.uint8),
    "booleans": np.array([True, False]),
    "halves": np.ones(3, np.float16),
    "singles": np.ones(3, np.float32),
    "long": np.ones(2, np.longdouble),
    "complex": np.ones(2, complex),
    "dates": np.array(["2020-01-01"], "datetime64[D]"),
    "times": np.array([1], "timedelta64[s]"),
    "records": np.zeros(2, [("a", float)]),
    "masked": np.ma.masked_array([1.0, 2.0], [0, 1]),
    "a number": np.array(1.5),
    "huge": np.array([1e308, -1e308]),
    "tiny": np.array([5e-324]),
    "large integers": np.array([2**62, 2**63 - 1]),
}


def total(*args: Any) -> Any:
    return sum(np.sum(np.tanh(leaf)) for leaf in leaves(args[0])) * 1.5


def each(*args: Any) -> Any:
    return np.tanh(args[0])


def on(x: Any) -> dict[str, Callable[[], Any]]:
    """Calls of the verbs of automatic differentiation."""
    ones = np.ones(2)
    gives = lambda z: x  # noqa: E731
    return {
        "grad": lambda: grad(total)(x),
        "grad, finite": lambda: grad(total, check_finite=True)(x),
        "jacobian": lambda: jacobian(total)(x),
        "jacobian, forward": lambda: jacobian(total, mode="forward")(x),
        "hessian": lambda: hessian(total)(x),
        "elementwise_grad": lambda: elementwise_grad(total)(x),
        "check_grad": lambda: check_grad(total, x),
        "trace_graph": lambda: trace_graph(total, x),
        "vjp": lambda: vjp(total)(x)[1](1.0),
        "argnums": lambda: grad(total, argnums=x)(ones, 1.0),
        "argnums of jvp": lambda: jvp(total, argnums=x)(ones, 1.0, 1.0),
        "mode": lambda: jacobian(each, mode=x)(ones),
        "seed": lambda: check_grad(each, ones, seed=x),
        "value of grad": lambda: grad(gives)(ones),
        "value of jacobian": lambda: jacobian(gives)(ones),
        "value of jacobian, forward": lambda: jacobian(gives, mode="forward")(ones),
        "value of hessian": lambda: hessian(gives)(ones),
        "value of check_grad": lambda: check_grad(gives, ones),
        "value of elementwise_grad": lambda: elementwise_grad(gives)(ones),
        "value of jvp": lambda: jvp(gives)(ones, ones),
        "value of vjp": lambda: vjp(gives)(ones)[1](x),
        **{f"tangent {k}": lambda a=a: jvp(total)(a, x) for k, a in enumerate((1.0, ones, {"a": 1.0}))},
        **{f"cotangent {k}": lambda a=a: vjp(each)(a)[1](x) for k, a in enumerate((1.0, ones))},
        **{f"direction {k}": lambda a=a: hvp(total)(a, x) for k, a in enumerate((1.0, ones, {"a": 1.0}))},
    }


def of_numbers(x: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Calls of differences, metrics, losses, penalties and quadrature."""
    ones, fixed = np.ones(2), np.array([0.2, 0.3, 0.5])
    for verb in (differences.gradient, differences.jacobian):
        yield verb.__name__, lambda verb=verb: verb(total, x)
        yield f"{verb.__name__}, method", lambda verb=verb: verb(total, ones, method=x)
        yield f"{verb.__name__}, step", lambda verb=verb: verb(total, ones, step=x)
    yield "directional", lambda: differences.directional(total, x, x)
    yield "directional, v", lambda: differences.directional(total, ones, x)
    for metric in (metrics.roc_curve, metrics.auc, metrics.pair_probability, metrics.check_auc):
        yield f"{metric.__name__}, labels", lambda metric=metric: metric(x, [0.1, 0.2, 0.3])
        yield f"{metric.__name__}, scores", lambda metric=metric: metric([0, 1, 1], x)
        yield f"{metric.__name__}, both", lambda metric=metric: metric(x, x)
    yield "ties", lambda: metrics.pair_probability([0, 1], [0.1, 0.2], ties=x)
    yield "weights", lambda: metrics.roc_curve([0, 1, 1], [0.1, 0.2, 0.3], x)
    for metric in (metrics.auc_interval, metrics.precision_recall_curve, metrics.brier_decomposition):
        yield f"{metric.__name__}, labels", lambda metric=metric: metric(x, [0.1, 0.2, 0.3])
        yield f"{metric.__name__}, scores", lambda metric=metric: metric([0, 1, 1], x)
    for metric in (metrics.log_score, metrics.calibration_curve, metrics.crps, metrics.total_variation_distance):
        yield f"{metric.__name__}, first", lambda metric=metric: metric(x, [0.1, 0.2, 0.7])
        yield f"{metric.__name__}, second", lambda metric=metric: metric([0, 1, 1], x)
    for metric in (metrics.wasserstein_1, metrics.kolmogorov_smirnov, metrics.squared_mmd):
        yield f"{metric.__name__}, first", lambda metric=metric: metric(x, [0.1, 0.2])
        yield f"{metric.__name__}, second", lambda metric=metric: metric(ones, x)
    yield "max_fpr", lambda: metrics.partial_auc([0, 1], [0.1, 0.2], x)
    yield "bins", lambda: metrics.calibration_curve([0, 1], [0.1, 0.2], x)
    yield "strategy", lambda: metrics.calibration_curve([0, 1], [0.1, 0.2], 5, x)
    yield "level", lambda: metrics.auc_interval([0, 1, 0, 1], [0.1, 0.2, 0.3, 0.4], level=x)
    yield "method", lambda: metrics.auc_interval([0, 1, 0, 1], [0.1, 0.2, 0.3, 0.4], method=x)
    yield "deviation", lambda: metrics.crps_normal(0.0, 0.0, x)
    yield "mean", lambda: metrics.crps_normal(0.0, x, 1.0)
    yield "bandwidth", lambda: metrics.squared_mmd(ones, ones, bandwidth=x)
    for loss in losses.LOSSES:
        for name in ("value", "gradient"):
            of = getattr(loss, name)
            yield f"{loss.id}, {name}, predictions", lambda of=of: of(x, np.array([0.0, 1.0, 1.0]))
            yield f"{loss.id}, {name}, targets", lambda of=of: of(fixed, x)
            yield f"{loss.id}, {name}, both", lambda of=of: of(x, x)
        yield f"check of {loss.id}", lambda loss=loss: losses.check_loss(loss, fixed, x)
    yield "huber", lambda: losses.huber(x)
    for penalty in regularizers.PENALTIES:
        yield f"{penalty.id}", lambda penalty=penalty: (penalty.value(x), penalty.gradient(x))
        yield f"check of {penalty.id}", lambda penalty=penalty: regularizers.check_penalty(penalty, x)
    for make in (regularizers.l1, regularizers.l2, regularizers.elastic_net, regularizers.smoothing):
        yield make.__name__, lambda make=make: make(x)
    yield "smooth", lambda: regularizers.smooth([0.0, 1.0, 2.0, 3.0], x, 1.0)
    for rule in quadrature.RULES:
        yield f"{rule.id}, from", lambda rule=rule: rule(np.sin, x, 1.0, 4)
        yield f"{rule.id}, to", lambda rule=rule: rule(np.sin, 0.0, x, 4)
        yield f"{rule.id}, panels", lambda rule=rule: rule(np.sin, 0.0, 1.0, x)
        yield f"{rule.id}, value", lambda rule=rule: rule(lambda z: x, 0.0, 1.0, 4)
    yield "steps of refine", lambda: quadrature.refine(quadrature.simpson, np.sin, 0.0, 1.0, 1, x)
    yield "tolerance of refine", lambda: quadrature.refine(quadrature.simpson, np.sin, 0.0, 1.0, 1, 3, x)
    yield "exact", lambda: quadrature.measured_order(quadrature.simpson, np.sin, 0.0, 1.0, exact=x, halvings=3)
    yield "halvings", lambda: quadrature.measured_order(quadrature.simpson, np.sin, 0.0, 1.0, halvings=x)


def of_calculus(x: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Calls of finite differences, of rules with nodes of their own, of samples, and of equations in steps."""
    rng, sin = np.random.default_rng(0), np.sin
    for name in ("order", "accuracy", "step"):
        yield f"derivative, {name}", lambda name=name: differences.derivative(sin, 0.5, **{name: x})
    yield "derivative, x", lambda: differences.derivative(sin, x)
    yield "derivative, value", lambda: differences.derivative(lambda z: x, 0.5)
    for name in ("order", "step", "halvings"):
        yield f"richardson, {name}", lambda name=name: differences.richardson(sin, 0.5, **{name: x})
    yield "richardson, x", lambda: differences.richardson(sin, x)
    for name, call in {
        "nodes": lambda: differences.weights(x, 1),
        "order": lambda: differences.weights([0, 1, 2], x),
        "at": lambda: differences.weights([0, 1, 2], 1, x),
    }.items():
        yield f"weights, {name}", call
    ruled = (quadrature.gauss_legendre, quadrature.clenshaw_curtis, quadrature.romberg, quadrature.gauss_kronrod)
    for rule in (*ruled, quadrature.tanh_sinh, quadrature.adaptive):
        named = getattr(rule, "id", "adaptive")
        yield f"{named}, from", lambda rule=rule: rule(sin, x, 1.0)
        yield f"{named}, to", lambda rule=rule: rule(sin, 0.0, x)
        yield f"{named}, value", lambda rule=rule: rule(lambda z: x, 0.0, 1.0)
    for rule in ruled[:3]:
        yield f"{rule.id}, points", lambda rule=rule: rule(sin, 0.0, 1.0, x)
    yield "gauss_hermite, points", lambda: quadrature.gauss_hermite(sin, x)
    for name in ("breakpoints", "rtol", "atol", "most"):
        yield f"adaptive, {name}", lambda name=name: quadrature.adaptive(sin, 0.0, 1.0, **{name: x})
    for rule in (quadrature.monte_carlo, quadrature.quasi_monte_carlo):
        yield f"{rule.id}, from", lambda rule=rule: rule(sin, x, 1.0, 32, rng)
        yield f"{rule.id}, samples", lambda rule=rule: rule(sin, 0.0, 1.0, x, rng)
        yield f"{rule.id}, rng", lambda rule=rule: rule(sin, 0.0, 1.0, 32, x)
        yield f"{rule.id}, level", lambda rule=rule: rule(sin, 0.0, 1.0, 32, rng, x)
        yield f"{rule.id}, value", lambda rule=rule: rule(lambda z: x, 0.0, 1.0, 32, rng)
    yield "draw", lambda: quadrature.importance_sampling(sin, lambda rng, n: x, lambda z: 1.0, 9, rng)
    yield "known", lambda: quadrature.control_variate(sin, np.cos, x, 0.0, 1.0, 9, rng)
    yield "halton", lambda: quadrature.halton(x, x)
    for method in (quadrature.heun, quadrature.DormandPrince()):
        yield f"{method!r:.20}, x0", lambda method=method: quadrature.solve(lambda t, z: -z, x, 0.0, 1.0, method)
        yield f"{method!r:.20}, start", lambda method=method: quadrature.solve(lambda t, z: -z, 1.0, x, 1.0, method)
        yield f"{method!r:.20}, steps", lambda method=method: quadrature.solve(lambda t, z: -z, 1.0, 0, 1, method, x)
        yield f"{method!r:.20}, slope", lambda method=method: quadrature.solve(lambda t, z: x, 1.0, 0.0, 1.0, method)
    yield "rtol of steps", lambda: quadrature.DormandPrince(rtol=x)


def of_descent(x: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Calls of the methods of descent."""
    down, ones, rng = optimization.GradientDescent(0.1), np.ones(2), np.random.default_rng(0)
    minimize = optimization.minimize
    yield "start", lambda: minimize(total, x, down, steps=3)
    yield "start of Adam", lambda: minimize(total, x, optimization.Adam(), steps=3)
    yield "start of SGD", lambda: minimize(total, x, optimization.SGD(0.1, 0.9, True), steps=3)
    yield "steps", lambda: minimize(total, 1.0, down, steps=x)
    yield "value of a gradient", lambda: minimize(total, ones, down, steps=3, grad=lambda z: x)
    yield "gradient_tolerance", lambda: minimize(total, 1.0, down, steps=3, gradient_tolerance=x)
    yield "value of f", lambda: minimize(lambda z: x, ones, down, steps=3, grad=lambda z: z)
    yield "learning_rate", lambda: optimization.GradientDescent(x)
    yield "learning_rate of Adam", lambda: optimization.Adam(x)
    yield "beta1", lambda: optimization.Adam(beta1=x)
    yield "epsilon", lambda: optimization.Adam(epsilon=x)
    yield "momentum", lambda: optimization.SGD(0.1, x)
    yield "size of batches", lambda: [*itertools.islice(optimization.minibatches(np.ones(4), size=x, rng=rng), 5)]
    yield "epochs", lambda: [*itertools.islice(optimization.minibatches(np.ones(4), size=2, rng=rng, epochs=x), 5)]
    yield "arrays of batches", lambda: [*optimization.minibatches(x, size=2, rng=rng)]


def of_information(x: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Every verb on distributions, and each of its arguments."""
    bell, two = (lambda m, z: -((z - m) ** 2) / 2), np.array([1.0, 2.0])
    yield "entropy", lambda: information.entropy(x)
    yield "divergence", lambda: information.kl_divergence(x, [0.5, 0.5])
    yield "divergence, q", lambda: information.kl_divergence([0.5, 0.5], x)
    yield "Jensen-Shannon", lambda: information.jensen_shannon_divergence(x, x)
    yield "mutual information", lambda: information.mutual_information(x)
    yield "sampled", lambda: information.sampled_expectation(x, np.square, 9, np.random.default_rng(0))
    yield "Jensen", lambda: information.jensen_gap([0.5, 0.5], lambda z: x)
    yield "score", lambda: information.score(bell, x, two)
    yield "score, x", lambda: information.score(bell, 1.0, x)
    yield "score, log-density", lambda: information.score(lambda m, z: x, 1.0, two)
    yield "Fisher", lambda: information.fisher_information(bell, 1.0, lambda m: x)
    yield "score-function gradient", lambda: information.score_function_gradient(lambda z: x, bell, 1.0, two)
    yield "path", lambda: information.reparameterized_gradient(np.square, lambda m, e: x, 1.0, two)
    yield "bound", lambda: information.evidence_lower_bound(lambda z: x, probability.Bernoulli(), [0.5, 0.5])
    for family in information.EXPONENTIAL_FAMILIES:
        yield family.name, lambda family=family: family.mean(x)


def holds(call: Callable[[], Any], what: str) -> None:
    """The call ends within seconds, by a value or an error of ours, and warns of nothing."""

    def stop(*_: Any) -> None:
        raise TimeoutError(what)

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 20)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            call()
    except CalcrefError:
        pass  # ours
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("junk", JUNK)
def test_verbs_of_automatic_differentiation(junk: str) -> None:
    for what, call in on(JUNK[junk]).items():
        holds(call, what)


@pytest.mark.parametrize("junk", JUNK)
def test_verbs_of_numbers(junk: str) -> None:
    for what, call in of_numbers(JUNK[junk]):
        holds(call, what)


@pytest.mark.parametrize("junk", JUNK)
def test_verbs_of_calculus(junk: str) -> None:
    for what, call in of_calculus(JUNK[junk]):
        holds(call, what)


@pytest.mark.parametrize("junk", JUNK)
def test_verbs_of_information(junk: str) -> None:
    for what, call in of_information(JUNK[junk]):
        holds(call, what)


@pytest.mark.parametrize("junk", JUNK)
def test_verbs_of_descent(junk: str) -> None:
    for what, call in of_descent(JUNK[junk]):
        holds(call, what)


_LEAF = st.one_of(
    st.floats(width=64), st.integers(-(10**20), 10**20), st.booleans(), st.none(), st.text(max_size=2), st.just(10**400)
)
_ANY = st.recursive(
    _LEAF,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner, inner),
        st.dictionaries(st.text(max_size=1), inner, max_size=2),
        st.lists(st.floats(width=64), max_size=4).map(np.array),
        st.lists(st.sampled_from([0.0, 1.0, -1.0, np.nan, np.inf]), min_size=4, max_size=4).map(
            lambda x: np.array(x).reshape(2, 2)
        ),
    ),
    max_leaves=4,
)


@settings(max_examples=60)
@given(_ANY)
def test_generated_arguments(x: Any) -> None:
    for what, call in (*on(x).items(), *of_numbers(x), *of_descent(x)):
        holds(call, what)


@settings(max_examples=60)
@given(_ANY)
def test_generated_arguments_of_calculus(x: Any) -> None:
    for what, call in of_calculus(x):
        holds(call, what)
