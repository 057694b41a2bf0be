"""The backward pass that was derived by hand is the one that comes out of the layer's own forward code, with steps."""

import inspect

import numpy as np
import pytest

from calcref import backward_pass, matrix_vjp
from calcref.autodiff import vjp
from calcref.layers import (
    AFFINE,
    ATTENTION,
    BATCH_NORM,
    GRU,
    LAYER_NORM,
    LOG_SUM_EXP,
    LSTM,
    MULTI_HEAD,
    RMS_NORM,
    SOFTMAX,
    SOFTMAX_CROSS_ENTROPY,
    affine,
    attention,
    gru,
    layer_norm,
    logsumexp,
    lstm,
    multi_head,
    softmax,
    softmax_cross_entropy,
)

SIZES = {"a": 5, "b": 4, "c": 6, "d": 2, "e": 3, "k": 2, "l": 3, "m": 2, "n": 3, "s": 4}


def normalized(layer):
    return lambda x, gain, shift, epsilon: layer.rule.value(x, gain, shift, epsilon)


def scaled(x, gain, epsilon):
    return RMS_NORM.rule.value(x, gain, epsilon)


def masked(q, k, v, mask):
    return ATTENTION.rule.value(q, k, v, mask)


def heads(q, k, v, w_q, w_k, w_v, w_o):
    return multi_head(q, k, v, w_q, w_k, w_v, w_o, heads=2)


def masked_heads(q, k, v, w_q, w_k, w_v, w_o, mask):
    return MULTI_HEAD.rule.value(q, k, v, w_q, w_k, w_v, w_o, heads=2, mask=mask)


PROJECTIONS = "w_q: a 2*d, w_k: b 2*d, w_v: c 2*e, w_o: 2*e n"
CASES = {
    "affine": (AFFINE, affine, "x: k n, w: n m, b: m", {}),
    "softmax": (SOFTMAX, softmax, "x: m n", {}),
    "softmax of one": (SOFTMAX, softmax, "x: n", {}),
    "log-sum-exp": (LOG_SUM_EXP, logsumexp, "x: m n", {}),
    "log-sum-exp of one": (LOG_SUM_EXP, logsumexp, "x: n", {}),
    "cross-entropy": (SOFTMAX_CROSS_ENTROPY, softmax_cross_entropy, "x: m n, target: m n", {}),
    "cross-entropy of one": (SOFTMAX_CROSS_ENTROPY, softmax_cross_entropy, "x: n, target: n", {}),
    "layer norm": (LAYER_NORM, normalized(LAYER_NORM), "x: l n, gain: n, shift: n, epsilon:", {}),
    "layer norm of one": (LAYER_NORM, normalized(LAYER_NORM), "x: n, gain: n, shift: n, epsilon:", {}),
    "layer norm as it is": (LAYER_NORM, layer_norm, "x: l n, gain: n, shift: n", {"epsilon": 1e-5}),
    "batch norm": (BATCH_NORM, normalized(BATCH_NORM), "x: l n, gain: n, shift: n, epsilon:", {}),
    "RMS norm": (RMS_NORM, scaled, "x: l n, gain: n, epsilon:", {}),
    "RMS norm of one": (RMS_NORM, scaled, "x: n, gain: n, epsilon:", {}),
    "attention": (ATTENTION, attention, "q: l d, k: s d, v: s e", {"mask": None}),
    "masked attention": (ATTENTION, masked, "q: l d, k: s d, v: s e, mask: l s boolean", {}),
    "heads": (MULTI_HEAD, heads, f"q: l a, k: s b, v: s c, {PROJECTIONS}", {"heads": 2, "mask": None}),
    "masked heads": (
        MULTI_HEAD, masked_heads, f"q: l a, k: s b, v: s c, {PROJECTIONS}, mask: l s boolean", {"heads": 2},
    ),
    "LSTM": (LSTM, lstm, "x: k n, h: k m, c: k m, w_x: n 4*m, w_h: m 4*m, b: 4*m", {}),
    "GRU": (GRU, gru, "x: k n, h: k m, w_x: n 3*m, w_h: m 3*m, b: 3*m", {}),
}  # fmt: skip
each = pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())


def drawn(shapes):
    """An array of each shape, by name."""
    rng = np.random.default_rng(4)
    made = {}
    for part in shapes.split(","):
        name, dims = part.split(":")
        sizes = [
            np.prod([SIZES.get(it) or int(it) for it in dim.split("*")]) for dim in dims.split() if dim != "boolean"
        ]
        made[name.strip()] = np.tri(*sizes, dtype=bool) if "boolean" in dims else rng.normal(size=sizes)
    return {name: 0.25 if name == "epsilon" else value for name, value in made.items()}


def tuple_of(value):
    return value if isinstance(value, tuple) else (value,)


def derived(function, shapes, wrt):
    """The derivation, and the function that its code defines."""
    found = backward_pass(function, shapes, wrt)
    space = {}
    exec(found.to_numpy(), space)
    return found, space["backward"]


@each
def test_the_rule_by_hand_is_the_derived_one(case):
    layer, function, shapes, options = case
    values = drawn(shapes)
    options = options | {name: values[name] for name in ("epsilon", "mask") if name in values}
    names = [name for name in values if name not in options]
    args = [values[name] for name in names]
    found, backward = derived(function, shapes, names)
    y = layer.rule.value(*args, **options)
    rng = np.random.default_rng(5)
    bars = tuple(rng.normal(size=np.shape(part)) for part in tuple_of(y))
    bar = bars if isinstance(y, tuple) else bars[0]
    free = [it for it in inspect.signature(backward).parameters if it not in values]
    computed = tuple_of(backward(**values, **dict(zip(free, bars, strict=True))))
    by_hand = tuple_of(layer.rule.vjp(bar, y, *args, **options))
    by_tape = vjp(lambda *at: layer.rule.value(*at, **options), tuple(range(len(args))))(*args)[1](bar)
    for name, one, hand, tape in zip(names, computed, by_hand, by_tape, strict=True):
        assert np.shape(one) == np.shape(values[name])
        assert np.allclose(one, hand, rtol=1e-10, atol=1e-12), name
        assert np.allclose(one, tape, rtol=1e-10, atol=1e-12), name
    assert found.check().verdict == "agrees", found.check()
    assert all(len(it.steps) >= 1 for it in found.derivations)


FORMS = [
    (affine, "x", "x: k n, w: n m, b: m", "Ybar wᵀ"),
    (affine, "w", "x: k n, w: n m, b: m", "xᵀ Ybar"),
    (affine, "b", "x: k n, w: n m, b: m", "Ybarᵀ 1"),
    (softmax, "x", "x: n", "softmax(x) ⊙ (ybar - (softmax(x)ᵀ ybar) 1)"),
    (logsumexp, "x", "x: n", "ybar softmax(x)"),
    (softmax_cross_entropy, "x", "x: n, target: n one-hot", "ybar (softmax(x) - target)"),
    (attention, "v", "q: l d, k: s d, v: s e", "softmax(q kᵀ/sqrt(d))ᵀ Ybar"),
    (
        normalized(LAYER_NORM), "x", "x: n, gain: n, shift: n, epsilon:",
        "(gain ⊙ ybar - ((gainᵀ ybar) 1 + sum(gain ⊙ ybar ⊙ standardize(x, epsilon)) standardize(x, epsilon))/n)"
        "/sqrt(var(x) + epsilon)",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("function", "wrt", "shapes", "form"), FORMS, ids=[it[3][:30] for it in FORMS])
def test_a_derived_backward_pass_reads_as_on_the_card(function, wrt, shapes, form):
    assert str(matrix_vjp(function, wrt, shapes).answer) == form


def test_a_wrong_rule_by_hand_would_be_found():
    """The comparison above is not one of a rule with itself."""
    _, backward = derived(softmax, "x: n", ["x"])
    x, bar = np.array([0.3, -1.0, 2.0]), np.array([1.0, 0.5, -2.0])
    y = softmax(x)
    assert np.allclose(backward(x, bar), SOFTMAX.rule.vjp(bar, y, x), rtol=1e-10)
    assert not np.allclose(backward(x, bar), y * (bar - np.mean(bar * y)), rtol=1e-10)
