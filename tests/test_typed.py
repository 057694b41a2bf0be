"""The TeX on cards says what the code computes; what cannot be read by a program is listed here, for a reader."""

from __future__ import annotations

import math

import numpy as np
import pytest

from calcref.core.about import about
from calcref.layers import LAYERS
from calcref.losses import LOSSES
from calcref.metrics import AREA
from calcref.optimization import SGD, Adam, GradientDescent, minimize
from calcref.probability import DENSITIES
from calcref.quadrature import RULES
from calcref.regularizers import PENALTIES
from tests.by_reader import LAYERS_BY_READER, METRICS_BY_READER
from tests.typed import value_of

RNG = np.random.default_rng(3)
PREDICTIONS, TARGETS = RNG.normal(size=(2, 5)) * 2
LABELS = np.array([0.0, 1.0, 1.0, 0.0, 1.0])
by_id = {"ids": lambda record: about(record).id}


@pytest.mark.parametrize("loss", [it for it in LOSSES if it.curve], **by_id)
def test_a_loss_is_what_its_card_says(loss):
    on_labels = "z" in loss.variable
    targets = LABELS if on_labels else TARGETS
    sequences = {"p": PREDICTIONS, "s": PREDICTIONS, "y": targets}
    letters = {"n": 5, **dict(loss.parameters)}
    over_a_kink = loss.id == "huber-loss"  # its statement is an integral, which quadrature takes across corners
    found = value_of(loss.statement_latex, letters, sequences)
    assert found == pytest.approx(float(loss.value(PREDICTIONS, targets)), rel=1e-4 if over_a_kink else 1e-12)


def test_the_cross_entropy_of_one_example_is_what_its_card_says():
    (loss,) = [it for it in LOSSES if it.id == "cross-entropy"]
    assert r"-\frac1n\sum_{i=1}^{n}\sum_{k} y_{ik}\ln p_{ik}" in loss.statement_latex
    scores, truth = RNG.normal(size=4), np.array([0.1, 0.2, 0.3, 0.4])
    one = loss.statement_latex.replace(r"\frac1n\sum_{i=1}^{n}", "").replace("_{ik}", "_k").replace("_{ij}", "_j")
    found = value_of(one, {"n": 4}, {"y": truth, "s": scores})
    assert found == pytest.approx(float(loss.value(scores[None], truth[None])))


@pytest.mark.parametrize("penalty", [it for it in PENALTIES if it.derivative], **by_id)
def test_a_penalty_is_what_its_card_says(penalty):
    weights = RNG.normal(size=5)
    found = value_of(penalty.statement_latex, {"n": 5, **dict(penalty.parameters)}, {"w": weights})
    assert found == pytest.approx(float(penalty.value(weights)))


@pytest.mark.parametrize("density", DENSITIES, **by_id)
@pytest.mark.parametrize("place", [-0.9, 0.2, 1.3])
def test_a_density_is_what_its_card_says(density, place):
    x = density.mean + place * math.sqrt(density.variance)
    found = value_of(density.about.statement_latex, {**density.letters, "x": x})
    assert found == pytest.approx(float(density.pdf(x)), rel=1e-12)


@pytest.mark.parametrize("rule", RULES, **by_id)
def test_a_sum_is_what_its_card_says(rule):
    a, b, n = 0.3, 1.7, 6
    h = (b - a) / n
    letters = {"a": a, "b": b, "n": n, "h": h}
    found = value_of(rule.statement_latex, letters, {"x": a + h * np.arange(n + 1)}, {"f": lambda t: t**3}, first=0)
    assert found == pytest.approx(rule(lambda t: t**3, a, b, n))


UPDATES = {
    GradientDescent: lambda method: {"eta": method.learning_rate},
    SGD: lambda method: {"eta": method.learning_rate, "mu": method.momentum},
    Adam: lambda method: {
        "eta": method.learning_rate, "beta_1": method.beta1, "beta_2": method.beta2, "varepsilon": method.epsilon
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", UPDATES, ids=lambda kind: kind.about.id)
def test_an_update_is_what_its_card_says(kind):
    method = kind(0.1, 0.9) if kind is SGD else kind(0.1)
    x = minimize(lambda x: x**4 / 4 - x, 2.0, method, steps=3, grad=lambda x: x**3 - 1).iterates
    state = {"v": 0.0, "m": 0.0, "x": 2.0}
    for t in (1, 2, 3):
        letters = {**UPDATES[kind](method), "t": t, "g": state["x"] ** 3 - 1}
        for equation in kind.about.statement_latex.split(r",\quad "):
            name, tex = equation.split(" = ", 1)
            tex = tex.replace(r"\nabla f(x_k)", "g")
            for letter in ("x", "v", "m", "g"):
                for index in ("_{k+1}", "_{t-1}", "_k", "_t"):
                    tex = tex.replace(letter + index, letter)
            state[name[0]] = value_of(tex, {**letters, **state})
        assert state["x"] == pytest.approx(float(x[t]))


@pytest.mark.parametrize("layer", LAYERS, **by_id)
def test_what_a_reader_has_judged_of_a_layer_is_what_its_card_says(layer):
    assert (layer.statement_latex, layer.backward_latex) == LAYERS_BY_READER[layer.id]


@pytest.mark.parametrize("metric", [AREA], **by_id)
def test_what_a_reader_has_judged_of_a_metric_is_what_its_card_says(metric):
    assert metric.statement_latex == METRICS_BY_READER[metric.id]


def test_nothing_is_listed_for_a_reader_that_is_not_there():
    assert set(LAYERS_BY_READER) == {layer.id for layer in LAYERS}
    assert math.isclose(value_of(r"\frac12 + \max(0, 1)", {}), 1.5)
