"""The closing rules: what stands beside dX is the gradient, and a map that is linear in a free vector is its matrix."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.array_heads import Times
from calcref.core.array_questions import GradientOf, HessianOf, JacobianOf, Paired, Pairing, VjpOf
from calcref.core.arrays import ONE, Array, shape_of
from calcref.core.expr import raw, symbols_of, varies
from calcref.core.proofs import Argument
from calcref.core.questions import Question
from calcref.core.records import Ask, Derivation, Law, Rewriting, Rule, Statement
from calcref.core.sources import magnus
from calcref.matrix.basics import eye, zeros
from calcref.matrix.build import plus, squared_norm, times, transpose
from calcref.matrix.letters import VECTOR
from calcref.matrix.linear import NotLinear, matrix_of


def free_like(node: sp.Expr, *, name: str = "W") -> Array:
    """A free array of the shape of `node`, under a letter that does not occur in it."""
    taken = {symbol.name for symbol in symbols_of(node)}
    letter = next(it for it in (name.lower(), name, "u", "U", "w_0") if it not in taken)
    rows, columns = shape_of(node)
    dims = () if (rows, columns) == (ONE, ONE) else (rows,) if columns == ONE else (rows, columns)
    return Array(letter, dims)


def read_off(found: Derivation) -> sp.Expr:
    """What stands beside dX at the end of `found`."""
    assert isinstance(found.answer, Paired)
    return found.answer.args[1]


def _gradient(question: Question, ask: Ask) -> Iterator[Rewriting]:
    var = question.args[1]
    pairs = question.pairs if isinstance(question, VjpOf) else ((ONE, question.args[0]),)
    moving = [(held, value) for held, value in pairs if varies(value, var)]
    if all(value == var for _, value in moving):
        yield Rewriting(plus(*(held for held, _ in moving)) if moving else zeros(shape_of(var)), {}, ())
        return
    found = ask(raw(Pairing, var, *(part for pair in moving for part in pair)))
    if found is not None:
        yield Rewriting(read_off(found), {}, (found,))


def _jacobian(question: Question, ask: Ask) -> Iterator[Rewriting]:
    function, var = question.args
    free = free_like(function, name="Y" if shape_of(function)[1] != ONE else "w")
    if not varies(function, var) or function == var:
        rows, columns = shape_of(question)
        yield Rewriting(eye(rows) if function == var else zeros((rows, columns)), {}, ())
        return
    found = ask(raw(Pairing, var, free, function))
    if found is not None:
        try:
            yield Rewriting(transpose(matrix_of(read_off(found), free)), {}, (found,))
        except NotLinear:
            return


IDENTIFY_GRADIENT = Rule(
    id="identify-gradient",
    name="Identify the gradient",
    statement=Statement(raw(GradientOf, squared_norm(VECTOR), VECTOR), times(sp.Integer(2), VECTOR)),
    rewrite=_gradient,
    asks=(GradientOf, VjpOf),
    shrinks=True,
    hypotheses=("$df = \\langle G, dX \\rangle$ for every $dX$",),
    page="matrix/differentials/#identify-gradient",
    proof=Argument(
        "Two arrays with the same inner product with every $dX$ are equal, so $G$ is the gradient.",
        magnus("chapter 5, section 6"),
    ),
    source=magnus("chapter 5, section 6"),
)
IDENTIFY_JACOBIAN = Rule(
    id="identify-jacobian",
    name="Identify the Jacobian",
    statement=Statement(raw(JacobianOf, raw(Times, Array("A", ("m", "n")), VECTOR), VECTOR), Array("A", ("m", "n"))),
    rewrite=_jacobian,
    asks=(JacobianOf,),
    shrinks=True,
    hypotheses=("$\\langle w, dy \\rangle = \\langle J^\\top w, dx \\rangle$ for every $w$ and $dx$",),
    page="matrix/differentials/#identify-jacobian",
    proof=Argument(
        "What stands beside $dx$ is linear in $w$, so it is a matrix times $w$; that matrix is $J^\\top$.",
        magnus("chapter 5, section 6"),
    ),
    source=magnus("chapter 5, section 6"),
)
IDENTIFY_HESSIAN = Law(
    id="identify-hessian",
    name="Identify the Hessian",
    statement=Statement(raw(HessianOf, squared_norm(VECTOR), VECTOR), times(sp.Integer(2), eye(VECTOR.dims[0]))),
    hypotheses=("$f$ twice differentiable",),
    page="matrix/hessians-and-gauss-newton/#identify-hessian",
    proof=Argument("The Hessian is the Jacobian of the gradient.", magnus("chapter 6, section 3")),
    source=magnus("chapter 6, section 3"),
)
