"""Normalization layers in half precision: squares that half precision has no room for."""

import numpy as np
import pytest

from calcref.autodiff import jvp, vjp
from calcref.layers import batch_norm, layer_norm, rms_norm

HALF = np.float16
ROWS = np.array([[300.0, 400.0, -200.0], [1000.0, -1000.0, 500.0]])
LAYERS = {
    "rms": lambda x: rms_norm(x, np.ones(3, x.dtype)),
    "layer": lambda x: layer_norm(x, np.ones(3, x.dtype), np.zeros(3, x.dtype)),
    "batch": lambda x: batch_norm(x, np.ones(3, x.dtype), np.zeros(3, x.dtype)),
}


@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
def test_half_precision_finds_what_double_finds(layer):
    found, wanted = layer(ROWS.astype(HALF)), layer(ROWS)
    assert found.dtype == HALF
    assert np.allclose(found, wanted, rtol=2e-3)


@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
def test_both_ways_of_differentiating_stay_finite_and_half(layer):
    x, v = ROWS.astype(HALF), np.full((2, 3), 100.0, HALF)
    v[0, 0] = -50
    for found, wanted in (
        (jvp(layer)(x, v)[1], jvp(layer)(ROWS, v.astype(float))[1]),
        (vjp(layer)(x)[1](v), vjp(layer)(ROWS)[1](v.astype(float))),
    ):
        assert found.dtype == HALF
        assert np.allclose(found, wanted, rtol=5e-3, atol=1e-3)
