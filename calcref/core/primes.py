"""Derivatives of unknown functions, which are written with primes."""

from __future__ import annotations

from sympy.core.basic import Basic
from sympy.core.function import AppliedUndef

from calcref.core.questions import At, Diff


def primes(node: Basic) -> tuple[AppliedUndef, int, Basic] | None:
    """For a derivative of an unknown function: the function, how often it is differentiated, and where it is read."""
    argument = None
    if isinstance(node, At) and isinstance(node.args[0], Diff) and node.args[0].args[1] == node.args[1]:
        node, argument = node.args[0], node.args[2]
    count = 0
    inner, var = node, node.args[1] if isinstance(node, Diff) else None
    while isinstance(inner, Diff) and inner.args[1] == var:
        inner, count = inner.args[0], count + 1
    if count == 0 or not isinstance(inner, AppliedUndef) or inner.args != (var,):
        return None
    return inner, count, var if argument is None else argument
