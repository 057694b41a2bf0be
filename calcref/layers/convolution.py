"""Convolution over one axis or two: the same weights at every place."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.core.about import Source
from calcref.layers.arguments import real_arrays, require, whole_numbers
from calcref.layers.layer import Layer
from calcref.layers.windows import Sizes, add_windows, windows

# n example, c channel in, f channel out, x y place, i j offset within the window.
_FORWARD = {1: "ncxi,fci->nfx", 2: "ncxyij,fcij->nfxy"}
_TO_WINDOWS = {1: "nfx,fci->ncxi", 2: "nfxy,fcij->ncxyij"}
_TO_WEIGHTS = {1: "nfx,ncxi->fci", 2: "nfxy,ncxyij->fcij"}


def conv1d(x: Any, w: Any, b: Any, stride: int = 1, padding: int = 0) -> Any:
    """Return y[n, f, t] = b[f] + sum over c, i of w[f, c, i] * x[n, c, t*stride + i], of shape (n, f, places).

    The kernel is not flipped: strictly it is a cross-correlation. There are (length + 2*padding - k)//stride + 1
    places.

    Args:
        x: shape (n, c, length): examples, channels, places.
        w: shape (f, c, k).
        b: shape (f,).
        stride: from one place to the next, at least 1.
        padding: zeros at each end, at least 0.

    Raises:
        ShapeMismatch: the shapes do not fit, or the kernel is longer than what it slides over.
        OutsideDomain: an argument is not made of real numbers, or an option is out of its range.

    Source: Goodfellow, Bengio and Courville, Deep Learning (2016), sections 9.1 and 9.5.

    >>> conv1d([[[1.0, 2.0, 4.0, 8.0]]], [[[-1.0, 1.0]]], [0.0])
    array([[[1., 2., 4.]]])
    """
    return _convolve(CONV1D, 1, x, w, b, stride, padding)


def conv2d(x: Any, w: Any, b: Any, stride: int | Sizes = 1, padding: int | Sizes = 0) -> Any:
    """Return y[n, f, s, t] = b[f] + sum over c, i, j of w[f, c, i, j] * x[n, c, s*stride + i, t*stride + j].

    As `conv1d`, over height and width; stride and padding are one number or two.

    Args:
        x: shape (n, c, height, width).
        w: shape (f, c, i, j).
        b: shape (f,).
        stride: from one place to the next, at least 1.
        padding: zeros at each end of each axis, at least 0.

    Raises:
        ShapeMismatch: the shapes do not fit, or the kernel is larger than what it slides over.
        OutsideDomain: an argument is not made of real numbers, or an option is out of its range.

    Source: Goodfellow, Bengio and Courville, Deep Learning (2016), sections 9.1 and 9.5.

    >>> conv2d(np.ones((1, 1, 3, 3)), np.ones((1, 1, 2, 2)), [0.0])
    array([[[[4., 4.],
             [4., 4.]]]])
    """
    return _convolve(CONV2D, 2, x, w, b, stride, padding)


def _convolve(layer: Layer, axes: int, x: Any, w: Any, b: Any, stride: Any, padding: Any) -> Any:
    name = layer.rule.name
    x, w, b = real_arrays(name, x=x, w=w, b=b)
    steps = whole_numbers(name, "stride", stride, 1, axes)
    zeros = whole_numbers(name, "padding", padding, 0, axes)
    fits = x.ndim == w.ndim == axes + 2 and x.shape[1] == w.shape[1] and b.shape == w.shape[:1]
    fits = fits and all(1 <= k <= n + 2 * p for k, n, p in zip(w.shape[2:], x.shape[2:], zeros, strict=True))
    size, kernel = ("length", "k") if axes == 1 else ("height, width", "i, j")
    wanted = f"x (n, c, {size}), w (f, c, {kernel}) no larger than the padded x, and b (f,)"
    require(fits, name, wanted, x=x, w=w, b=b)
    return layer.rule(x, w, b, stride=steps, padding=zeros)


def _padded(x: Any, padding: Sizes) -> Any:
    return np.pad(x, ((0, 0), (0, 0), *((p, p) for p in padding)))


def _sum(x: Any, w: Any, stride: Sizes, padding: Sizes) -> Any:
    seen = windows(_padded(x, padding), w.shape[2:], stride)
    return np.einsum(_FORWARD[len(stride)], seen, w, optimize=True)


def _along_channels(b: Any, stride: Sizes) -> Any:
    return np.reshape(b, (-1, *(1 for _ in stride)))


def _value(x: Any, w: Any, b: Any, stride: Sizes, padding: Sizes) -> Any:
    return _sum(x, w, stride, padding) + _along_channels(b, stride)


def _jvp(dots: tuple[Any, ...], y: Any, x: Any, w: Any, b: Any, stride: Sizes, padding: Sizes) -> Any:
    x_dot, w_dot, b_dot = dots
    moved = _sum(x_dot, w, stride, padding) + _sum(x, w_dot, stride, padding)
    return moved + _along_channels(b_dot, stride)


def _vjp(y_bar: Any, y: Any, x: Any, w: Any, b: Any, stride: Sizes, padding: Sizes) -> tuple[Any, ...]:
    axes, padded = len(stride), _padded(x, padding)
    seen = windows(padded, w.shape[2:], stride)
    seen_bar = np.einsum(_TO_WINDOWS[axes], y_bar, w, optimize=True)
    padded_bar = add_windows(seen_bar, padded.shape[2:], stride)  # the adjoint: a transposed convolution
    inside = (slice(p, p + n) for p, n in zip(padding, x.shape[2:], strict=True))
    x_bar = padded_bar[(..., *inside)]
    w_bar = np.einsum(_TO_WEIGHTS[axes], y_bar, seen, optimize=True)
    b_bar = np.sum(y_bar, axis=(0, *range(2, 2 + axes)))
    return x_bar, w_bar, b_bar


CONV1D = Layer(
    id="convolution-1d",
    name="Convolution over one axis",
    page="autodiff/convolution-and-pooling/",
    statement="y[n, f, t] = b[f] + sum over c, i of w[f, c, i] * x[n, c, t*stride + i]",
    statement_latex=r"y_{nft} = b_f + \sum_{c,i} w_{fci}\,x_{n,c,\,ts+i}",
    backward_latex=r"\bar x_{ncu} = \sum_{f}\sum_{ts+i=u} w_{fci}\,\bar y_{nft},"
    r"\quad \bar w_{fci} = \sum_{n,t} \bar y_{nft}\,x_{n,c,\,ts+i},\quad \bar b_f = \sum_{n,t}\bar y_{nft}",
    source=Source("Goodfellow, Bengio and Courville, Deep Learning (2016)", "sections 9.1 and 9.5"),
    ml_use="Sound and other signals: what is learned at one time holds at every time.",
    rule=ArrayRule("conv1d", _value, _jvp, _vjp, reads="inputs"),
)
CONV2D = Layer(
    id="convolution-2d",
    name="Convolution over two axes",
    page="autodiff/convolution-and-pooling/#convolution-2d",
    statement="y[n, f, s, t] = b[f] + sum over c, i, j of w[f, c, i, j] * x[n, c, s*stride + i, t*stride + j]",
    statement_latex=r"y_{nfst} = b_f + \sum_{c,i,j} w_{fcij}\,x_{n,c,\,sr+i,\,tr+j}",
    backward_latex=r"\bar x_{ncuv} = \sum_f \sum_{sr+i=u}\sum_{tr+j=v} w_{fcij}\,\bar y_{nfst},"
    r"\quad \bar w_{fcij} = \sum_{n,s,t}\bar y_{nfst}\,x_{n,c,\,sr+i,\,tr+j}",
    source=Source("Goodfellow, Bengio and Courville, Deep Learning (2016)", "sections 9.1 and 9.5"),
    ml_use="Images: few weights, and what is learned in one corner holds in all of them.",
    rule=ArrayRule("conv2d", _value, _jvp, _vjp, reads="inputs"),
)
