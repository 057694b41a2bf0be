"""Pictures made of cells: which cells are filled, and what is refused."""

from __future__ import annotations

import re

import numpy as np
import pytest

from calcref.core.errors import CalcrefError, ShapeMismatch
from calcref.plot import attention_masks, gradient_decay, jacobian_patterns


def test_the_caption_counts_the_cells_that_are_not_zero() -> None:
    assert "tanh: 25% of the cells filled" in jacobian_patterns({"tanh": np.eye(4)})
    assert "sum: 100% of the cells filled" in jacobian_patterns({"sum": np.ones((1, 4))})


def test_rounding_is_no_dependence() -> None:
    assert "25%" in jacobian_patterns({"tanh": np.eye(4) + 1e-17})


def test_the_axes_of_outputs_come_first() -> None:
    assert "6 outputs by 6 inputs" in jacobian_patterns({"batch": np.eye(6).reshape(2, 3, 2, 3)})


@pytest.mark.parametrize("wrong", [np.ones(3), np.ones((2, 2, 2)), np.ones((0, 2)), 1.0])
def test_what_is_no_jacobian_is_refused(wrong: object) -> None:
    with pytest.raises(ShapeMismatch, match="as many axes"):
        jacobian_patterns({"wrong": wrong})


def test_a_forbidden_pair_has_weight_0_and_the_others_share() -> None:
    shown = attention_masks(np.zeros((4, 4)), {"causal": np.tri(4)})
    assert "6 of 16 pairs are forbidden, and the largest weight is 1." in shown
    assert "0 of 16 pairs are forbidden, and the largest weight is 0.25." in attention_masks(
        np.zeros((4, 4)), {"none": np.ones((4, 4))}
    )


def test_a_mask_of_another_shape_is_refused() -> None:
    with pytest.raises(ShapeMismatch, match=re.escape("shape (2, 2)")):
        attention_masks(np.zeros((3, 3)), {"causal": np.tri(2)})


@pytest.mark.parametrize("sizes", [{}, {"a": [1.0]}, {"a": [1.0, 0.0]}, {"a": [1.0, np.nan]}])
def test_sizes_that_have_no_logarithm_are_refused(sizes: dict[str, list[float]]) -> None:
    with pytest.raises(CalcrefError):
        gradient_decay(sizes)
