"""The three finite differences that everybody uses."""

from __future__ import annotations

from calcref.core.about import Source
from calcref.differences.stencil import Stencil

_SOURCE = Source("Fornberg, A Practical Guide to Pseudospectral Methods (1996)", "chapter 3")

forward_difference = Stencil(
    id="forward-difference",
    name="Forward difference",
    page="differences/finite-differences/#forward-difference",
    statement="(f(x + h) - f(x))/h",
    statement_latex=r"\frac{f(x + h) - f(x)}h",
    given=("$h > 0$; for its order, $f$ with a continuous second derivative",),
    nodes=(0.0, 1.0),
    order=1,
    accuracy=1,
    source=_SOURCE,
    ml_use="A quick look at one slope where one more evaluation is all that can be afforded.",
)

central_difference = Stencil(
    id="central-difference",
    name="Central difference",
    page="differences/finite-differences/#central-difference",
    statement="(f(x + h) - f(x - h))/(2*h)",
    statement_latex=r"\frac{f(x + h) - f(x - h)}{2h}",
    given=("$h > 0$; for its order, $f$ with a continuous third derivative",),
    nodes=(-1.0, 1.0),
    order=1,
    accuracy=2,
    source=_SOURCE,
    ml_use="A hand-written backward pass is compared with it before anything is trained.",
)

second_difference = Stencil(
    id="second-difference",
    name="Second difference",
    page="differences/finite-differences/#second-difference",
    statement="(f(x + h) - 2*f(x) + f(x - h))/h^2",
    statement_latex=r"\frac{f(x + h) - 2 f(x) + f(x - h)}{h^2}",
    given=("$h > 0$; for its order, $f$ with a continuous fourth derivative",),
    nodes=(-1.0, 0.0, 1.0),
    order=2,
    accuracy=2,
    source=_SOURCE,
    ml_use="The curvature of a loss along one direction, from three values: how sharp a minimum is.",
)
