"""The record of a metric."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from calcref.core.about import Stated


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Metric(Stated):
    """A number that says how good a score is.

    Args:
        value: (labels, scores) to the metric.

    The other arguments are those of `Stated`.
    """

    value: Callable[[Any, Any], float]
