"""Checking a derivation about arrays: its shapes, each step exactly and in floats, and its answer by differences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.array_questions import Paired, Pairing
from calcref.core.arrays import Array, shape_of
from calcref.core.evidence import Evidence, weakest
from calcref.core.expr import is_open, nodes, raw
from calcref.core.places import place
from calcref.core.records import Derivation
from calcref.verify.matrix.differences import differences
from calcref.verify.matrix.entries import NotExact
from calcref.verify.matrix.forms import NO_VALUE, sides
from calcref.verify.matrix.points import Draw, draws, sizes_of

LARGEST = 40  # of a dimension that is a number
DRAWS, WANTED, EXACT, ATTEMPTS = 4, 2, 2, 5
TOLERANCE = 1e-6


def check_arrays(derivation: Derivation) -> Evidence:
    """Evidence for a derivation about arrays, with a part for each step and one for the answer.

    >>> from calcref.core.array_questions import GradientOf
    >>> from calcref.core.engine import derive
    >>> from calcref.matrix import RULES
    >>> from calcref.matrix.build import times, transpose
    >>> x, A = Array("x", ("n",)), Array("A", ("n", "n"))
    >>> check_arrays(derive(raw(GradientOf, times(transpose(x), A, x), x), RULES)).verdict
    'agrees'
    """
    if is_open(derivation.answer):
        return Evidence("refuted", "the answer still holds an open question")
    misfit = _misfit(derivation)
    if misfit is not None:
        return misfit
    arrays, dims = _names(derivation)
    if any(dim.is_Integer and dim > LARGEST for array in arrays for dim in array.dims):
        return Evidence(
            "unknown", f"arrays with more than {LARGEST} rows or columns are not checked: name the dimension"
        )
    var = derivation.question.args[1]
    exact = _exactly(derivation, arrays, dims, var)
    valid = list(_valid(derivation, arrays, dims, var))
    steps = _in_floats(derivation, valid, var, exact)
    found = [_by_rule(node, one) for node, one in zip(derivation.nodes, steps, strict=True)]
    whole = differences(derivation, valid)
    return _together(found, whole)


def _names(derivation: Derivation) -> tuple[list[Array], set[Basic]]:
    exprs = [it for step in derivation.steps for it in (step.before, step.after)]
    leaves = [node for node in nodes(raw(sp.Tuple, *exprs)) if node.is_Symbol]
    arrays = [leaf for leaf in leaves if isinstance(leaf, Array)]
    dims = {leaf for leaf in leaves if not isinstance(leaf, Array)}
    return arrays, dims.union(*(dim.free_symbols for array in arrays for dim in array.dims))


def _misfit(derivation: Derivation) -> Evidence | None:
    """What refutes a derivation in which shapes do not fit."""
    for node in derivation.nodes:
        for side in (node.step.before, node.step.after):
            if isinstance(side, (Pairing, Paired)):
                pairs = zip(side.args[1::2], side.args[2::2], strict=True)
                if any(shape_of(beside) != shape_of(moving) for beside, moving in pairs):
                    return _by_rule(node, Evidence("refuted", "the two sides of an inner product differ in shape"))
        before, after = node.step.before, node.step.after
        if not isinstance(before, Pairing) and shape_of(before) != shape_of(after):
            return _by_rule(node, Evidence("refuted", f"the shape {shape_of(before)} became {shape_of(after)}"))
    return None


def _exactly(derivation: Derivation, arrays: list[Array], dims: set[Basic], var: Array) -> list[bool | None]:
    """For each step whether it holds modulo a prime; None where a value has no exact counterpart."""
    counts = [0] * len(derivation.nodes)
    refuted = [False] * len(derivation.nodes)
    for seed in range(ATTEMPTS):
        if min(counts) >= EXACT:
            break
        point = Draw(arrays, var, sizes_of(dims, seed), None, seed).exact(seed)
        for k, node in enumerate(derivation.nodes):
            if counts[k] >= EXACT:
                continue
            try:
                left, right, _ = sides(node, point, var)
            except (NotExact, ZeroDivisionError):
                continue
            counts[k] += left == right
            refuted[k] = refuted[k] or (left != right and not point.kit.used_atoms)
    return [False if wrong else True if count >= EXACT else None for wrong, count in zip(refuted, counts, strict=True)]


def _valid(derivation: Derivation, arrays: list[Array], dims: set[Basic], var: Array) -> Iterator[Draw]:
    """Draws at which the function has a value on both sides."""
    function = derivation.question.args[0]
    found = 0
    for draw in draws(arrays, dims, var, DRAWS):
        try:
            entries = [entry for step in (0.0, 2e-2, -2e-2) for row in draw.at(step)(function) for entry in row]
        except NO_VALUE:
            continue
        if all(abs(entry) < 1e8 for entry in entries):
            yield draw
            found += 1
            if found == WANTED:
                return


def _in_floats(derivation: Derivation, valid: list[Draw], var: Array, exact: list[bool | None]) -> list[Evidence]:
    """For each step what floats say, and whether it holds exactly, too."""
    errors: list[list[float]] = [[] for _ in exact]
    for draw in valid:
        point = draw.dual()
        for k, node in enumerate(derivation.nodes):
            try:
                errors[k].append(_error(*sides(node, point, var)))
            except NO_VALUE:
                continue
    return [_judged(one, sure) for one, sure in zip(errors, exact, strict=True)]


def _error(left: list[Any], right: list[Any], scale: float) -> float:
    if len(left) != len(right):
        return 1.0
    return max(
        (abs(a - b) / (scale + 1e-9) if a == a and b == b else 1.0 for a, b in zip(left, right, strict=True)),
        default=0.0,
    )


def _judged(errors: list[float], sure: bool | None) -> Evidence:
    if sure is False:
        return Evidence("refuted", "both sides differ modulo a prime", 1, 1.0)
    worst = max(errors, default=None)
    if worst is not None and worst > TOLERANCE:
        return Evidence("refuted", "both sides differ at a random point", len(errors), worst)
    if sure:
        return Evidence("agrees", "both sides are equal modulo a prime, and in floats", EXACT + len(errors), worst)
    if worst is None:
        return Evidence("unknown", "no point was found at which both sides have a value")
    return Evidence("agrees", "both sides have the same values at random points", len(errors), worst)


def _by_rule(node: Derivation, found: Evidence) -> Evidence:
    if found.verdict != "refuted":
        return found
    rule = node.step.rule
    return replace(found, how=f"a step by the rule {rule.id} ({place(rule.id)}): {found.how}")


def _together(steps: list[Evidence], whole: Evidence) -> Evidence:
    parts = (*steps, whole)
    worst = weakest(parts)
    errors = [it.error for it in parts if it.error is not None]
    exact = sum("modulo" in it.how and it.verdict == "agrees" for it in steps)
    how = worst.how
    if worst.verdict == "agrees":
        how = f"{exact} of {len(steps)} steps hold modulo a prime, all in floats, and {whole.how}"
    return Evidence(worst.verdict, how, max(it.points for it in parts), max(errors, default=None), parts)
