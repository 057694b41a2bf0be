"""The GRU cell: a state that is kept or replaced, by one gate."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.core.about import Source
from calcref.layers.layer import Layer
from calcref.layers.recurrent import cell_arrays
from calcref.layers.sigmoid import sigmoid


def gru(x: Any, h: Any, w_x: Any, w_h: Any, b: Any) -> Any:
    """Return one step h' = z*h + (1 - z)*g, of shape (batch, m).

    The gates r, z are sigmoids of their columns of x @ w_x + h @ w_h + b, and the candidate is g = tanh(x @ w_x +
    (r*h) @ w_h + b) by its own. The columns belong to r, z, g in this order, m to each. The reset gate stands before
    the product, as in the paper; some libraries put it after.

    Args:
        x: input, shape (batch, n).
        h: state after the step before, shape (batch, m).
        w_x: shape (n, 3*m).
        w_h: shape (m, 3*m).
        b: shape (3*m,).

    Raises:
        ShapeMismatch: the shapes do not fit.
        OutsideDomain: an argument is not made of real numbers.

    Source: Cho et al., Learning Phrase Representations using RNN Encoder-Decoder (2014), arXiv:1406.1078, equations
    5 to 8.

    >>> gru([[1.0]], [[2.0]], np.zeros((1, 3)), np.zeros((1, 3)), np.zeros(3))
    array([[1.]])
    """
    return GRU.rule(*cell_arrays("gru", 3, x, {"h": h}, w_x, w_h, b))


def _gates(x: Any, h: Any, w_x: Any, w_h: Any, b: Any) -> tuple[Any, ...]:
    m = h.shape[-1]
    r, z = np.split(sigmoid(x @ w_x[:, : 2 * m] + h @ w_h[:, : 2 * m] + b[: 2 * m]), 2, axis=-1)
    return r, z, np.tanh(x @ w_x[:, 2 * m :] + (r * h) @ w_h[:, 2 * m :] + b[2 * m :])


def _value(x: Any, h: Any, w_x: Any, w_h: Any, b: Any) -> Any:
    _, z, g = _gates(x, h, w_x, w_h, b)
    return z * h + (1 - z) * g


def _jvp(dots: tuple[Any, ...], y: Any, x: Any, h: Any, w_x: Any, w_h: Any, b: Any) -> Any:
    x_dot, h_dot, w_x_dot, w_h_dot, b_dot = dots
    m = h.shape[-1]
    r, z, g = _gates(x, h, w_x, w_h, b)
    moved = x_dot @ w_x + x @ w_x_dot + b_dot
    gates_dot = (moved + h_dot @ w_h + h @ w_h_dot)[:, : 2 * m]
    r_dot, z_dot = r * (1 - r) * gates_dot[:, :m], z * (1 - z) * gates_dot[:, m:]
    inner_dot = moved + (r_dot * h + r * h_dot) @ w_h + (r * h) @ w_h_dot
    g_dot = (1 - g**2) * inner_dot[:, 2 * m :]
    return z_dot * (h - g) + z * h_dot + (1 - z) * g_dot


def _vjp(y_bar: Any, y: Any, x: Any, h: Any, w_x: Any, w_h: Any, b: Any) -> tuple[Any, ...]:
    m = h.shape[-1]
    r, z, g = _gates(x, h, w_x, w_h, b)
    g_bar = y_bar * (1 - z) * (1 - g**2)
    rh_bar = g_bar @ w_h[:, 2 * m :].T
    gates_bar = np.concatenate([rh_bar * h * r * (1 - r), y_bar * (h - g) * z * (1 - z)], axis=-1)
    h_bar = y_bar * z + rh_bar * r + gates_bar @ w_h[:, : 2 * m].T  # kept, through r*h, through the gates
    w_h_bar = np.concatenate([h.T @ gates_bar, (r * h).T @ g_bar], axis=-1)
    all_bar = np.concatenate([gates_bar, g_bar], axis=-1)
    return all_bar @ w_x.T, h_bar, x.T @ all_bar, w_h_bar, np.sum(all_bar, axis=0)


GRU = Layer(
    id="gru-cell",
    name="GRU cell",
    page="autodiff/recurrent-networks/#gru-cell",
    statement="h' = z*h + (1 - z)*g, g = tanh(x @ w_g + (r*h) @ u_g + b_g), r and z sigmoids of x and h",
    statement_latex=r"h' = z \odot h + (1 - z) \odot g,\quad g = \tanh\bigl(xW_g + (r \odot h)U_g + b_g\bigr),"
    r"\quad (r, z) = \sigma(xW_{rz} + hU_{rz} + b_{rz})",
    backward_latex=r"\bar a_g = (1 - z) \odot (1 - g^2) \odot \bar h',"
    r"\quad \bar a_z = (h - g) \odot z \odot (1 - z) \odot \bar h',"
    r"\quad \bar a_r = h \odot r \odot (1 - r) \odot \bar a_g U_g^\top,"
    r"\quad \bar h = z \odot \bar h' + r \odot \bar a_g U_g^\top + (\bar a_r, \bar a_z)\,U_{rz}^\top",
    source=Source(
        "Cho et al., Learning Phrase Representations using RNN Encoder-Decoder (2014)",
        "equations 5 to 8, arXiv:1406.1078",
    ),
    ml_use="Sequences, with fewer parameters than an LSTM: one gate both forgets and writes.",
    rule=ArrayRule("gru", _value, _jvp, _vjp, reads="inputs"),
)
