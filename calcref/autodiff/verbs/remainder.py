"""Whether a first-order expansion holds, where rounding inside the function is seen from its values alone.

The remainder f(x + h v) - f(x) - h J v falls with h squared if J is right, with h if not. What rounding adds to it is
read from divided differences of six values of f along v: they are 0 for polynomials of degree 4, and so next to nothing
for what is smooth, and full of what is not. Where the arguments are finer than what the function computes with (single
precision inside, or a large number added and taken away), f stands still over small steps; that excuses the prediction
of a movement that is lost in the rounding of larger steps, and no other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from calcref.core.evidence import Evidence

_RIGHT, _WRONG = 1.6, 1.4  # slopes: 2 where the derivative is right, 1 where it is wrong
_ABOVE = 20  # a remainder counts where it is so many times above rounding
_REACH = 6  # halvings: rounding seen at a step counts for those that many halvings below
_LASTING = 12  # halvings: what is seen over so many is rounding, and no kink
_SEEN = 0.05  # a prediction of which rounding hides a larger part says nothing

HIDDEN = "rounding inside the function hides how it moves"
FALLS = "the remainder of the first-order expansion falls to rounding level"
AT_ONCE = f"{FALLS} at once, as beside a kink"

_PLACES = 2.0 ** -np.arange(6)
_WEIGHTS = 1 / np.prod(_PLACES[:, None] - _PLACES + np.eye(6), axis=1)
_WEIGHTS = _WEIGHTS / np.linalg.norm(_WEIGHTS)


@dataclass(frozen=True, slots=True)
class Line:
    """A function along a line through x, and what is claimed of it.

    Args:
        y, y_dot: its value at x, and the tangent that is to be judged.
        steps: each half of the one before, down to the rounding of x.
        moved: its values at the steps, one a row; NaN where the function has no value of that shape.
        eps: the rounding of x.
        size: that of y, or of the movement of y when x moves by its own size, if that is more.
    """

    y: Any
    y_dot: Any
    steps: Any
    moved: Any
    eps: float
    size: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a tangent that seems wrong may be right.

    Args:
        slack: the relative rounding of the tangent itself.
        coarse: whether parts of the function are known to be computed with less precision than x has.
    """

    slack: float
    coarse: bool


def judge(line: Line, doubt: Doubt | None = None) -> Evidence:
    """Return whether the tangent of `line` predicts how it moves; with a `doubt`, rounding inside f counts."""
    off = line.moved - line.y - line.steps[:, None] * line.y_dot
    if not np.all(np.isfinite(off[-4:])):
        return Evidence("unknown", "the function or its derivative is not finite at this point or next to it")
    settled = float(np.max(np.linalg.norm(off[-4:], axis=1))) + line.eps * line.size
    nearby = int(np.argmin(np.abs(line.steps - line.eps**0.25)))
    beside = np.nan_to_num(np.linalg.norm(line.moved[nearby]))  # at a minimum the size may be 0
    if settled > line.eps**0.5 * max(line.size, beside):
        return Evidence("refuted", "the value does not settle as the step goes to 0: it jumps or is random")
    movement, sizes = line.steps * float(np.linalg.norm(line.y_dot)), np.linalg.norm(off, axis=1)
    rounding = _rounding(line.moved)
    whole = np.linalg.norm(rounding, axis=1)
    if doubt is None:
        found = _slope(line.steps, sizes, np.full(len(line.steps), settled), movement)
        if found.how != AT_ONCE or _lasting(whole) < 1e3 * settled:
            return found
        doubt = Doubt(0.0, True)  # f stands still over small steps, and what is seen farther off is no kink
    off[_standing_still(line, rounding)] = 0.0
    noise = settled + doubt.slack * movement + _reaching(whole) + (_lasting(whole) if doubt.coarse else 0.0)
    return _slope(line.steps, np.linalg.norm(off, axis=1), noise, movement)


def _slope(steps: Any, sizes: Any, noise: Any, movement: Any) -> Evidence:
    """The power with which the remainder falls, over the smallest steps at which it is not rounding."""
    seen = np.flatnonzero(np.isfinite(sizes) & (sizes > _ABOVE * noise))
    last = seen[-1] if len(seen) else 0
    # a halving that loses a factor of 20 or more: no power of h does
    at_once = len(seen) >= 3 and sizes[last] > _ABOVE * _ABOVE * noise[min(last + 1, len(steps) - 1)]
    if at_once or len(seen) < 3:
        known = np.isfinite(sizes) & (movement > 0)
        if np.any(known) and np.min(_ABOVE * noise[known] / movement[known]) > _SEEN:
            return Evidence("unknown", HIDDEN, len(steps))
        return Evidence("agrees", AT_ONCE if at_once else FALLS, len(steps))
    slope = float(np.polyfit(np.log(steps[seen[-3:]]), np.log(sizes[seen[-3:]]), 1)[0])
    how = f"the remainder of the first-order expansion falls with h to the power {slope:.2f} (2 if right, 1 if wrong)"
    return Evidence("agrees" if slope > _RIGHT else "refuted" if slope < _WRONG else "unknown", how, len(seen))


def _rounding(moved: Any) -> Any:
    """For each step and each number of the value what is not smooth, 0 where it is not known."""
    rows = len(moved) - len(_PLACES) + 1
    found = np.zeros(moved.shape)
    found[:rows] = np.abs(sum(w * moved[k : k + rows] for k, w in enumerate(_WEIGHTS)))
    return np.nan_to_num(found, nan=0.0, posinf=0.0)


def _reaching(rounding: Any) -> Any:
    """For each step the largest rounding seen there or at the steps just above it."""
    return np.max([np.r_[np.zeros(k), rounding[: len(rounding) - k]] for k in range(_REACH + 1)], axis=0)


def _lasting(rounding: Any) -> Any:
    """The largest rounding that is seen over many steps."""
    windows = np.lib.stride_tricks.sliding_window_view(rounding, min(_LASTING, len(rounding)), axis=0)
    return np.max(np.sort(windows, axis=-1)[..., min(3, windows.shape[-1] - 1)], axis=0)


def _standing_still(line: Line, rounding: Any) -> Any:
    """Where a number does not move, and the movement that is predicted would be lost in its rounding."""
    still = line.moved == line.y
    return still & (np.abs(line.steps[:, None] * line.y_dot) <= _ABOVE * _lasting(rounding))
