"""Every activation: its slope against differences and the tape, wrong ones refuted, far out no overflow, bad input."""

import warnings
from dataclasses import replace

import numpy as np
import pytest
import sympy as sp

from calcref import differentiate, parse
from calcref.activations import (
    ACTIVATIONS,
    JOINT,
    LEAKY_RELU,
    activation,
    check_activation,
    elu,
    leaky_relu,
    prelu,
    relu,
    selu,
)
from calcref.autodiff import elementwise_grad, grad, vjp
from calcref.core.errors import OutsideDomain, ShapeMismatch

MORE = (leaky_relu(0.3), elu(0.5), elu(2.0))
by_id = {"ids": lambda one: f"{one.id} {getattr(one, 'parameters', '')}"}
PLACES = np.array([-8.1, -3.4, -1.2, -0.3, 0.2, 0.9, 2.5, 5.5, 9.7])
ROWS = np.random.default_rng(7).normal(size=(3, 4)) * 2


@pytest.mark.parametrize("one", [*ACTIVATIONS, *MORE, *JOINT], **by_id)
def test_the_slope_agrees_and_a_wrong_one_is_refuted(one):
    at = PLACES if hasattr(one, "slope") else ROWS
    evidence = check_activation(one, at)
    assert evidence.verdict == "agrees", str(evidence)
    name = "slope" if hasattr(one, "slope") else "pullback"
    right = getattr(one, name)
    for wrong in (
        lambda *args: -right(*args),
        lambda *args: right(*args) * (1 + 1e-5),
        lambda *args: right(*args) + 1e-5,
        lambda *args: 0.0 * right(*args),
    ):
        assert check_activation(replace(one, **{name: wrong}), at).verdict == "refuted"


@pytest.mark.parametrize("one", [one for one in (*ACTIVATIONS, *MORE) if one.corners], **by_id)
def test_a_wrong_corner_is_refuted(one):
    corner = one.corners[0]
    for wrong in (replace(corner, left=corner.left + 0.5), replace(corner, right=corner.right - 0.5)):
        assert check_activation(replace(one, corners=(wrong, *one.corners[1:])), PLACES).verdict == "refuted"
    outside = replace(one, slope=lambda x: np.where(x == corner.at, 7.0, one.slope(x)))
    assert check_activation(outside, PLACES).verdict == "refuted"


@pytest.mark.parametrize("one", [one for one in (*ACTIVATIONS, *MORE) if one.corners], **by_id)
def test_at_a_corner_the_tape_and_the_record_take_the_smaller_slope(one):
    for corner in one.corners:
        nearest = min(corner.left, corner.right, key=abs)
        assert one.slope(corner.at) == pytest.approx(nearest, rel=1e-15)
        assert elementwise_grad(one.value)(np.float64(corner.at)) == pytest.approx(nearest, rel=1e-15)


@pytest.mark.parametrize("one", [*ACTIVATIONS, *MORE], **by_id)
def test_the_text_is_what_the_code_computes_and_its_slope_is_derived(one):
    derivation = differentiate(one.expression, "x")
    assert derivation.check().verdict in ("proved", "agrees")
    letters = {sp.Symbol(name, real=True): sp.Float(value, 17) for name, value in one.parameters}
    for x in PLACES[1:-1]:
        here = letters | {sp.Symbol("x", real=True): x}
        assert float(parse(one.expression).subs(here).evalf()) == pytest.approx(one.value(x), rel=1e-12, abs=1e-14)
        for slope in (derivation.answer, parse(one.derivative)):
            assert float(slope.subs(here).evalf()) == pytest.approx(one.slope(x), rel=1e-11, abs=1e-13)


@pytest.mark.parametrize("one", JOINT, **by_id)
def test_one_entry_is_derived_too(one):
    derivation = differentiate(one.expression, one.variable)
    assert derivation.check().verdict in ("proved", "agrees")
    typed = parse(one.derivative)
    for a, b, c in ((0.4, -1.1, 0.3), (2.0, 0.3, -1.0), (-0.2, 0.5, 1.0)):
        here = {sp.Symbol(name, real=True): value for name, value in zip("abc", (a, b, c), strict=True)}
        assert float(typed.subs(here).evalf()) == pytest.approx(float(derivation.answer.subs(here).evalf()), abs=1e-13)


@pytest.mark.parametrize("one", ACTIVATIONS, **by_id)
def test_far_out_nothing_overflows_or_warns_and_nan_stays(one):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for function in (one.value, one.slope):
            found = function(np.array([-1e6, -800.0, 800.0, 1e6, np.nan, 0.0]))
            assert np.all(np.isfinite(found[[0, 1, 2, 3, 5]]))
            assert np.isnan(found[4])
        far = elementwise_grad(one.value)(np.array([-800.0, 800.0]))
    assert np.allclose(far, one.slope(np.array([-800.0, 800.0])), rtol=1e-12, atol=0)


@pytest.mark.parametrize("one", [one for one in (*ACTIVATIONS, *MORE) if one.naive], **by_id)
def test_the_naive_form_breaks_where_it_says_and_the_stable_one_has_all_its_digits(one):
    row = activation.elementary(one.row)
    mp = pytest.importorskip("mpmath").mp
    parameters = [mp.mpf(value) for _, value in one.parameters] if row.parameters else []
    for at in one.naive.at:
        with mp.workdps(40), np.errstate(all="ignore"):
            exact = row.value(mp, mp.mpf(at), *parameters)
            naive, stable = float(one.naive.value(np.float64(at))), float(one.value(at))
        scale = float(one.value(1.0)) if one is selu else 1.0
        assert not abs(naive * scale - float(exact)) <= 1e-8 * abs(float(exact))
        assert stable == pytest.approx(float(exact), rel=1e-13)


def test_prelu_learns_its_slope():
    x, slope = np.array([[-2.0, 3.0], [-1.0, -4.0]]), np.array([0.25, 0.5])
    assert np.array_equal(prelu(x, slope), [[-0.5, 3.0], [-0.25, -2.0]])
    assert np.array_equal(grad(lambda a: np.sum(prelu(x, a)))(slope), np.minimum(x, 0).sum(axis=0))


def test_a_leaky_relu_of_slope_0_is_a_relu():
    assert np.array_equal(leaky_relu(0.0).value(PLACES), relu.value(PLACES))
    assert LEAKY_RELU.parameters == (("a", 0.01),)


@pytest.mark.parametrize("one", [*ACTIVATIONS, *JOINT], **by_id)
def test_bad_input(one):
    for bad in ([1j], ["a"], [None]):
        with pytest.raises(OutsideDomain, match="real numbers"):
            one.value(bad)
    with pytest.raises(ShapeMismatch, match="rows of one length"):
        one.value([[1.0], [1.0, 2.0]])


@pytest.mark.parametrize(
    ("make", "bad"), [(leaky_relu, 1.0), (leaky_relu, -0.1), (leaky_relu, np.nan), (elu, 0.0), (elu, "1")]
)
def test_parameters_out_of_range(make, bad):
    with pytest.raises(OutsideDomain, match="found"):
        make(bad)


@pytest.mark.parametrize("one", JOINT, **by_id)
def test_joint_activations_need_a_last_axis(one):
    for bad in (1.0, np.zeros((2, 0)), *(([1.0, 2.0, 3.0],) if "GLU" in one.name else ())):
        with pytest.raises(ShapeMismatch, match="last axis"):
            one.value(bad)
    value, pullback = vjp(one.value)(ROWS)
    y_bar = np.cos(np.arange(value.size)).reshape(value.shape)
    assert np.allclose(pullback(y_bar), one.pullback(ROWS, y_bar), rtol=1e-13, atol=1e-15)
