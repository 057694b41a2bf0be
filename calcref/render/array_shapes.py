"""The shapes of what a derivation about arrays shows."""

from __future__ import annotations

from calcref.core.array_questions import ArrayQuestion, Paired
from calcref.core.array_records import ArrayDerivation
from calcref.core.arrays import Array, ArrayHead, said_shape
from calcref.core.conditions import WALKABLE
from calcref.core.expr import nodes, tree_size
from calcref.render.expression_text import text

SHOWN = (ArrayHead, Array)


def shapes(derivation: ArrayDerivation) -> dict[str, str]:
    """By what is written, its shape: names first, then every expression that a step shows.

    >>> from calcref import matrix_gradient
    >>> shapes(matrix_gradient("||A x - y||^2", "x", "A: m n, x: n, y: m"))["2 Aᵀ (A x - y)"]
    'n'
    """
    found = {array.name: said_shape(array) for array in derivation.names}
    for step in derivation.steps:
        for side in (step.before, step.after):
            for node in nodes(side):
                if (
                    tree_size(node) <= WALKABLE
                    and isinstance(node, SHOWN)
                    and not isinstance(node, (ArrayQuestion, Paired))
                ):
                    found.setdefault(text(node), said_shape(node))
    return found
