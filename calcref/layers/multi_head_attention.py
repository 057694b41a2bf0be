"""Multi-head attention: several attentions side by side, each on projections of its own."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.core.about import Source
from calcref.layers.arguments import real_arrays, require, whole_numbers
from calcref.layers.layer import Layer
from calcref.layers.scaled_dot_product_attention import ATTENTION, read_mask

_ATTEND = ATTENTION.rule


def multi_head(q: Any, k: Any, v: Any, w_q: Any, w_k: Any, w_v: Any, w_o: Any, heads: int, mask: Any = None) -> Any:
    """Return concat(attention(q @ w_q, k @ w_k, v @ w_v) of each head) @ w_o, of shape (..., l, n).

    With q, k and v the same array it is self-attention. The columns of the projections belong to the heads in turn:
    the first d to the first head, and so on.

    Args:
        q: shape (..., l, a).
        k: shape (..., s, b).
        v: shape (..., s, c).
        w_q: shape (a, heads * d).
        w_k: shape (b, heads * d).
        w_v: shape (c, heads * e).
        w_o: shape (heads * e, n).
        heads: how many, at least 1.
        mask: True where a query may look at a key, broadcast to (..., l, s); None for everywhere.

    Raises:
        ShapeMismatch: the shapes do not fit.
        OutsideDomain: an argument is not of its kind, or a query may look at no key.

    Source: Vaswani et al., Attention Is All You Need (2017), arXiv:1706.03762, section 3.2.2.

    >>> x, eye = np.array([[1.0, 2.0], [1.0, 2.0]]), np.eye(2)
    >>> multi_head(x, x, x, eye, eye, eye, eye, heads=2)
    array([[1., 2.],
           [1., 2.]])
    """
    arrays = real_arrays("multi_head", q=q, k=k, v=v, w_q=w_q, w_k=w_k, w_v=w_v, w_o=w_o)
    (count,) = whole_numbers("multi_head", "heads", heads, 1, 1)
    wanted = (
        f"q (..., l, a), k (..., s, b), v (..., s, c), w_q (a, {count}*d), w_k (b, {count}*d), w_v (c, {count}*e) "
        f"and w_o ({count}*e, n)"
    )
    names = ("q", "k", "v", "w_q", "w_k", "w_v", "w_o")
    require(_fit(*arrays, heads=count), "multi_head", wanted, **dict(zip(names, arrays, strict=True)))
    if mask is not None:
        whole = read_mask("multi_head", mask, (*arrays[0].shape[:-1], arrays[1].shape[-2]))
        mask = np.expand_dims(whole, -3) if whole.ndim >= 2 else whole  # the same for every head
    return MULTI_HEAD.rule(*arrays, heads=count, mask=mask)


def _fit(q: Any, k: Any, v: Any, w_q: Any, w_k: Any, w_v: Any, w_o: Any, *, heads: int) -> bool:
    inputs, matrices = (q, k, v), (w_q, w_k, w_v, w_o)
    if min(a.ndim for a in inputs) < 2 or any(w.ndim != 2 for w in matrices):
        return False
    batches = q.shape[:-2] == k.shape[:-2] == v.shape[:-2] and k.shape[-2] == v.shape[-2] >= 1
    products = all(a.shape[-1] == w.shape[0] for a, w in zip(inputs, matrices, strict=False))
    inner = w_q.shape[1] == w_k.shape[1] and w_v.shape[1] == w_o.shape[0]
    return bool(batches and products and inner and all(w.shape[1] and w.shape[1] % heads == 0 for w in (w_q, w_v)))


def _split(a: Any, heads: int) -> Any:
    """(..., l, heads * d) to (..., heads, l, d)."""
    return np.swapaxes(np.reshape(a, (*a.shape[:-1], heads, -1)), -2, -3)


def _merged(a: Any) -> Any:
    """(..., heads, l, d) to (..., l, heads * d)."""
    a = np.swapaxes(a, -2, -3)
    return np.reshape(a, (*a.shape[:-2], -1))


def _outer(a: Any, b: Any) -> Any:
    """The cotangent of w in a @ w: a^T b, added up over the batch."""
    return np.reshape(a, (-1, a.shape[-1])).T @ np.reshape(b, (-1, b.shape[-1]))


def _inner(inputs: Any, matrices: Any, heads: int) -> tuple[Any, ...]:
    """The queries, keys and values of every head."""
    return tuple(_split(a @ w, heads) for a, w in zip(inputs, matrices, strict=True))


def _value(q: Any, k: Any, v: Any, w_q: Any, w_k: Any, w_v: Any, w_o: Any, heads: int, mask: Any) -> Any:
    inner = _inner((q, k, v), (w_q, w_k, w_v), heads)
    return _merged(_ATTEND.value(*inner, mask=mask)) @ w_o


def _jvp(dots: tuple[Any, ...], y: Any, *args: Any, heads: int, mask: Any) -> Any:
    inputs, matrices, w_o = args[:3], args[3:6], args[6]
    inner = _inner(inputs, matrices, heads)
    by_inputs, by_matrices = _inner(dots[:3], matrices, heads), _inner(inputs, dots[3:6], heads)
    inner_dot = tuple(a + b for a, b in zip(by_inputs, by_matrices, strict=True))
    z = _ATTEND.value(*inner, mask=mask)
    return _merged(_ATTEND.jvp(inner_dot, z, *inner, mask=mask)) @ w_o + _merged(z) @ dots[6]  # type: ignore[operator]


def _vjp(y_bar: Any, y: Any, *args: Any, heads: int, mask: Any) -> tuple[Any, ...]:
    inputs, matrices, w_o = args[:3], args[3:6], args[6]
    inner = _inner(inputs, matrices, heads)
    z = _ATTEND.value(*inner, mask=mask)
    z_bar = _split(y_bar @ w_o.T, heads)
    inner_bars = [_merged(bar) for bar in _ATTEND.vjp(z_bar, z, *inner, mask=mask)]  # type: ignore[operator]
    input_bars = (bar @ w.T for bar, w in zip(inner_bars, matrices, strict=True))
    matrix_bars = (_outer(a, bar) for a, bar in zip(inputs, inner_bars, strict=True))
    return *input_bars, *matrix_bars, _outer(_merged(z), y_bar)


MULTI_HEAD = Layer(
    id="multi-head-attention",
    name="Multi-head attention",
    page="autodiff/attention/#multi-head-attention",
    statement="Y = concat(head_1, ..., head_h) W_O, head_i = attention(Q W_Q_i, K W_K_i, V W_V_i)",
    statement_latex=r"Y = ZW^O,\quad Z = [Z_1, \dots, Z_h],"
    r"\quad Z_i = \operatorname{attention}(QW^Q_i, KW^K_i, VW^V_i)",
    backward_latex=r"\bar Z = \bar Y {W^O}^\top,\quad \bar W^O = Z^\top \bar Y,"
    r"\quad \bar Q = \textstyle\sum_i \bar A_i {W^Q_i}^\top,\quad \bar W^Q_i = Q^\top \bar A_i,\quad A_i = QW^Q_i",
    source=Source("Vaswani et al., Attention Is All You Need (2017)", "section 3.2.2, arXiv:1706.03762"),
    ml_use="The first half of every block of a transformer; each head may look for something else.",
    rule=ArrayRule("multi_head", _value, _jvp, _vjp, reads="inputs"),
)
