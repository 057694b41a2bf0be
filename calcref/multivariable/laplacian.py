"""Δf: how far the mean around a place is above the value there, to second order."""

from __future__ import annotations

from calcref.core.about import Source
from calcref.core.expr import add, raw
from calcref.core.fields import Divergence, Laplacian
from calcref.core.proofs import Argument
from calcref.core.questions import Diff
from calcref.core.records import Law, Statement
from calcref.core.several import Vector
from calcref.multivariable.letters import PLACE, f, x, y

EVANS = Source("L. C. Evans, Partial differential equations, 2nd edition", "section 2.2")

LAW = Law(
    id="laplacian",
    name="Laplacian",
    statement=Statement(raw(Laplacian, f, PLACE), add(raw(Diff, raw(Diff, f, x), x), raw(Diff, raw(Diff, f, y), y))),
    page="multivariable/divergence-curl-and-laplacian/#laplacian",
    hypotheses=("$f$ with a second derivative in each variable",),
    source=EVANS,
    proof=Argument("This is what the sign means: the trace of the Hessian.", EVANS),
    ml_use="Heat, diffusion and smoothing follow it, and score matching takes it of a log-density.",
)
FLOW = Law(
    id="laplacian-as-divergence",
    name="Laplacian as a divergence",
    statement=Statement(
        raw(Laplacian, f, PLACE), raw(Divergence, raw(Vector, raw(Diff, f, x), raw(Diff, f, y)), PLACE)
    ),
    page="multivariable/divergence-curl-and-laplacian/#laplacian",
    hypotheses=("$f$ with a second derivative in each variable",),
    source=EVANS,
    proof=Argument("Each entry of the gradient is differentiated in its own variable once more.", EVANS),
    ml_use="What a diffusion carries down the gradient is what changes its density.",
)
