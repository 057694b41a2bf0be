"""The public verb `ask`: a question as books write it, read and answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import sympy as sp

from calcref.core.array_questions import GradientOf, HessianOf, JacobianOf
from calcref.core.double import double
from calcref.core.errors import ParseError
from calcref.core.expr import raw, symbols_of
from calcref.core.fields import Curl, Divergence, Laplacian
from calcref.core.questions import Antideriv, DefiniteIntegral, Diff, LimitOf, Question
from calcref.core.records import Derivation
from calcref.core.several import Gradient, Hessian, Jacobian, Vector
from calcref.matrix.reading.shapes import arrays_of
from calcref.verbs.fields import field_of
from calcref.verbs.limit import SIDES
from calcref.verbs.matrix_claims import Reader, Side
from calcref.verbs.reading import bound
from calcref.verbs.several import asked_of

WHERE = re.compile(r"^(?P<asked>.+?)[\s,]+where\s+(?P<shapes>[^:]+:.*)$", re.DOTALL)
SEVERAL = {
    **{"gradient": Gradient, "jacobian": Jacobian, "hessian": Hessian},
    **{"divergence": Divergence, "curl": Curl, "laplacian": Laplacian},
}
HEADS = {"gradient": GradientOf, "jacobian": JacobianOf, "hessian": HessianOf}


def ask(question: str) -> Derivation:
    r"""The answer to a question in the notation of books, with every step.

    Args:
        question: text such as "d/dx x^2 sin(x)", "∫_0^1 x^2 dx" or "lim x->0 sin(x)/x", or the same in LaTeX; in
            several variables "∂²/∂x∂y x^2 y", "gradient of x^2 y at (1, 2)", "∇·(x y, x + y)" or
            "∫_0^1 ∫_0^x x y dy dx"; of vectors and matrices with their shapes, as in
            "grad_x ||A x - y||^2 where A: m n, x: n, y: m".

    Raises:
        ParseError: the text asks nothing, or could be read in two ways.
        CalcrefError: as in `differentiate`, `integrate` or `limit`, whichever is asked for.

    >>> ask(r"\int_0^1 x^2\,dx").answer
    1/3
    """
    import calcref
    from calcref.parse import question as read

    if (about := _about_arrays(question)) is not None:
        side, shapes = about
        assert side.var is not None
        made: Derivation = getattr(calcref, f"matrix_{side.asked}")(side.inner, side.var.name, shapes)
        return made
    asked = read(question)
    found: Derivation = getattr(calcref, asked.verb)(**asked.arguments)
    return found


def open_question(text: str) -> Any:
    """The open question that `text` asks, before any rule has seen it.

    Raises:
        ParseError: the text asks nothing, or could be read in two ways.

    >>> open_question("d/dx x^2")
    Diff(x**2, x)
    """
    from calcref.parse import question

    if (about := _about_arrays(text)) is not None:
        return raw(HEADS[about[0].asked], about[0].node, about[0].var)
    asked = question(text)
    known = asked.arguments
    if asked.verb == "double_integral":
        return double(known["expr"], *(_bounds(*known[name]) for name in ("inner", "outer")))
    if asked.verb in SEVERAL:
        return _several(asked.verb, known)
    var = next((it for it in symbols_of(known["expr"]) if it.name == known["x"]), sp.Symbol(known["x"], real=True))
    made: Question = known["expr"]
    if asked.verb == "differentiate":
        for _ in range(known["order"]):
            made = raw(Diff, made, var)
        return made
    if asked.verb == "limit":
        side = sp.Symbol(SIDES[known.get("side", "both")])
        return raw(LimitOf, made, var, bound(known["to"], "to"), side)
    if "lower" not in known:
        return raw(Antideriv, made, var)
    return raw(DefiniteIntegral, made, var, *(bound(known[end], end) for end in ("lower", "upper")))


def _bounds(name: str, lower: Any, upper: Any) -> tuple[sp.Expr, ...]:
    return sp.Symbol(name, real=True), bound(lower, "the lower bound"), bound(upper, "the upper bound")


def _several(verb: str, known: Mapping[str, Any]) -> Any:
    """The open question of a verb for several variables."""
    where = known.get("variables"), known.get("at")
    if verb in ("gradient", "hessian", "laplacian"):
        about = asked_of([known["expr"]], *where)
        return raw(SEVERAL[verb], about.function, *about.behind)
    about = asked_of(known["exprs"], *where) if verb == "jacobian" else field_of(known["field"], *where, verb)
    return raw(SEVERAL[verb], raw(Vector, *about.functions), *about.behind)


def _about_arrays(text: str) -> tuple[Side, str] | None:
    """What `text` asks about arrays whose shapes it says, and these; None where it says none.

    Raises:
        ParseError: it asks for no derivative.
    """
    found = WHERE.match(text) if isinstance(text, str) else None
    if found is None:
        return None
    reader = Reader(arrays_of(found["shapes"]))
    try:
        side = reader.read(found["asked"])
    except ParseError as error:
        raise ParseError(error.message, text, max(text.find(error.text), 0) + error.position) from None
    if side.var is None:
        raise ParseError("this asks for no derivative; write grad_x, d/dx or hessian_x before the formula", text, 0)
    return side, found["shapes"]
