"""The picture of a tape: what the boxes and the arrows say."""

from __future__ import annotations

import re

import numpy as np
import pytest

from calcref.core.errors import ShapeMismatch
from calcref.plot import tape_graph


def _words(text: str) -> str:
    """What is written in the picture, less title and description."""
    return " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", text))


def test_what_comes_back_is_said_only_where_a_value_is_used_several_times() -> None:
    once = _words(tape_graph(lambda x: np.tanh(x), {"x": 0.0}))
    twice = _words(tape_graph(lambda x: x * x, {"x": 3.0}))
    assert "+" not in once
    assert "3 + 3" in twice


def test_small_arrays_are_shown_and_large_ones_give_their_shape() -> None:
    assert "7.25" in _words(tape_graph(lambda x: np.sum(x), {"x": np.array([7.25, 1.0, 2.0])}))
    large = _words(tape_graph(lambda x: np.sum(x), {"x": np.full((2, 3), 7.25)}))
    assert "2×3" in large
    assert "7.25" not in large


def test_a_function_that_returns_an_array_has_no_picture() -> None:
    with pytest.raises(ShapeMismatch, match="returns a number"):
        tape_graph(np.tanh, {"x": np.ones(2)})
