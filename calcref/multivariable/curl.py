"""∇×F: how a field turns around a place, which a gradient never does."""

from __future__ import annotations

import sympy as sp

from calcref.core.expr import add, negative, raw
from calcref.core.fields import Curl
from calcref.core.proofs import Argument
from calcref.core.questions import Diff
from calcref.core.records import Law, Statement
from calcref.core.several import Vector
from calcref.multivariable.letters import PLACE, f, g, rudin, x, y

_z = sp.Symbol("z", real=True)
_f, _g, _h = (sp.Function(name)(x, y, _z) for name in "fgh")

LAW = Law(
    id="curl",
    name="Curl",
    statement=Statement(raw(Curl, raw(Vector, f, g), PLACE), add(raw(Diff, g, x), negative(raw(Diff, f, y)))),
    page="multivariable/divergence-curl-and-laplacian/#curl",
    hypotheses=("$f$ with a derivative in $y$, and $g$ with one in $x$",),
    source=rudin("definition 10.42"),
    proof=Argument(
        "This is what the sign means: the work of the field along the edges of a small square, against the clock, for "
        "its area.",
        rudin("definition 10.42"),
    ),
    ml_use="The joint gradient steps of two players turn; no loss has such a gradient.",
)
SPACE = Law(
    id="curl-in-space",
    name="Curl in space",
    statement=Statement(
        raw(Curl, raw(Vector, _f, _g, _h), sp.Tuple(x, y, _z)),
        raw(
            Vector,
            add(raw(Diff, _h, y), negative(raw(Diff, _g, _z))),
            add(raw(Diff, _f, _z), negative(raw(Diff, _h, x))),
            add(raw(Diff, _g, x), negative(raw(Diff, _f, y))),
        ),
    ),
    page="multivariable/divergence-curl-and-laplacian/#curl",
    hypotheses=("$f$, $g$ and $h$ with derivatives in the other two variables",),
    source=rudin("definition 10.42"),
    proof=Argument(
        "This is what the sign means: one number for each plane in which the field may turn, at the axis across that "
        "plane.",
        rudin("definition 10.42"),
    ),
    ml_use="Whether a field that was learned, of forces say, can come from an energy.",
)
FREE = Law(
    id="curl-of-a-gradient",
    name="Curl of a gradient",
    statement=Statement(raw(Curl, raw(Vector, raw(Diff, f, x), raw(Diff, f, y)), PLACE), sp.S.Zero),
    page="multivariable/divergence-curl-and-laplacian/#curl-of-a-gradient",
    hypotheses=("$f$ with continuous second derivatives",),
    source=rudin("theorem 10.43"),
    proof=Argument(
        "The curl is $\\frac{\\partial^2 f}{\\partial x \\partial y}$ less the same with both variables exchanged, and "
        "the order of derivatives does not matter.",
        rudin("theorem 10.43"),
    ),
    ml_use="A test of whether a rule of updates goes down some loss: its field must not turn.",
)
