"""The records of a metric and of a proper score."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from calcref.core.about import Facts, Stated
from calcref.core.kinks import slope_facts


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Metric(Stated):
    """A number that says how good a score or a forecast is, or how far apart two samples are.

    Args:
        value: what is judged, mostly (labels, scores), to the metric.

    The other arguments are those of `Stated`.
    """

    value: Callable[..., float]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Score(Metric):
    """A metric with a slope: a mean over forecasts.

    Args:
        expression: the score of one forecast as `calcref.parse` reads it.
        variable: the letter in it that the forecast moves.
        derivative: its derivative in that letter, as `calcref.parse` reads it.
        gradient: what `value` takes, to the gradient in the forecast, of its shape.

    The other arguments are those of `Metric`.
    """

    expression: str
    variable: str
    derivative: str
    gradient: Callable[..., Any]

    @property
    def facts(self) -> Facts:
        """The slope of one forecast."""
        return slope_facts(self.expression, self.variable, self.derivative)[:1]
