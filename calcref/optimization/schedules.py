"""How a learning rate changes on the way: by which factor it is multiplied at each step."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import ClassVar, Protocol, final, runtime_checkable

from calcref.core.about import Source, Stated
from calcref.core.errors import CalcrefError, OutsideDomain
from calcref.optimization.hyper_parameters import positive, whole
from calcref.verify.given import is_number

PAGE = "optimization/schedules-and-clipping/"


@runtime_checkable
class Schedule(Protocol):
    """From the number of a step, 0 for the first, to the factor of its learning rate."""

    def factor(self, step: int) -> float:
        """By what the rate of this step is multiplied: at least 0."""


@final
@dataclass(frozen=True, slots=True)
class Constant:
    """The rate as it is, at every step.

    >>> Constant().factor(1000)
    1.0
    """

    def factor(self, step: int) -> float:
        """1."""
        return 1.0


@final
@dataclass(frozen=True, slots=True)
class StepDecay:
    """A factor `by` every so many steps: by^floor(step / every).

    Raises:
        OutsideDomain: `every` is not a whole number, at least 1, or `by` is not positive.

    >>> [StepDecay(every=2, by=0.5).factor(step) for step in range(5)]
    [1.0, 1.0, 0.5, 0.5, 0.25]
    """

    about: ClassVar[Stated] = Stated(
        id="step-decay",
        name="Step decay",
        page=f"{PAGE}#step-decay",
        statement="s[k] = gamma^floor(k/n)",
        statement_latex=r"s_k = \gamma^{\operatorname{floor}(k/n)}",
        given=(r"$\gamma > 0$", "$n = 1, 2, 3, \\dots$"),
        source=Source("He and others, Deep Residual Learning for Image Recognition (2016)", "section 3.4"),
        ml_use="How residual networks were first trained: a tenth of the rate whenever the loss no longer fell.",
    )

    every: int
    by: float = 0.1

    def __post_init__(self) -> None:
        whole("every", self.every, "30")
        positive("by", self.by, "0.1")

    def factor(self, step: int) -> float:
        """A power of `by`."""
        return float(self.by ** (step // self.every))


@final
@dataclass(frozen=True, slots=True)
class Cosine:
    """From 1 down half a wave to `least` at step `steps`, and on at that.

    Raises:
        OutsideDomain: `steps` is not a whole number, at least 1, or `least` is not from 0 to 1.

    >>> [round(Cosine(steps=4).factor(step), 3) for step in range(6)]
    [1.0, 0.854, 0.5, 0.146, 0.0, 0.0]
    """

    about: ClassVar[Stated] = Stated(
        id="cosine-schedule",
        name="Cosine schedule",
        page=f"{PAGE}#cosine",
        statement="s[k] = c + (1-c)*(1 + cos(pi*min(k, n)/n))/2",
        statement_latex=r"s_k = c + (1-c)\,\frac{1 + \cos(\pi \min(k, n)/n)}{2}",
        given=("$n = 1, 2, 3, \\dots$", r"$0 \le c \le 1$"),
        source=Source(
            "Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts (2017)", "equation 5"
        ),
        ml_use="The usual schedule of vision and language models, after a warm-up.",
    )

    steps: int
    least: float = 0.0

    def __post_init__(self) -> None:
        whole("steps", self.steps, "1000")
        _share("least", self.least)

    def factor(self, step: int) -> float:
        """Half a wave."""
        return _wave(1.0, self.least, min(step, self.steps) / self.steps)


@final
@dataclass(frozen=True, slots=True)
class WarmUp:
    """From 1/steps up to 1 in equal parts, and then another schedule from its beginning.

    Raises:
        OutsideDomain: `steps` is not a whole number, at least 1.
        CalcrefError: `then` is no schedule.

    >>> [WarmUp(4, then=StepDecay(2)).factor(step) for step in range(7)]
    [0.25, 0.5, 0.75, 1.0, 1.0, 1.0, 0.1]
    """

    about: ClassVar[Stated] = Stated(
        id="warm-up",
        name="Warm-up",
        page=f"{PAGE}#warm-up",
        statement="s[k] = min(1, (k+1)/n)",
        statement_latex=r"s_k = \min\Bigl(1, \frac{k+1}{n}\Bigr)",
        given=("$n = 1, 2, 3, \\dots$",),
        source=Source("Goyal and others, Accurate, Large Minibatch SGD (2017)", "section 2.2"),
        ml_use="Transformers and large batches: the first steps of Adam divide by an average of very few squares.",
    )

    steps: int
    then: Schedule = field(default_factory=Constant)

    def __post_init__(self) -> None:
        whole("steps", self.steps, "100")
        scheduled(self.then, "then")

    def factor(self, step: int) -> float:
        """Up the stairs, then on."""
        return (step + 1) / self.steps if step < self.steps else float(self.then.factor(step - self.steps))


@final
@dataclass(frozen=True, slots=True)
class OneCycle:
    """From `first` up half a wave to 1, then down half a wave to `last` at the last of `steps` steps. As PyTorch's.

    Args:
        steps: how many steps the cycle has; it stays at `last` after them.
        rise: the share of steps that go up.
        first: the first factor.
        last: the last one.

    Raises:
        OutsideDomain: `steps` is not a whole number, at least 1, a share is not from 0 to 1, or there is no step to go
            up, or none to go down.

    >>> [round(OneCycle(steps=10).factor(step), 3) for step in (0, 1, 2, 6, 9)]
    [0.04, 0.52, 1.0, 0.389, 0.0]
    """

    about: ClassVar[Stated] = Stated(
        id="one-cycle",
        name="One cycle",
        page=f"{PAGE}#one-cycle",
        statement="s[k] = w(a, 1, k/p) for k <= p, w(1, b, (k-p)/(n-1-p)) after it, "
        "w(u, v, t) = v + (u-v)*(1+cos(pi*t))/2",
        statement_latex=(
            r"s_k = [k \le p]\,u_k + [k > p]\,v_k,\quad u_k = 1 + (a - 1)\,w(k/p),\quad "
            r"v_k = b + (1 - b)\,w\Bigl(\frac{k-p}{n-1-p}\Bigr),\quad w(t) = \frac{1 + \cos(\pi t)}{2}"
        ),
        given=("$p$ the step at the top", "$n$ steps, numbered from $0$"),
        source=Source("Smith and Topin, Super-Convergence (2019)", "section 3; written as in PyTorch's OneCycleLR"),
        ml_use="Short trainings: a rate that would be too large to begin with, which the middle of the run can bear.",
    )

    steps: int
    rise: float = 0.3
    first: float = 1 / 25
    last: float = 1 / 25 / 10_000

    def __post_init__(self) -> None:
        whole("steps", self.steps, "1000")
        for name in ("rise", "first", "last"):
            _share(name, getattr(self, name))
        if not 0 < self.top < self.steps - 1:
            raise OutsideDomain(
                f"one cycle goes up, and down again: its top must lie between the first and the last step; found steps="
                f"{self.steps}, rise={self.rise}, a top at {self.top:g}: try steps=100, rise=0.3"
            )

    @property
    def top(self) -> float:
        """At which step the factor is 1; between two steps, if need be."""
        return self.rise * self.steps - 1

    def factor(self, step: int) -> float:
        """Up, then down."""
        if step <= self.top:
            return _wave(self.first, 1.0, step / self.top)
        return _wave(1.0, self.last, min(1.0, (step - self.top) / (self.steps - 1 - self.top)))


SCHEDULES = (
    StepDecay,  # by stairs
    Cosine,  # by half a wave
    WarmUp,  # up first
    OneCycle,  # up and down
)


def scheduled(schedule: object, name: str = "schedule") -> None:
    """Stand by while `schedule` is one.

    Raises:
        CalcrefError: it is not.
    """
    if not isinstance(schedule, Schedule) or isinstance(schedule, type):
        raise CalcrefError(f"{name} must be a schedule such as Cosine(steps=1000); found {schedule!r:.60}")


def _wave(start: float, end: float, share: float) -> float:
    """Half a wave from one number to another."""
    return end + (start - end) * (1 + math.cos(math.pi * share)) / 2


def _share(name: str, value: object) -> None:
    if not (is_number(value) and 0 <= value <= 1):  # type: ignore[operator]
        raise OutsideDomain(f"{name} must be from 0 to 1; found {value!r:.60}: try 0.1")
