"""What bad input gets: an error of ours that names the shapes, or the range."""

import re
from contextlib import suppress

import numpy as np
import pytest

from calcref import layers
from calcref.autodiff import grad
from calcref.core.errors import CalcrefError, OutsideDomain, ShapeMismatch
from calcref.layers import LAYERS
from tests.layers.cases import CASES, name

one, two, three, four = np.ones(3), np.ones((2, 3)), np.ones((2, 3, 4)), np.ones((2, 3, 4, 4))

SHAPES = (
    ("affine", lambda: layers.affine(two, np.ones((4, 2)), np.ones(2)), "(2, 3) and w of shape (4, 2)"),
    ("affine: bias", lambda: layers.affine(two, np.ones((3, 2)), one), "b of shape (3,)"),
    ("affine: one number", lambda: layers.affine(1.0, two, one), "x of shape ()"),
    ("softmax", lambda: layers.softmax(3.0), "x of shape ()"),
    ("softmax: empty", lambda: layers.softmax(np.ones((2, 0))), "x of shape (2, 0)"),
    ("logsumexp: empty", lambda: layers.logsumexp([]), "x of shape (0,)"),
    ("cross-entropy: labels", lambda: layers.softmax_cross_entropy(two, [0, 1]), "np.eye(n)[k]"),
    ("layer_norm", lambda: layers.layer_norm(two, one, np.ones(2)), "shift of shape (2,)"),
    ("batch_norm", lambda: layers.batch_norm(np.ones((1, 3)), one, one), "at least 2 examples"),
    ("rms_norm", lambda: layers.rms_norm(two, np.ones(2)), "gain of shape (2,)"),
    ("embedding", lambda: layers.embedding(one, [0]), "table of shape (3,)"),
    ("dropout", lambda: layers.dropout(two, np.ones(3, bool), 0.5), "keep of shape (3,)"),
    ("conv1d", lambda: layers.conv1d(two, three, np.ones(2)), "x of shape (2, 3)"),
    ("conv1d: channels", lambda: layers.conv1d(three, np.ones((2, 2, 2)), np.ones(2)), "w of shape (2, 2, 2)"),
    ("conv1d: long kernel", lambda: layers.conv1d(three, np.ones((2, 3, 5)), np.ones(2)), "no larger than"),
    ("conv2d", lambda: layers.conv2d(four, np.ones((5, 3, 2, 2)), np.ones(2)), "b of shape (2,)"),
    ("max_pool", lambda: layers.max_pool(one, (4,)), "at least (4,) places; found x of shape (3,)"),
    ("average_pool", lambda: layers.average_pool(one, (1, 2)), "x of shape (3,)"),
    ("attention", lambda: layers.attention(two, np.ones((2, 4)), two), "k of shape (2, 4)"),
    ("attention: mask", lambda: layers.attention(two, two, two, mask=np.ones((3, 3), bool)), "broadcasts to (2, 2)"),
    ("multi_head", lambda: layers.multi_head(*[two] * 3, *[np.ones((3, 3))] * 4, heads=2), "w_q (a, 2*d)"),
    ("lstm", lambda: layers.lstm(two, two, two, *[np.ones((3, 8))] * 2, np.ones(8)), "w_h (m, 4*m)"),
    ("gru", lambda: layers.gru(two, two, *[np.ones((3, 9))] * 2, np.ones(6)), "b of shape (6,)"),
    ("rows that differ", lambda: layers.relu([[1.0], [1.0, 2.0]]), "the rows of x differ in length"),
)

RANGES = (
    ("text", lambda: layers.relu(["a"]), "x holds"),
    ("complex", lambda: layers.softmax(1j * one), "x holds complex128"),
    ("epsilon below 0", lambda: layers.layer_norm(one, one, one, epsilon=-1.0), "epsilon, at least 0"),
    ("epsilon is no number", lambda: layers.rms_norm(one, one, epsilon="small"), "found 'small'"),
    ("epsilon infinite", lambda: layers.batch_norm(two, one, one, epsilon=np.inf), "less than inf"),
    ("rate 1", lambda: layers.dropout(one, one > 0, 1.0), "less than 1"),
    ("mask of numbers", lambda: layers.dropout(one, one, 0.5), "keep != 0"),
    ("no such row", lambda: layers.embedding(two, [2]), "from 0 to 1"),
    ("from the end", lambda: layers.embedding(two, [-1]), "from 0 to 1"),
    ("rows by floats", lambda: layers.embedding(two, [1.0]), "of float64"),
    ("stride 0", lambda: layers.conv1d(three, np.ones((2, 3, 2)), np.ones(2), stride=0), "at least 1"),
    ("two paddings", lambda: layers.conv1d(three, np.ones((2, 3, 2)), np.ones(2), padding=(1, 1)), "padding=(1,)"),
    ("stride by floats", lambda: layers.conv2d(four, np.ones((5, 3, 2, 2)), np.ones(5), stride=(1.0, 1)), "whole"),
    ("size is one number", lambda: layers.max_pool(two, 2), "try (2,) or (2, 2)"),
    ("size 0", lambda: layers.average_pool(two, (0,)), "at least 1"),
    ("no key", lambda: layers.attention(two, two, two, mask=np.zeros((2, 2), bool)), "a key for every query"),
    ("mask of integers", lambda: layers.attention(two, two, two, mask=np.ones((2, 2), int)), "mask != 0"),
    ("no head", lambda: layers.multi_head(*[two] * 3, *[np.ones((3, 3))] * 4, heads=0), "at least 1"),
)


@pytest.mark.parametrize(("call", "said"), [row[1:] for row in SHAPES], ids=[row[0] for row in SHAPES])
def test_a_shape_that_does_not_fit_is_named(call, said):
    with pytest.raises(ShapeMismatch, match=re.escape(said)):
        call()


@pytest.mark.parametrize(("call", "said"), [row[1:] for row in RANGES], ids=[row[0] for row in RANGES])
def test_what_is_out_of_range_is_named(call, said):
    with pytest.raises(OutsideDomain, match=re.escape(said)):
        call()


def function(layer):
    return getattr(layers, layer.rule.name)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_public_function_is_the_rule_on_lists_and_on_traced_arrays(case):
    f = function(case.layer)
    found, rule = f(*(arg.tolist() for arg in case.args), **case.options), case.layer.rule(*case.args, **case.options)
    for mine, other in zip(*(y if isinstance(y, tuple) else (y,) for y in (found, rule)), strict=True):
        assert np.array_equal(mine, other)

    def total(x):
        y = f(x, *case.args[1:], **case.options)
        return sum(np.sum(part**2) for part in y) if isinstance(y, tuple) else np.sum(y**2)

    assert np.any(grad(total)(case.args[0]))


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.id)
def test_a_shape_of_nothing_is_an_error_or_an_answer(layer):
    case = next(case for case in CASES if case.layer is layer)
    with suppress(CalcrefError):
        function(layer)(np.zeros((0,) * case.args[0].ndim), *case.args[1:], **case.options)
