"""Backward passes with a term left out: the mistakes that are easily made, each refuted by the check."""

from dataclasses import replace

import numpy as np
import pytest

from calcref import layers
from calcref.layers import check_layer
from calcref.layers.sigmoid import sigmoid
from calcref.layers.standardize import standardize
from tests.layers.cases import CASES, positive, real


def affine_without_the_sum_over_examples(y_bar, y, x, w, b):
    return y_bar @ w.T, x.T @ y_bar, y_bar[0]


def softmax_as_if_elementwise(y_bar, y, x):
    return y_bar * y * (1 - y)


def cross_entropy_as_if_targets_added_up_to_one(y_bar, y, x, target):
    x_bar = y_bar[..., None] * (layers.softmax(x) - target)
    return x_bar, layers.SOFTMAX_CROSS_ENTROPY.rule.vjp(y_bar, y, x, target)[1]


def norm_without_the_mean(y_bar, y, x, gain, shift, epsilon, axes=-1):
    x_hat, scale = standardize(x, axes, epsilon)
    v = y_bar * gain
    x_bar = scale * (v - x_hat * np.mean(v * x_hat, axis=axes, keepdims=True))
    return x_bar, np.sum(y_bar * x_hat, axis=0), np.sum(y_bar, axis=0)


def norm_without_the_variance(y_bar, y, x, gain, shift, epsilon, axes=-1):
    x_hat, scale = standardize(x, axes, epsilon)
    v = y_bar * gain
    x_bar = scale * (v - np.mean(v, axis=axes, keepdims=True))
    return x_bar, np.sum(y_bar * x_hat, axis=0), np.sum(y_bar, axis=0)


def batch_norm_with_constant_statistics(y_bar, y, x, gain, shift, epsilon):
    x_hat, scale = standardize(x, 0, epsilon)
    return scale * y_bar * gain, np.sum(y_bar * x_hat, axis=0), np.sum(y_bar, axis=0)


def rms_norm_with_a_constant_scale(y_bar, y, x, gain, epsilon):
    scale = 1 / np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + epsilon)
    return scale * y_bar * gain, np.sum(y_bar * x * scale, axis=0)


def embedding_that_adds_a_repeated_row_once(y_bar, y, table, indices):
    bar = np.zeros(np.shape(table), y_bar.dtype)
    bar[indices] += y_bar
    return bar


def average_pooling_without_the_division(y_bar, y, x, size, stride):
    return size[0] * layers.AVERAGE_POOL.rule.vjp(y_bar, y, x, size, stride)


def convolution_without_the_sum_over_places(y_bar, y, x, w, b, stride, padding):
    x_bar, w_bar, _ = layers.CONV1D.rule.vjp(y_bar, y, x, w, b, stride, padding)
    return x_bar, w_bar, np.sum(y_bar, axis=0)[:, 0]


def attention_without_the_scale(y_bar, y, q, k, v, mask):
    q_bar, k_bar, v_bar = layers.ATTENTION.rule.vjp(y_bar, y, q, k, v, mask)
    return q_bar * np.sqrt(q.shape[-1]), k_bar, v_bar


def lstm_without_the_way_along_the_memory(y_bar, y, *args):
    return layers.LSTM.rule.vjp((y_bar[0], np.zeros_like(y_bar[1])), y, *args)


def gru_without_the_way_through_the_reset_gate(y_bar, y, x, h, w_x, w_h, b):
    m = h.shape[-1]
    r, z = np.split(sigmoid(x @ w_x[:, : 2 * m] + h @ w_h[:, : 2 * m] + b[: 2 * m]), 2, axis=-1)
    g = np.tanh(x @ w_x[:, 2 * m :] + (r * h) @ w_h[:, 2 * m :] + b[2 * m :])
    through_r = (y_bar * (1 - z) * (1 - g**2)) @ w_h[:, 2 * m :].T * h * r * (1 - r)
    x_bar, h_bar, *rest = layers.GRU.rule.vjp(y_bar, y, x, h, w_x, w_h, b)
    return x_bar, h_bar - through_r @ w_h[:, :m].T, *rest


WRONG = (
    (layers.AFFINE, affine_without_the_sum_over_examples, (real(4, 3), real(3, 2), real(2)), {}),
    (layers.SOFTMAX, softmax_as_if_elementwise, (real(2, 4),), {}),
    (
        layers.SOFTMAX_CROSS_ENTROPY,
        cross_entropy_as_if_targets_added_up_to_one,
        (real(3, 4), positive(3, 4)),
        {},
    ),
    (layers.LAYER_NORM, norm_without_the_mean, (real(3, 4), real(4), real(4)), {"epsilon": 1e-5}),
    (layers.LAYER_NORM, norm_without_the_variance, (real(3, 4), real(4), real(4)), {"epsilon": 1e-5}),
    (layers.BATCH_NORM, batch_norm_with_constant_statistics, (real(5, 3), real(3), real(3)), {"epsilon": 1e-5}),
    (layers.RMS_NORM, rms_norm_with_a_constant_scale, (real(3, 4), real(4)), {"epsilon": 1e-5}),
    (layers.EMBEDDING, embedding_that_adds_a_repeated_row_once, (real(4, 2),), {"indices": np.array([1, 1, 3])}),
    (layers.AVERAGE_POOL, average_pooling_without_the_division, (real(2, 6),), {"size": (3,), "stride": (3,)}),
    (
        layers.CONV1D,
        convolution_without_the_sum_over_places,
        (real(2, 2, 5), real(3, 2, 2), real(3)),
        {"stride": (1,), "padding": (0,)},
    ),
    (layers.ATTENTION, attention_without_the_scale, (real(3, 2), real(4, 2), real(4, 3)), {"mask": None}),
    *(
        (layer, wrong, case.args, {})
        for layer, wrong in (
            (layers.LSTM, lstm_without_the_way_along_the_memory),
            (layers.GRU, gru_without_the_way_through_the_reset_gate),
        )
        for case in CASES
        if case.layer is layer
    ),
)


@pytest.mark.parametrize(("layer", "wrong", "args", "options"), WRONG, ids=lambda value: getattr(value, "__name__", ""))
def test_a_dropped_term_is_refuted(layer, wrong, args, options):
    changed = replace(layer, rule=replace(layer.rule, vjp=wrong, reads="all"))
    found = check_layer(changed, *args, **options)
    assert [part.verdict for part in found.parts] == ["refuted", "refuted", "agrees", "refuted"]
