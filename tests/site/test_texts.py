"""What a numeric record says of itself at a prompt, in text, is what its code computes, where Python can read it."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import numpy as np
import pytest
from scipy.special import erf

from calcref.layers import LAYERS, Layer
from calcref.losses import LOSSES
from calcref.site.typed.layers import seen_layers
from calcref.site.typed.numeric import LABELS, MADE

LOSS_IDS = ("mean-squared-error", "mean-absolute-error", "logistic-loss", "hinge-loss")
PENALTY_IDS = ("l1-penalty", "l2-penalty", "elastic-net")
NAMES = {  # of the arguments of layers, and of their options
    "affine-layer": "x w b",
    **dict.fromkeys(("relu-layer", "tanh-layer", "silu-layer", "gelu-layer", "softmax-layer", "log-sum-exp"), "x"),
    "embedding-layer": "table",
    "dropout-layer": "x",
    "cross-entropy-layer": "x t",
    "layer-normalization": "x gain shift",
    "batch-normalization": "x gain shift",
    "rms-normalization": "x gain",
}


def functions(axis: int | None) -> dict[str, Any]:
    return {
        **{name: getattr(np, name) for name in ("exp", "log", "sqrt", "tanh")},
        **{name: partial(getattr(np, name), axis=axis, keepdims=axis is not None) for name in _REDUCED},
        "ln": np.log,
        "e": np.e,
        "erf": erf,
        "max": np.maximum,
        "sigmoid": lambda u: 1 / (1 + np.exp(-u)),
        "softmax": lambda u: np.exp(u) / np.sum(np.exp(u)),
    }


_REDUCED = ("mean", "sum", "var")


def value(text: str, letters: dict[str, Any], axis: int | None = None) -> Any:
    """The value of the first formula of a text, with what the others define."""
    said, *others = re.split(r", (?=\w+ = |labels|along|over)", text)
    known = functions(axis) | letters
    for other in others:
        if " = " in other:
            name, _, formula = other.partition(" = ")
            known[name] = eval(_python(formula), known)
    return eval(_python(said.rpartition(" = ")[2]), known)


def _python(text: str) -> str:
    text = re.sub(r"\|([^|]*)\|", r"abs(\1)", text.replace("^", "**").replace("lambda", "strength"))
    return re.sub(r"(\d)([a-z])", r"\1*\2", text)


@pytest.mark.parametrize("loss", [it for it in LOSSES if it.id in LOSS_IDS], ids=lambda it: it.id)
def test_the_text_of_a_loss(loss: Any) -> None:
    p = np.random.default_rng(5).normal(size=5) * 2
    y = LABELS if "labels" in loss.statement else p[::-1] / 3
    assert value(loss.statement, {"p": p, "s": p, "y": y}) == pytest.approx(float(loss.value(p, y)))


@pytest.mark.parametrize("name", PENALTY_IDS)
def test_the_text_of_a_penalty(name: str) -> None:
    penalty = MADE[name]
    w = np.random.default_rng(6).normal(size=5)
    letters = {key.replace("lambda", "strength"): size for key, size in penalty.parameters}
    assert value(penalty.statement, letters | {"w": w}) == pytest.approx(float(penalty.value(w)))


@pytest.mark.parametrize("layer", [it for it in LAYERS if it.id in NAMES], ids=lambda it: it.id)
def test_the_text_of_a_layer(layer: Layer) -> None:
    seen = seen_layers()[layer.id]
    rng = np.random.default_rng(7)
    for _ in range(3):
        args = [rng.uniform(seen.low, 1.5, shape) for shape in seen.shapes]
        letters = dict(zip(NAMES[layer.id].split(), args, strict=True)) | dict(seen.options)
        axis = -1 if "features" in layer.statement else 0 if "batch" in layer.statement else None
        assert np.allclose(value(layer.statement, letters, axis), layer.rule.value(*args, **seen.options))


def test_a_false_text_is_told() -> None:
    w = np.array([1.0, -2.0])
    assert value("sum(|w|)", {"w": w}) == 3
    assert value("sum(z), z = 2w", {"w": w}) == -2
