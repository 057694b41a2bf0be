"""What the recurrent cells share: how their arguments are read."""

from __future__ import annotations

from typing import Any

from calcref.layers.arguments import real_arrays, require


def cell_arrays(name: str, gates: int, x: Any, states: dict[str, Any], w_x: Any, w_h: Any, b: Any) -> list[Any]:
    """The arguments of a cell as arrays of floats: x, its states, its two matrices and its bias.

    Raises:
        ShapeMismatch: the shapes do not fit.
        OutsideDomain: an argument is not made of real numbers.
    """
    named = {"x": x, **states, "w_x": w_x, "w_h": w_h, "b": b}
    arrays = real_arrays(name, **named)
    x, *kept, w_x, w_h, b = arrays
    fits = x.ndim == w_x.ndim == w_h.ndim == 2 and b.ndim == 1
    fits = fits and all(state.shape == (x.shape[0], w_h.shape[0]) for state in kept)
    fits = fits and w_x.shape[0] == x.shape[1] and w_x.shape[1] == w_h.shape[1] == b.shape[0] == gates * w_h.shape[0]
    held = ", ".join(f"{state} (batch, m)" for state in states)
    wanted = f"x (batch, n), {held}, w_x (n, {gates}*m), w_h (m, {gates}*m) and b ({gates}*m,)"
    require(fits, name, wanted, **dict(zip(named, arrays, strict=True)))
    return arrays
