"""The runs of the page on the race: every method on one function, with the best of some rates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from calcref.core.errors import CalcrefError
from calcref.core.methods import Method, Trace
from calcref.optimization import (
    BFGS,
    LBFGS,
    SGD,
    Adadelta,
    AdaGrad,
    Adam,
    Adamax,
    AdamW,
    AMSGrad,
    ConjugateGradient,
    CoordinateDescent,
    GaussNewton,
    GradientDescent,
    LevenbergMarquardt,
    Lion,
    Momentum,
    Muon,
    NAdam,
    NelderMead,
    Nesterov,
    Newton,
    RAdam,
    RMSProp,
    TrustRegion,
    minimize,
)
from calcref.plot.drawing.axes import number
from calcref.site.blocks.benchmarks import markdown_table

RATES = tuple(float(rate) for rate in 10.0 ** np.arange(-3, 1.01, 0.5))
RATED: Mapping[str, Callable[[float], Method]] = {
    "gradient descent": GradientDescent,
    "SGD, momentum": lambda rate: SGD(rate, momentum=0.9),
    "momentum": lambda rate: Momentum(rate, 0.9),
    "Nesterov": lambda rate: Nesterov(rate, 0.9),
    "AdaGrad": AdaGrad,
    "RMSProp": RMSProp,
    "Adadelta": lambda rate: Adadelta(10 * rate),
    "Adam": Adam,
    "AdamW": AdamW,
    "AMSGrad": AMSGrad,
    "Adamax": Adamax,
    "NAdam": NAdam,
    "RAdam": RAdam,
    "Lion": Lion,
}
MATRICES: Mapping[str, Callable[[float], Method]] = {"Muon": lambda rate: Muon(rate, weight_decay=0.0)}
OTHERS: Mapping[str, Method] = {
    "Newton": Newton(),
    "BFGS": BFGS(),
    "L-BFGS": LBFGS(),
    "conjugate gradients": ConjugateGradient(),
    "coordinate descent": CoordinateDescent(),
    "Gauss-Newton": GaussNewton(),
    "Levenberg-Marquardt": LevenbergMarquardt(),
    "trust region": TrustRegion(),
    "Nelder-Mead": NelderMead(),
}


@dataclass(frozen=True, slots=True)
class Course:
    """What is run: residuals, whose halved squares are the value, from a start, for so many steps."""

    residuals: Callable[[Any], Any]
    start: Any
    steps: int

    def run(self, method: Method) -> Trace:
        """One run."""
        given = {"residuals": self.residuals, "grad": "autodiff", "gradient_tolerance": 0}
        return minimize(None, self.start, method, self.steps, **given)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Runner:
    """A method with its best rate, where it has one, and what it did."""

    name: str
    rate: float | None
    trace: Trace


def runners(course: Course, rated: Mapping[str, Callable[[float], Method]] = RATED) -> list[Runner]:
    """Every method on a course; those with a rate with that of `RATES` which ends lowest.

    >>> bowl = Course(lambda x: x, np.array([1.0]), 3)
    >>> [it.rate for it in runners(bowl, {"descent": GradientDescent})][0]
    1.0
    """
    found = [min(_tried(course, name, make), key=lambda it: it.trace.value) for name, make in rated.items()]
    return found + [Runner(name, None, course.run(method)) for name, method in OTHERS.items()]


def _tried(course: Course, name: str, make: Callable[[float], Method]) -> Iterator[Runner]:
    for rate in RATES:
        try:
            yield Runner(name, rate, course.run(make(rate)))
        except CalcrefError:  # this rate is too large
            continue


def finish(found: list[Runner]) -> str:
    """Every runner with its rate, its value at the end, and how often it asked for the function, the lowest first."""
    rows = [
        [
            it.name,
            "–" if it.rate is None else f"{it.rate:.2g}",
            number(float(it.trace.value), 2),
            str(it.trace.evaluations),
        ]
        for it in sorted(found, key=lambda it: float(it.trace.value))
    ]
    return markdown_table(["method", "rate", "value at the end", "evaluations"], rows)


def valley(x: Any) -> Any:
    """Residuals of a bent valley: (1 - x)^2/2 + 5 (y - x^2)^2 is half of their squares."""
    return np.stack([1 - x[0], np.sqrt(10) * (x[1] - x[0] ** 2)])


def network() -> Course:
    """A network of 2, 6 and 1 neurons with tanh, all arrays matrices, on forty points of two moons."""
    rng = np.random.default_rng(4)
    angles = np.linspace(0, np.pi, 20)
    upper = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    points = np.concatenate([upper, [1.0, 0.4] - upper]) + rng.normal(0, 0.1, (40, 2))
    labels = np.repeat([1.0, -1.0], 20)
    start = {
        "w": rng.normal(size=(2, 6)),
        "b": rng.normal(size=(1, 6)),
        "v": rng.normal(size=(6, 1)) / 6**0.5,
        "c": np.zeros((1, 1)),
    }

    def residuals(p: Any) -> Any:
        hidden = np.tanh(points @ p["w"] + p["b"])
        return (np.tanh(hidden @ p["v"] + p["c"])[:, 0] - labels) / 40**0.5

    return Course(residuals, start, 60)
