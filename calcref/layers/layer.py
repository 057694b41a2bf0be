"""The record of a layer: what it computes, and what its derivative does to tangents and cotangents."""

from __future__ import annotations

from dataclasses import dataclass

from calcref.autodiff import ArrayRule
from calcref.core.records import Source
from calcref.core.shown import Stated


@dataclass(frozen=True, slots=True, repr=False)
class Layer(Stated):
    """A layer of a network, with a backward pass that was derived by hand.

    Args:
        id: the slug of the concept.
        name: what a reader calls it.
        page: where it is explained, relative to the root of the site.
        statement: what it computes, in text; `statement_latex` is the same in TeX.
        backward_latex: what its backward pass computes, in TeX, a bar over a cotangent.
        source: where it can be read up.
        ml_use: where machine learning uses it, in one sentence.
        rule: its value, jvp and vjp. The value is plain NumPy, so that the tape can differentiate it too.
    """

    id: str
    name: str
    page: str
    statement: str
    statement_latex: str
    backward_latex: str
    source: Source
    ml_use: str
    rule: ArrayRule
