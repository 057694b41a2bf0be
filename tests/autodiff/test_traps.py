"""Ways to lose a gradient without noticing: each works, or says what to write instead."""

import copy
import math
import pickle

import numpy as np
import pytest

from calcref import differences
from calcref.autodiff import elementwise_grad, grad, jvp, stop_gradient, value_and_grad, vjp
from calcref.core.errors import CalcrefError, NoRuleApplies, OutsideDomain, ShapeMismatch

X = np.array([1.0, 2.0, 3.0])


def written(x):
    out = np.zeros(3)
    out[0] = x[0]
    return np.sum(out)


def added(x):
    total = np.zeros(3)
    total += x
    return np.sum(total)


def added_to_traced(x):
    y = x * 2.0
    y += 1.0
    return np.sum(y)


def set_item(x):
    x[0] = 5.0
    return np.sum(x)


REFUSED = [
    (lambda x: np.sum([x[0], x[1]]), r"np\.array\(\[x, y\]\)"),
    (lambda x: np.sum(np.arange(x[0])), "plain array|takes the number out"),
    (lambda x: np.ones(3).dot(x), r"np\.dot\(A, x\)"),
    (lambda x: np.sum(np.vectorize(lambda u: u * 2.0)(x)), "plain array"),
    (lambda x: float(x[0]), "stop_gradient"),
    (lambda x: math.sin(x[0]), "function of np"),
    (lambda x: int(x[0]) * x[1], "int"),
    (lambda x: complex(x[0]), "complex"),
    (lambda x: X[x[0]], "plain array"),
    (lambda x: range(x[0]), "index"),
    (lambda x: f"{x[0]:.2f}", "formatting"),
    (lambda x: x[0].item(), "item"),
    (lambda x: np.sum(x.tolist()), "tolist"),
    (lambda x: pickle.dumps(x), "pickling"),
    (set_item, "assign"),
    (written, r"assign\(a, i, x\)"),
    (added, "a = a \\+ x"),
    (added_to_traced, "\\+="),
    (lambda x: np.sum(np.exp(x, out=np.zeros(3))), "out="),
    (lambda x: x.sort() or np.sum(x), "np.sort"),
    (lambda x: x.fill(1.0) or np.sum(x), "fill"),
]


@pytest.mark.parametrize(("f", "says"), REFUSED)
def test_what_would_lose_the_gradient_is_refused(f, says):
    with pytest.raises(CalcrefError, match=says):
        grad(f)(X)


@pytest.mark.parametrize("f", [f for f, _ in REFUSED])
def test_the_same_in_forward_mode(f):
    with pytest.raises(CalcrefError):
        jvp(f)(X, np.ones(3))


@pytest.mark.parametrize(
    ("f", "says"),
    [
        (lambda x: np.sum(np.linalg.eigvals(np.outer(x, x))), r"np\.linalg\.eigvals has no derivative rule.*ArrayRule"),
        (lambda x: np.sum(np.i0(x)), r"np\.i0 has no derivative rule"),
        (lambda x: np.sum(np.frompyfunc(lambda u: u, 1, 1)(x)), "has no derivative rule"),
        (lambda x: np.sum(x, where=np.array([True, False, True])), "where"),
        (lambda x: np.sum(np.exp(x, where=np.array([True, False, True]))), "where"),
        (lambda x: np.add.at(x, 0, 1.0), "np.add.at"),
        (lambda x: x.strides, "no attribute 'strides'"),
        (lambda x: np.histogram(x)[0].sum(), "np.histogram"),
        (lambda x: np.sum(np.pad(x, 1, mode="mean")), "mean"),
        (lambda x: np.sum(np.maximum(x * 1j, 0.0).real), "complex"),
        (lambda x: np.linalg.svd(np.outer(x, x[:2]))[1][0], "full_matrices=False"),
        (lambda x: np.linalg.qr(np.outer(x, x), "complete")[0][0, 0], "reduced"),
    ],
)
def test_what_has_no_rule_is_named(f, says):
    with pytest.raises(NoRuleApplies, match=says):
        grad(f)(X)


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: grad(lambda x: x * 2.0)(X), ShapeMismatch, r"shape \(3,\).*jacobian"),
        (lambda: grad(np.sum)(np.array([1, 2])), OutsideDomain, "int64.*astype"),
        (lambda: grad(lambda x: x * 2.0)(3), OutsideDomain, "1.0"),
        (lambda: grad(lambda x: x)(True), OutsideDomain, "bool"),
        (lambda: grad(np.sum)(np.array([1.0, "a"], object)), OutsideDomain, "object"),
        (lambda: grad(np.sum)(np.array([1j])), OutsideDomain, "complex"),
        (lambda: grad(lambda x: np.sum(x * np.array([1.0, 3.0, 2.0], object)))(X), OutsideDomain, "object"),
        (lambda: grad(lambda p: p["a"])({"a": "text"}), CalcrefError, "str"),
        (lambda: grad(np.sum)(np.ma.masked_array(X)), CalcrefError, "MaskedArray"),
        (lambda: grad(np.sum, argnums=1)(X), CalcrefError, "argument 1"),
        (lambda: grad(lambda x: None)(X), CalcrefError, "NoneType"),
        (lambda: grad(lambda x: [x[0]])(X), CalcrefError, "list"),
        (lambda: grad(lambda x: np.sum(np.fft.fft(x)))(X), ShapeMismatch, "complex"),
        (lambda: jvp(np.sin)(X), CalcrefError, "tangent is missing"),
        (lambda: jvp(np.sin)(X, np.ones(2)), ShapeMismatch, r"\(2,\).*\(3,\)"),
        (lambda: elementwise_grad(np.cumsum)(X), CalcrefError, "mixes"),
        (lambda: elementwise_grad(np.sum)(X), ShapeMismatch, "keeps the shape"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()


def test_a_box_that_outlives_its_function_is_refused():
    kept = []

    def f(x):
        kept.append(x)
        return np.sum(x)

    grad(f)(X)
    with pytest.raises(CalcrefError, match="had returned"):
        kept[0] * 2.0
    with pytest.raises(CalcrefError, match="had returned"):
        np.sin(kept[0])
    with pytest.raises(CalcrefError, match="had returned"):
        grad(lambda x: np.sum(x * kept[0]))(X)


def test_numpy_keeps_its_own_errors():
    with pytest.raises(ValueError, match="matmul"):
        grad(lambda x: np.sum(x @ np.ones((2, 2))))(X)
    with pytest.raises(IndexError):
        grad(lambda x: x[7])(X)


def test_what_works_though_it_looks_dangerous():
    def f(x):
        total = 0.0
        for element in x:  # += on a number makes a new one
            total += element * element
        assert f"{total}".startswith("Box(")
        assert copy.deepcopy(x) is x
        assert len(x) == 3
        assert 2.0 in x
        return total if x[0] > 0 else -total

    assert grad(f)(X).tolist() == [2.0, 4.0, 6.0]


def test_aliases_of_an_input_are_added_up_and_gradients_are_arrays_of_their_own():
    a, b = grad(lambda x, y: np.sum(x + y), (0, 1))(X, X)
    assert a.flags.writeable
    assert b.flags.writeable
    a[0] = 7.0
    assert b[0] == 1.0
    assert grad(lambda p: np.sum(p[0] * p[1]))([X, X])[0].tolist() == X.tolist()


def test_values_are_never_written_into():
    weights = np.array([1.0, 2.0, 3.0])

    def f(x):
        y = x * weights
        return np.sum(y) + np.sum(y * y) + np.sum(weights * x) + np.sum(x[::-1] * weights)

    first = grad(f)(X)
    assert np.array_equal(first, grad(f)(X))
    assert weights.tolist() == [1.0, 2.0, 3.0]
    assert X.tolist() == [1.0, 2.0, 3.0]


def test_single_precision_is_not_raised_to_double():
    x = X.astype(np.float32)
    value, gradient = value_and_grad(lambda x: np.mean(np.tanh(x) * 2.0 + x / 3) ** 2)(x)
    assert value.dtype == gradient.dtype == np.float32


def test_python_floats_count_as_numpy_floats():
    with np.errstate(all="ignore"):
        assert np.isinf(grad(lambda x: 1.0 / x)(0.0))
        assert np.isnan(grad(lambda x: x**0.5)(-1.0))


def test_a_kink_without_a_slope_gives_nan():
    with np.errstate(all="ignore"):
        assert np.isnan(grad(np.linalg.norm)(np.zeros(2))).all()


@pytest.mark.parametrize(
    ("f", "x", "slope"),
    [
        (lambda x: np.sum(np.where(x > 0, np.sqrt(x), 0.0)), [0.0, 4.0], [0.0, 0.25]),
        (lambda x: np.sum(np.sqrt(np.where(x > 0, x, 0.0))), [-1.0, 4.0], [0.0, 0.25]),
        (lambda x: np.linalg.norm(x) ** 2, [0.0, 0.0], [0.0, 0.0]),
        (lambda x: np.exp(-(np.linalg.norm(x) ** 2)), [0.0, 0.0], [0.0, 0.0]),
        (lambda x: np.sum(np.minimum(np.exp(x), 1.0)), [1000.0, -1.0], [0.0, np.exp(-1.0)]),
        (lambda x: np.sum(np.maximum(np.log(x), -1.0)), [0.0, 2.0], [0.0, 0.5]),
        (lambda x: np.sum(np.clip(1 / x, 0.0, 1.0)), [0.0, 2.0], [0.0, -0.25]),
    ],
)
def test_nothing_goes_where_nothing_was_chosen(f, x, slope):
    x = np.array(x)
    with np.errstate(all="ignore"):
        assert np.allclose(grad(f)(x), slope)
        forward = np.array([jvp(f)(x, e)[1] for e in np.eye(len(x))])
        assert np.allclose(forward[np.isfinite(forward)], np.array(slope)[np.isfinite(forward)])


@pytest.mark.parametrize(
    "f", [lambda x: np.log(np.exp(x)), lambda x: np.log1p(np.exp(x)), lambda x: np.sqrt(np.exp(x))]
)
def test_an_overflow_is_never_a_slope_of_0(f):
    with np.errstate(all="ignore"):
        assert np.isnan(grad(f)(1000.0))


def test_a_double_where_is_safe_too():
    safe = lambda x: np.sum(np.where(x > 0, np.sqrt(np.where(x > 0, x, 1.0)), 0.0))  # noqa: E731
    assert grad(safe)(np.array([0.0, 4.0])).tolist() == [0.0, 0.25]


def test_check_finite_names_the_operation():
    with np.errstate(all="ignore"), pytest.raises(OutsideDomain, match=r"derivative.*np\.sqrt"):
        grad(lambda x: np.sum(np.sqrt(x)), check_finite=True)(np.array([0.0, 1.0]))
    with np.errstate(all="ignore"), pytest.raises(OutsideDomain, match=r"value.*np\.log"):
        grad(lambda x: np.sum(np.log(x - 1.0)), check_finite=True)(np.array([0.0, 2.0]))
    assert grad(lambda x: np.sum(np.sqrt(x)), check_finite=True)(np.array([4.0])).tolist() == [0.25]


def test_kinks_give_what_is_documented():
    assert grad(lambda x: np.maximum(x, 0.0))(0.0) == 0.5
    assert grad(lambda x: np.where(x > 0, x, 0.0))(0.0) == 0.0
    assert grad(np.abs)(0.0) == 0.0
    assert grad(lambda x: x**0)(0.0) == 0.0
    assert grad(lambda x: np.maximum(x, 0.0) - np.maximum(-x, 0.0))(0.0) == 1.0
    assert grad(np.max)(np.array([1.0, 3.0, 3.0])).tolist() == [0.0, 0.5, 0.5]
    assert grad(lambda x: np.clip(x, 0.0, 1.0))(1.0) == 0.5


def test_coinciding_singular_and_eigenvalues_are_named():
    with pytest.raises(OutsideDomain, match=r"eigh.*values 0 and 1"):
        grad(lambda a: np.sum(np.linalg.eigh(a)[1]))(np.eye(2))
    with pytest.raises(OutsideDomain, match=r"svd.*coincide"):
        grad(lambda a: np.sum(np.linalg.svd(a)[0]))(np.eye(2))
    assert np.allclose(grad(lambda a: np.sum(np.linalg.eigh(a)[0]))(np.eye(2)), np.eye(2))
    assert np.isnan(jvp(lambda a: np.linalg.eigh(a)[1])(np.eye(2), np.eye(2))[1]).any()


def test_matrices_that_must_be_symmetric_are():
    skewed = np.array([[2.0, 1.0], [0.0, 2.0]])
    for f in (np.linalg.cholesky, np.linalg.eigvalsh, lambda a: np.linalg.eigh(a)[0]):
        with pytest.raises(OutsideDomain, match="symmetric"):
            grad(lambda a, f=f: np.sum(f(a)))(skewed)


def test_stop_gradient_is_a_constant_at_every_level():
    assert grad(lambda x: x * stop_gradient(x))(3.0) == 3.0
    assert grad(grad(lambda x: x**2 * stop_gradient(x)))(3.0) == 6.0
    assert stop_gradient({"a": 1.0, "b": [X]})["b"][0] is X


def _solved(x):
    a = np.array([[2.0, 0.0], [0.0, 4.0]])
    y = np.linalg.solve(a, x)
    a[0, 0] = 1.0
    return np.sum(y) + np.sum(a @ x)


def _scaled_twice(x):
    w = np.ones(2)
    y = np.sum(x * w)
    w *= 2
    return y + np.sum(x * w) + np.sum(w[::-1] ** x)


def _buffer(x):
    rows, total = np.zeros(2), 0.0
    for k in range(3):
        rows[:] = k + 1.0
        total = total + np.sum(np.where(rows > 1, x * rows, np.power(x, rows)))
    return total


@pytest.mark.parametrize("f", [_solved, _scaled_twice, _buffer])
def test_a_constant_changed_after_use_counts_as_it_was(f):
    x = np.array([1.0, 2.5])
    assert np.allclose(grad(f)(x), differences.gradient(f, x), rtol=1e-7)
    assert np.allclose([jvp(f)(x, e)[1] for e in np.eye(2)], differences.gradient(f, x), rtol=1e-7)


def test_what_is_changed_before_the_pullback_counts_as_it_was():
    x, w = np.array([1.0, 2.0]), np.array([3.0, 4.0])
    _, pullback = vjp(lambda x: np.sum(w * x**3))(x)
    w *= 10
    x *= 10
    assert pullback(1.0).tolist() == [9.0, 48.0]


@pytest.mark.parametrize(
    "f",
    [
        lambda x: np.sum(np.sqrt(x) * np.sqrt(x)),
        lambda x: np.sum(np.exp(np.log(x))),
        lambda x: np.sum(x / np.sqrt(x) * np.sqrt(x)),
        lambda x: np.sum(np.cbrt(x) ** 3),
    ],
)
def test_a_cotangent_that_comes_out_as_0_is_no_answer(f):
    with np.errstate(all="ignore"):
        assert np.isnan(grad(f)(np.array([0.0]))).all()
        assert np.isnan(grad(lambda x: f(np.array([1.0]) * x))(0.0))
