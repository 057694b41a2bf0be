"""Every loss states one example as text; calcref derives its slope from that text, and the numbers are the code's."""

import numpy as np
import pytest
import sympy as sp

from calcref import differentiate, parse
from calcref.autodiff import grad
from calcref.losses import LOSSES, cross_entropy, hinge, logistic

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


def test_cross_entropy_of_three_classes():
    derivation = differentiate(cross_entropy.expression, cross_entropy.variable)
    assert derivation.check().verdict == "proved"
    scores = {"a": 0.5, "b": -1.0, "c": 2.0}
    target = [1.0, 0.0, 0.0]
    value = cross_entropy.value(list(scores.values()), target)
    slope = cross_entropy.gradient(list(scores.values()), target)[0]
    assert at(parse(cross_entropy.expression), cross_entropy, **scores) == pytest.approx(value, rel=1e-14)
    assert at(derivation.answer, cross_entropy, **scores) == pytest.approx(slope, rel=1e-13)
    assert at(parse(cross_entropy.derivative), cross_entropy, **scores) == pytest.approx(slope, rel=1e-13)


@pytest.mark.parametrize("loss", LOSSES, **by_id)
def test_the_tape_finds_the_gradient_too(loss):
    rng = np.random.default_rng(1)
    prediction = rng.normal(size=(3, 2)) * 2
    target = rng.integers(0, 2, (3, 2)) if loss in (logistic, hinge) else rng.random((3, 2))
    assert np.allclose(grad(loss.value)(prediction, target), loss.gradient(prediction, target), rtol=1e-12, atol=1e-15)
