"""Minibatches: every row once an epoch, in an order that the generator decides."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import CalcrefError, OutsideDomain, ShapeMismatch
from calcref.optimization import minibatches


def rng():
    return np.random.default_rng(7)


@given(st.integers(1, 30), st.integers(1, 40), st.integers(0, 3), st.integers(0, 100))
def test_every_row_comes_once_an_epoch(rows, size, epochs, seed):
    x, y = np.arange(rows), np.arange(rows) * 10
    batches = list(minibatches(x, y, size=size, rng=np.random.default_rng(seed), epochs=epochs))
    assert sorted(int(row) for a, _ in batches for row in a) == sorted(list(range(rows)) * epochs)
    assert all(np.array_equal(10 * a, b) and len(a) <= size for a, b in batches)
    assert len(batches) == epochs * -(-rows // size)


def test_equal_seeds_give_equal_batches_and_epochs_differ():
    x = np.arange(50)
    one, other = (list(minibatches(x, size=50, rng=rng(), epochs=2)) for _ in range(2))
    assert all(np.array_equal(a[0], b[0]) for a, b in zip(one, other, strict=True))
    assert not np.array_equal(one[0][0], one[1][0])


def test_rows_of_any_shape():
    images = np.zeros((10, 4, 4), dtype=np.float32)
    (batch,) = next(minibatches(images, size=3, rng=rng()))
    assert (batch.shape, batch.dtype) == ((3, 4, 4), np.float32)


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: minibatches(size=1, rng=rng()), ShapeMismatch, "arrays of one length"),
        (lambda: minibatches([], size=1, rng=rng()), ShapeMismatch, "at least 1"),
        (lambda: minibatches([1, 2], [1], size=1, rng=rng()), ShapeMismatch, r"\(2,\), \(1,\)"),
        (lambda: minibatches(3.0, size=1, rng=rng()), ShapeMismatch, "arrays of one length"),
        (lambda: minibatches([1, 2], size=0, rng=rng()), OutsideDomain, "size must be a whole number, at least 1"),
        (lambda: minibatches([1, 2], size=1.5, rng=rng()), OutsideDomain, "found 1.5"),
        (lambda: minibatches([1, 2], size=1, rng=rng(), epochs=-1), OutsideDomain, "epochs"),
        (lambda: minibatches([1, 2], size=1, rng=0), CalcrefError, "default_rng"),
    ],
)
def test_bad_input_is_refused_at_once(call, error, says):
    with pytest.raises(error, match=says):
        call()
