"""Dropout, with the mask given."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.core.about import Source
from calcref.layers.arguments import boolean, number, real_arrays, require
from calcref.layers.layer import Layer


def dropout(x: Any, keep: Any, rate: float) -> Any:
    """Return x / (1 - rate) where `keep` is True and 0 elsewhere, of the shape of `x`.

    The division keeps the expectation: where each element is kept with probability 1 - rate, the mean over all masks
    is x, so that nothing is to be done in use.

    Args:
        x: any shape.
        keep: True and False, of the shape of `x`: rng.random(x.shape) >= rate.
        rate: the probability of False when `keep` was drawn; at least 0 and less than 1.

    Raises:
        ShapeMismatch: the shapes differ.
        OutsideDomain: an argument is not of its kind, or the rate is out of its range.

    Source: Srivastava et al., Dropout, JMLR 15 (2014), sections 4 and 10 (scaled in training).

    >>> dropout([1.0, 2.0], [True, False], rate=0.5)
    array([2., 0.])
    """
    (x,) = real_arrays("dropout", x=x)
    mask = boolean("dropout", "keep", keep)
    number("dropout", "rate", rate, 0, 1)
    require(x.shape == mask.shape, "dropout", "x and keep of one shape", x=x, keep=mask)
    return DROPOUT.rule(x, keep=mask, rate=float(rate))


def _value(x: Any, keep: Any, rate: float) -> Any:
    return np.where(keep, x, 0) / (1 - rate)


def _vjp(y_bar: Any, y: Any, x: Any, keep: Any, rate: float) -> Any:
    return np.where(keep, y_bar, 0) / (1 - rate)


DROPOUT = Layer(
    id="dropout-layer",
    name="Dropout",
    page="autodiff/affine-and-broadcasting/#dropout-layer",
    statement="y = keep * x / (1 - rate)",
    statement_latex=r"y = \frac{k \odot x}{1 - p},\quad k_i \in \{0, 1\},\ \Pr(k_i = 0) = p",
    backward_latex=r"\bar x = \frac{k \odot \bar y}{1 - p}",
    given=(r"$0 \le p < 1$",),
    source=Source("Srivastava et al., Dropout: A Simple Way to Prevent Neural Networks from Overfitting", "section 4"),
    ml_use="Against overfitting: no unit can rely on another that may be missing.",
    rule=ArrayRule("dropout", _value, "linear", _vjp, reads="shapes"),
)
