"""The LSTM cell: a memory that is added to, behind gates."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.core.about import Source
from calcref.layers.layer import Layer
from calcref.layers.recurrent import cell_arrays
from calcref.layers.sigmoid import sigmoid


def lstm(x: Any, h: Any, c: Any, w_x: Any, w_h: Any, b: Any) -> tuple[Any, Any]:
    """Return one step (h', c'): c' = f*c + i*g and h' = o*tanh(c'), both of shape (batch, m).

    The gates i, f, o are sigmoids and the candidate g a tanh of x @ w_x + h @ w_h + b, whose columns belong to i, f,
    g, o in this order, m to each.

    Args:
        x: input, shape (batch, n).
        h: output of the step before, shape (batch, m).
        c: memory after the step before, shape (batch, m).
        w_x: shape (n, 4*m).
        w_h: shape (m, 4*m).
        b: shape (4*m,).

    Raises:
        ShapeMismatch: the shapes do not fit.
        OutsideDomain: an argument is not made of real numbers.

    Source: Greff et al., LSTM: A Search Space Odyssey (2017), arXiv:1503.04069, section II, without peepholes.

    >>> h, c = lstm([[1.0]], [[0.0]], [[2.0]], np.zeros((1, 4)), np.zeros((1, 4)), np.zeros(4))
    >>> c, h.round(4)
    (array([[1.]]), array([[0.3808]]))
    """
    arrays = cell_arrays("lstm", 4, x, {"h": h, "c": c}, w_x, w_h, b)
    found: tuple[Any, Any] = LSTM.rule(*arrays)
    return found


def _gates(z: Any) -> tuple[Any, ...]:
    i, f, g, o = np.split(z, 4, axis=-1)
    return sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)


def _value(x: Any, h: Any, c: Any, w_x: Any, w_h: Any, b: Any) -> tuple[Any, Any]:
    i, f, g, o = _gates(x @ w_x + h @ w_h + b)
    memory = f * c + i * g
    return o * np.tanh(memory), memory


def _jvp(dots: tuple[Any, ...], y: Any, x: Any, h: Any, c: Any, w_x: Any, w_h: Any, b: Any) -> tuple[Any, Any]:
    x_dot, h_dot, c_dot, w_x_dot, w_h_dot, b_dot = dots
    i, f, g, o = _gates(x @ w_x + h @ w_h + b)
    z_dot = x_dot @ w_x + x @ w_x_dot + h_dot @ w_h + h @ w_h_dot + b_dot
    zi, zf, zg, zo = np.split(z_dot, 4, axis=-1)
    memory_dot = f * c_dot + c * f * (1 - f) * zf + g * i * (1 - i) * zi + i * (1 - g**2) * zg
    t = np.tanh(y[1])
    return t * o * (1 - o) * zo + o * (1 - t**2) * memory_dot, memory_dot


def _vjp(y_bar: Any, y: Any, x: Any, h: Any, c: Any, w_x: Any, w_h: Any, b: Any) -> tuple[Any, ...]:
    h_bar, c_bar = y_bar
    i, f, g, o = _gates(x @ w_x + h @ w_h + b)
    t = np.tanh(y[1])
    c_bar = c_bar + h_bar * o * (1 - t**2)  # the memory is read by the output and by the next step
    i_bar, f_bar = c_bar * g * i * (1 - i), c_bar * c * f * (1 - f)
    g_bar, o_bar = c_bar * i * (1 - g**2), h_bar * t * o * (1 - o)
    z_bar = np.concatenate([i_bar, f_bar, g_bar, o_bar], axis=-1)
    return z_bar @ w_x.T, z_bar @ w_h.T, c_bar * f, x.T @ z_bar, h.T @ z_bar, np.sum(z_bar, axis=0)


LSTM = Layer(
    id="lstm-cell",
    name="LSTM cell",
    page="autodiff/recurrent-networks/",
    statement="c' = f*c + i*g, h' = o*tanh(c'), (i, f, g, o) from x @ w_x + h @ w_h + b",
    statement_latex=r"c' = f \odot c + i \odot g,\quad h' = o \odot \tanh c',"
    r"\quad (i, f, o) = \sigma(z_i, z_f, z_o),\quad g = \tanh z_g,\quad (z_i, z_f, z_g, z_o) = xW + hU + b",
    backward_latex=r"\bar m = \bar c' + \bar h' \odot o \odot (1 - \tanh^2 c'),\quad \bar c = f \odot \bar m,"
    r"\quad \bar h = \bar z\,U^\top,\quad \bar z = \bigl(g \odot i \odot (1 - i) \odot \bar m,"
    r"\ c \odot f \odot (1 - f) \odot \bar m,\ i \odot (1 - g^2) \odot \bar m,"
    r"\ \tanh c' \odot o \odot (1 - o) \odot \bar h'\bigr)",
    source=Source("Greff et al., LSTM: A Search Space Odyssey (2017)", "section II, arXiv:1503.04069"),
    ml_use="Sequences: along the memory a gradient is multiplied by the forget gate alone, so it need not vanish.",
    rule=ArrayRule("lstm", _value, _jvp, _vjp),
)
