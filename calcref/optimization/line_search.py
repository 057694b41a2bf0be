"""How far to go along a direction: far enough to gain, and to a place where the slope has eased."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from calcref.core.errors import OutsideDomain
from calcref.core.methods import State
from calcref.verify.given import is_number

MOST = 40  # trials of one search
ROUNDING = 4e-16  # of a value: what a difference of two of them cannot show


class Trial(NamedTuple):
    """A place on the line: how far, the value and the slope along the line there, and the state."""

    far: float
    value: float
    slope: float
    state: State | None = None


Along = Callable[[float], Trial]


@dataclass(frozen=True, slots=True)
class Armijo:
    """Halve the step until the value falls by `gain` of what the slope promises.

    Raises:
        OutsideDomain: `gain` is not between 0 and 1.
    """

    gain: float = 1e-4

    def __post_init__(self) -> None:
        _between(0, self.gain, 1, "gain")

    def search(self, along: Along, start: Trial, first: float) -> Trial | None:
        """The first of the steps first, first/2, first/4, ... that gains enough; None where none does."""
        for k in range(MOST):
            trial = along(first / 2**k)
            if _gains(trial, start, self.gain):
                return trial
        return None


@dataclass(frozen=True, slots=True)
class StrongWolfe:
    """A step whose gain is at least `gain` of what the slope promises, and where the slope is at most `ease` of it.

    The place is bracketed and then found by cubic interpolation.

    Args:
        gain: c1.
        ease: c2; 0.9 for methods that learn from the change of the gradient, 0.1 for conjugate gradients.

    Raises:
        OutsideDomain: not 0 < gain < ease < 1.
    """

    gain: float = 1e-4
    ease: float = 0.9

    def __post_init__(self) -> None:
        _between(0, self.gain, self.ease, "gain")
        _between(self.gain, self.ease, 1, "ease")

    def search(self, along: Along, start: Trial, first: float) -> Trial | None:
        """A step that satisfies both; the best that gains where rounding hides the rest; None where nothing does."""
        before, far = start, first
        for k in range(MOST):
            trial = along(far)
            if not _gains(trial, start, self.gain) or (k > 0 and trial.value > before.value):
                return self._between(along, start, before, trial, MOST - k)
            if abs(trial.slope) <= -self.ease * start.slope:
                return trial
            if trial.slope > 0:
                return self._between(along, start, trial, before, MOST - k)
            width = trial.far - before.far
            beyond = _lowest(before, trial)
            far = min(max(beyond if beyond > trial.far else math.inf, trial.far + width), trial.far + 4 * width)
            before = trial
        return before if before is not start else None

    def _between(self, along: Along, start: Trial, low: Trial, high: Trial, most: int) -> Trial | None:
        """A step between two: `low` gains and goes down towards `high`, beyond which it must rise."""
        for _ in range(most):
            width = abs(high.far - low.far)
            if width * abs(start.slope) <= ROUNDING * abs(start.value) or width <= ROUNDING * max(low.far, high.far):
                break
            trial = along(_inside(_lowest(low, high), low.far, high.far))
            if not _gains(trial, start, self.gain) or trial.value > low.value + ROUNDING * abs(low.value):
                high = trial
                continue
            if abs(trial.slope) <= -self.ease * start.slope:
                return trial
            if trial.slope * (high.far - low.far) >= 0:
                high = low
            low = trial
        return low if low is not start else None


LineSearch = Armijo | StrongWolfe


def _gains(trial: Trial, start: Trial, gain: float) -> bool:
    """Whether a trial is low enough, as far as rounding lets one see; what is no number is not."""
    promised = start.value + gain * trial.far * start.slope
    return math.isfinite(trial.slope) and trial.value <= promised + ROUNDING * abs(start.value)


def _lowest(one: Trial, other: Trial) -> float:
    """Where the cubic through two values and slopes is lowest; their middle where it is not."""
    width = other.far - one.far
    middle = (one.far + other.far) / 2
    if not (math.isfinite(other.value) and math.isfinite(other.slope)):
        return middle
    bend = one.slope + other.slope - 3 * (other.value - one.value) / width
    inside = bend * bend - one.slope * other.slope
    if not inside >= 0 or math.isinf(inside):
        return middle
    root = math.copysign(math.sqrt(inside), width)
    below = other.slope - one.slope + 2 * root
    return other.far - width * (other.slope + root - bend) / below if below else middle


def _inside(far: float, one: float, other: float) -> float:
    """`far`, kept off both ends."""
    low, high = min(one, other), max(one, other)
    return min(max(far, low + 0.1 * (high - low)), high - 0.1 * (high - low))


def _between(low: float, value: Any, high: float, name: str) -> None:
    if not (is_number(value) and low < value < high):
        raise OutsideDomain(f"{name} must be between {low} and {high}; found {value!r:.60}: try gain=1e-4, ease=0.9")


BROAD, NARROW, HALVED = StrongWolfe(), StrongWolfe(ease=0.1), Armijo()  # what methods search by unless they are told
