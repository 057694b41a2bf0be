"""A rule proved from the definition: the derivation of a slope as a limit."""

from __future__ import annotations

from calcref.core.engine import derive
from calcref.core.proofs import FromDefinition
from calcref.core.questions import Diff
from calcref.core.records import Derivation
from calcref.derivatives import DEFINITION
from calcref.limits import by_sympy


def from_definition(proof: FromDefinition) -> Derivation:
    """The derivation that `proof` stands for, from the limit of the difference quotient.

    >>> import sympy as sp
    >>> from calcref.core.letters import x
    >>> from_definition(FromDefinition(sp.sin(x), x)).answer
    cos(x)
    """
    # No other rule for limits: one that leans on slopes would prove them by themselves.
    return derive(Diff(proof.expr, proof.var), (by_sympy.RULE, DEFINITION))
