"""Scaled dot-product attention: averages of values, weighted by how well keys fit queries."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.core.about import Source
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.layers.arguments import boolean, real_arrays, require
from calcref.layers.layer import Layer
from calcref.layers.softmax_layer import SOFTMAX


def attention(q: Any, k: Any, v: Any, mask: Any = None) -> Any:
    """Return softmax(q @ k^T / sqrt(d)) @ v, of shape (..., l, e).

    Args:
        q: queries, shape (..., l, d).
        k: keys, shape (..., s, d).
        v: values, shape (..., s, e).
        mask: True where a query may look at a key, broadcast to (..., l, s); None for everywhere. The causal one is
            np.tril(np.ones((l, s), bool)).

    Raises:
        ShapeMismatch: the shapes do not fit.
        OutsideDomain: an argument is not of its kind, or a query may look at no key.

    Source: Vaswani et al., Attention Is All You Need (2017), arXiv:1706.03762, equation 1.

    >>> attention([[0.0, 0.0]], [[1.0, 2.0], [3.0, 4.0]], [[10.0], [20.0]])
    array([[15.]])
    """
    q, k, v = real_arrays("attention", q=q, k=k, v=v)
    fits = min(q.ndim, k.ndim, v.ndim) >= 2 and q.shape[:-2] == k.shape[:-2] == v.shape[:-2]
    fits = fits and q.shape[-1] == k.shape[-1] >= 1 and k.shape[-2] == v.shape[-2] >= 1
    require(fits, "attention", "q (..., l, d), k (..., s, d) and v (..., s, e)", q=q, k=k, v=v)
    if mask is not None:
        mask = read_mask("attention", mask, (*q.shape[:-1], k.shape[-2]))
    return ATTENTION.rule(q, k, v, mask=mask)


def read_mask(layer: str, mask: Any, shape: tuple[int, ...]) -> Any:
    """The mask as an array of True and False that broadcasts to `shape`.

    Raises:
        ShapeMismatch: it does not.
        OutsideDomain: it holds something else, or a query may look at no key.
    """
    found = boolean(layer, "mask", mask)
    try:
        whole = np.broadcast_to(found, shape)
    except ValueError as error:
        raise ShapeMismatch(f"{layer} takes a mask that broadcasts to {shape}; found shape {found.shape}") from error
    if not np.all(np.any(whole, axis=-1)):
        raise OutsideDomain(f"{layer} needs a key for every query; found a row of the mask that is False throughout")
    return found


def weights(q: Any, k: Any, mask: Any) -> Any:
    """The weights of attention, shape (..., l, s); each row adds up to 1."""
    scores = q @ np.swapaxes(k, -1, -2) / math.sqrt(q.shape[-1])
    return SOFTMAX.rule.value(scores if mask is None else np.where(mask, scores, -np.inf))


def _value(q: Any, k: Any, v: Any, mask: Any) -> Any:
    return weights(q, k, mask) @ v


def _jvp(dots: tuple[Any, ...], y: Any, q: Any, k: Any, v: Any, mask: Any) -> Any:
    q_dot, k_dot, v_dot = dots
    p = weights(q, k, mask)
    s_dot = (q_dot @ np.swapaxes(k, -1, -2) + q @ np.swapaxes(k_dot, -1, -2)) / math.sqrt(q.shape[-1])
    p_dot = p * (s_dot - np.sum(p * s_dot, axis=-1, keepdims=True))
    return p_dot @ v + p @ v_dot


def _vjp(y_bar: Any, y: Any, q: Any, k: Any, v: Any, mask: Any) -> tuple[Any, ...]:
    p = weights(q, k, mask)  # computed again: cheaper than keeping (l, s) numbers for each head
    p_bar = y_bar @ np.swapaxes(v, -1, -2)
    s_bar = p * (p_bar - np.sum(y_bar * y, axis=-1, keepdims=True)) / math.sqrt(q.shape[-1])  # p . p_bar = y . y_bar
    q_bar = s_bar @ k
    k_bar = np.swapaxes(s_bar, -1, -2) @ q
    v_bar = np.swapaxes(p, -1, -2) @ y_bar
    return q_bar, k_bar, v_bar


ATTENTION = Layer(
    id="scaled-dot-product-attention",
    name="Scaled dot-product attention",
    page="autodiff/attention/",
    statement="Y = softmax(Q K^T / sqrt(d)) V",
    statement_latex=r"Y = PV,\quad P = \operatorname{softmax}\Bigl(\frac{QK^\top}{\sqrt d}\Bigr)",
    backward_latex=r"\bar V = P^\top \bar Y,\quad \bar P = \bar Y V^\top,"
    r"\quad \bar S = P \odot \bigl(\bar P - (\bar Y \odot Y)\mathbf 1_e\mathbf 1_s^\top\bigr),"
    r"\quad \bar Q = \tfrac{1}{\sqrt d}\bar S K,\quad \bar K = \tfrac{1}{\sqrt d}\bar S^\top Q",
    source=Source("Vaswani et al., Attention Is All You Need (2017)", "equation 1, arXiv:1706.03762"),
    ml_use="How the tokens of a transformer read one another.",
    rule=ArrayRule("attention", _value, _jvp, _vjp),
)
