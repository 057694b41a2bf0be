"""The closing step for arguments with a structure: the gradient in the space of such matrices."""

from __future__ import annotations

import sympy as sp

from calcref.core.array_questions import GradientOf, VjpOf
from calcref.core.arrays import Array
from calcref.core.expr import raw
from calcref.core.proofs import Argument
from calcref.core.records import Derivation, Law, Statement, Step
from calcref.core.sources import magnus
from calcref.matrix.basics import HALF
from calcref.matrix.build import plus, times, transpose
from calcref.matrix.functions import diag, diagonal, lower, trace
from calcref.matrix.symmetry import is_symmetric

STRUCTURED = frozenset(("symmetric", "positive-definite", "diagonal", "lower-triangular", "upper-triangular"))
_A, _X = Array("A", ("n", "n")), Array("X", ("n", "n"), ("symmetric",))


def _symmetric_part(node: sp.Expr) -> sp.Expr:
    return node if is_symmetric(node) else times(HALF, plus(node, transpose(node)))


PROJECT = Law(
    id="project-symmetric",
    name="Project on symmetric matrices",
    statement=Statement(raw(GradientOf, trace(times(_A, _X)), _X), _symmetric_part(_A)),
    page="matrix/symmetric-arguments/#project-symmetric",
    hypotheses=("$X$ symmetric, so $dX$ is",),
    proof=Argument(
        "$\\langle G, dX \\rangle$ does not change when $G$ is replaced by its symmetric part, which is a symmetric "
        "matrix itself: the gradient in the space of symmetric matrices.",
        magnus("chapter 8, section 6"),
    ),
    source=magnus("chapter 8, section 6"),
    ml_use="Covariances, kernels and Mahalanobis metrics.",
)
DIAGONAL = Law(
    id="project-diagonal",
    name="Project on diagonal matrices",
    statement=Statement(
        raw(GradientOf, trace(times(_A, Array("D", ("n", "n"), ("diagonal",)))), Array("D", ("n", "n"), ("diagonal",))),
        diag(diagonal(_A)),
    ),
    page="matrix/symmetric-arguments/#project-diagonal",
    hypotheses=("$D$ diagonal, so $dD$ is",),
    proof=Argument(
        "Off the diagonal $dD$ is zero, so only the diagonal of $G$ counts.", magnus("chapter 8, section 6")
    ),
    source=magnus("chapter 8, section 6"),
)
_L = Array("L", ("n", "n"), ("lower-triangular",))
TRIANGULAR = Law(
    id="project-triangular",
    name="Project on triangular matrices",
    statement=Statement(raw(GradientOf, trace(times(_A, _L)), _L), lower(transpose(_A))),
    page="matrix/symmetric-arguments/#project-triangular",
    hypotheses=("$L$ lower triangular, so $dL$ is",),
    proof=Argument(
        "Above the diagonal $dL$ is zero, so only what is on it and below it counts.", magnus("chapter 8, section 6")
    ),
    source=magnus("chapter 8, section 6"),
    ml_use="The Cholesky factor of a covariance that is learned.",
)
CONCLUSIONS = (PROJECT, DIAGONAL, TRIANGULAR)


def projected(derivation: Derivation) -> Derivation:
    """`derivation` of a gradient, followed by its projection where the variable has a structure."""
    var, found = derivation.question.args[1], derivation.answer
    if not (var.properties & STRUCTURED and isinstance(derivation.question, (GradientOf, VjpOf))):
        return derivation
    if "diagonal" in var.properties:
        law, answer = DIAGONAL, diag(diagonal(found))
    elif "lower-triangular" in var.properties:
        law, answer = TRIANGULAR, lower(found)
    elif "upper-triangular" in var.properties:
        law, answer = TRIANGULAR, transpose(lower(transpose(found)))
    else:
        law, answer = PROJECT, _symmetric_part(found)
    if answer == found:
        return derivation
    return Derivation(Step(law, found, answer), (derivation,), answer)
