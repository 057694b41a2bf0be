"""∬ f dx dy = ∬ f∘T |det J| du dv: an integral in other coordinates, in which T is one to one."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from calcref.core.conditions import positive, where_named
from calcref.core.double import double
from calcref.core.expr import add, mul, negative, power, raw
from calcref.core.letters import a
from calcref.core.proofs import Argument
from calcref.core.questions import Diff
from calcref.core.records import Law, Statement
from calcref.multivariable.letters import rudin, u, v, x, y

_f, _two = sp.Function("f"), sp.Integer(2)
_r, _t = sp.symbols("r t", real=True)
_edge = raw(sp.Pow, add(power(a, _two), negative(power(x, _two))), sp.S.Half)


def entries(images: Sequence[sp.Expr], letters: Sequence[sp.Symbol]) -> list[list[sp.Expr]]:
    """What is asked of the map: the entries of its Jacobian, a row for each image."""
    return [[raw(Diff, image, letter) for letter in letters] for image in images]


LAW = Law(
    id="change-of-variables",
    name="Change of variables",
    statement=Statement(
        double(_f(x, y), (x, y, add(a, y)), (y, sp.S.Zero, sp.S.One)),
        double(mul(_f(add(mul(a, u), v), v), raw(sp.Abs, a)), (u, sp.S.Zero, sp.S.One), (v, sp.S.Zero, sp.S.One)),
    ),
    page="multivariable/change-of-variables/",
    hypotheses=("the map one to one but for a set of area $0$, with continuous partial derivatives",),
    conditions=(where_named(positive("a"), "a"),),
    source=rudin("theorem 10.9"),
    proof=Argument(
        "Here the map sends $(u, v)$ to $(au + v, v)$: a small square becomes a parallelogram, $|\\det J| = |a|$ "
        "times as large. A smooth map is close to such a linear one on every small square, and the errors vanish in "
        "the sum.",
        rudin("theorem 10.9"),
    ),
    ml_use="The density of a transformed variable: normalizing flows and the reparameterization trick.",
)
POLAR = Law(
    id="polar-coordinates",
    name="Polar coordinates",
    statement=Statement(
        double(_f(x, y), (y, negative(_edge), _edge), (x, negative(a), a)),
        double(
            mul(_f(mul(_r, raw(sp.cos, _t)), mul(_r, raw(sp.sin, _t))), _r),
            (_r, sp.S.Zero, a),
            (_t, sp.S.Zero, mul(_two, sp.pi)),
        ),
    ),
    page="multivariable/change-of-variables/#polar-coordinates",
    hypotheses=("$\\iint |f|$ finite",),
    conditions=(where_named(positive("a"), "a"),),
    source=rudin("theorem 10.9"),
    proof=Argument(
        "The Jacobian of $(r\\cos t, r\\sin t)$ has the determinant $r\\cos^2 t + r\\sin^2 t = r$. The map is one to "
        "one for $r > 0$ and $0 < t < 2\\pi$, and what it misses is a radius, of area $0$.",
        rudin("theorem 10.9"),
    ),
    ml_use="The constant of the normal density, and the lengths of random vectors.",
)
