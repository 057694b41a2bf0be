"""Every loss states one example as text; calcref derives its slope from that text, and the numbers are the code's."""

import numpy as np
import pytest
import sympy as sp

from calcref import differentiate, parse
from calcref.autodiff import grad
from calcref.losses import FOCAL, LOSSES, hinge, kl_divergence, logistic, poisson

POINTS = (-2.3, -0.4, 0.3, 1.7, 3.1)
by_id = {"ids": lambda loss: loss.id}


def at(expression, loss, **values):
    letters = dict(loss.parameters) | values
    return float(expression.subs({sp.Symbol(name, real=True): value for name, value in letters.items()}).evalf())


@pytest.mark.parametrize("loss", [loss for loss in LOSSES if loss.curve], **by_id)
def test_the_text_is_what_the_code_computes(loss):
    text, derivative = parse(loss.expression), parse(loss.derivative)
    derivation = differentiate(loss.expression, loss.variable)
    assert derivation.check().verdict in ("proved", "agrees")
    for point in POINTS:
        assert at(text, loss, **{loss.variable: point}) == pytest.approx(loss.curve.value(point), abs=1e-14)
        slope = loss.curve.slope(np.float64(point))
        assert at(derivation.answer, loss, **{loss.variable: point}) == pytest.approx(slope, abs=1e-12)
        assert at(derivative, loss, **{loss.variable: point}) == pytest.approx(slope, abs=1e-12)


@pytest.mark.parametrize("loss", [loss for loss in LOSSES if loss.curve is None and loss is not poisson], **by_id)
def test_cross_entropy_and_its_kin_of_three_classes(loss):
    derivation = differentiate(loss.expression, loss.variable)
    assert derivation.check().verdict == "proved"
    scores = {"a": 0.5, "b": -1.0, "c": 2.0}
    target = [1.0, 0.0, 0.0]
    value = loss.value(list(scores.values()), target)
    slope = loss.gradient(list(scores.values()), target)[0]
    assert at(parse(loss.expression), loss, **scores) == pytest.approx(value, rel=1e-14)
    assert at(derivation.answer, loss, **scores) == pytest.approx(slope, rel=1e-13)
    assert at(parse(loss.derivative), loss, **scores) == pytest.approx(slope, rel=1e-13)


def test_poisson_of_one_count():
    derivation = differentiate(poisson.expression, poisson.variable)
    assert derivation.check().verdict == "proved"
    assert at(parse(poisson.expression), poisson, s=0.5, y=3) == pytest.approx(poisson.value([0.5], [3]), rel=1e-14)
    for slope in (derivation.answer, parse(poisson.derivative)):
        assert at(slope, poisson, s=0.5, y=3) == pytest.approx(poisson.gradient([0.5], [3])[0], rel=1e-14)


@pytest.mark.parametrize("loss", LOSSES, **by_id)
def test_the_tape_finds_the_gradient_too(loss):
    rng = np.random.default_rng(1)
    prediction = rng.normal(size=(3, 2)) * 2
    target = rng.integers(0, 2, (3, 2)) if loss in (logistic, hinge, FOCAL) else rng.random((3, 2))
    if loss is kl_divergence:
        target /= target.sum(axis=-1, keepdims=True)
    assert np.allclose(grad(loss.value)(prediction, target), loss.gradient(prediction, target), rtol=1e-12, atol=1e-15)
