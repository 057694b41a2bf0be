"""The record of a metric."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from calcref.core.records import Source
from calcref.core.shown import Stated


@dataclass(frozen=True, slots=True, repr=False)
class Metric(Stated):
    """A number that says how good a score is.

    Args:
        id: the slug of the concept.
        name: what a reader calls it.
        page: where it is explained, relative to the root of the site.
        statement: the metric in text; `statement_latex` is the same in TeX.
        source: where it can be read up.
        ml_use: where machine learning uses it, in one sentence.
        value: (labels, scores) to the metric.
    """

    id: str
    name: str
    page: str
    statement: str
    statement_latex: str
    source: Source
    ml_use: str
    value: Callable[[Any, Any], float]
