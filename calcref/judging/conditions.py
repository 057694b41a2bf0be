"""Naming the condition under which two sides are equal: one that tells the points where they are from the others."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.expr import is_open, nodes, raw, symbols_of, tree_size
from calcref.core.functions import RealPower
from calcref.core.questions import Diff, Head, Question
from calcref.render import text
from calcref.verify.arithmetic import DIGITS, OutOfDomain
from calcref.verify.equality import Comparison, Seen, look
from calcref.verify.places import zeros
from calcref.verify.points import candidates
from calcref.verify.precise import PreciseEvaluator

LARGEST = 25  # nodes of what a condition is said of
REACH = 40.0  # how far zeros are searched for
BESIDE = mp.mpf("0.0013")  # of a place, where both sides have values if it stands alone
MOST = 8  # things below a line that are tried
SOME = 3  # value of a letter that counts
BROKEN: dict[type[sp.Basic], Any] = {
    sp.tan: sp.cos,
    sp.sec: sp.cos,
    sp.cot: sp.sin,
    sp.csc: sp.sin,
}  # what has no value where the other is 0

SAID = {"inside": "|{}| < 1", "quarter": "|{}| < π/2", "half": "0 < {} < π"}

Guard = tuple[sp.Expr, str]


def separating(sides: Sequence[sp.Expr], good: Sequence[Seen], bad: Sequence[Seen]) -> str:
    """A condition that holds at all good points and at no bad one; "" where none was found."""
    found: list[str] = []
    alone: list[str] = []
    for expr, sign in dict.fromkeys(_guards(sides)):
        holding = [_holds(expr, sign, one.at) for one in good]
        if not all(holding) or len(holding) == 0:
            continue
        failing = [_holds(expr, sign, one.at) for one in bad]
        said = _said(expr, sign)
        if not any(failing):
            alone.append(said)
        elif not all(failing):
            found.append(said)
    if alone:
        return _shortest(alone)
    joint = " and ".join(found[:3])
    return joint if joint and _covers(sides, found[:3], bad) else ""


def _shortest(said: list[str]) -> str:
    """The plainest of several that say the same at all points."""
    return min(said, key=len)


def _covers(sides: Sequence[sp.Expr], said: list[str], bad: Sequence[Seen]) -> bool:
    guards = [guard for guard in dict.fromkeys(_guards(sides)) if _said(*guard) in said]
    return all(any(not _holds(expr, sign, one.at) for expr, sign in guards) for one in bad)


def _guards(sides: Sequence[sp.Expr]) -> Iterator[Guard]:
    letters = sorted({letter for side in sides for letter in symbols_of(side)}, key=lambda letter: letter.name)
    for letter in letters:
        for sign in (">", "<", ">1", "<1", ">-1", "inside", "quarter", "half"):
            yield letter, sign
    for one in letters:
        for other in letters:
            if one.name < other.name:
                yield from (
                    (raw(sp.Mul, one, other), ">"),
                    (raw(sp.Add, one, -other), ">"),
                    (raw(sp.Add, one, -other), "<"),
                )
    for side in sides:
        for node in nodes(side):
            inner: Any = None
            if isinstance(node, sp.log | sp.Abs | sp.sign) or (
                isinstance(node, sp.Pow | RealPower) and not node.args[1].is_Integer
            ):
                inner = node.args[0]
            elif isinstance(node, sp.Pow) and node.exp.is_Integer and node.exp.is_even:
                inner = node.base
            elif isinstance(node, sp.sin | sp.cos | sp.tan) and not is_open(node):
                inner = node
            if inner is not None and not inner.is_Symbol and 1 < tree_size(inner) <= LARGEST and symbols_of(inner):
                yield inner, ">"
                yield inner, "<"


def _holds(expr: sp.Expr, sign: str, at: Any) -> bool:
    if not symbols_of(expr) <= set(at) or any(isinstance(node, Head) for node in nodes(expr)):
        return False
    value = PreciseEvaluator.at_point(at, expr)
    if value is None:
        return False
    number = float(value)
    return {
        ">": number > 0,
        "<": number < 0,
        ">1": number > 1,
        "<1": number < 1,
        ">-1": number > -1,
        "inside": abs(number) < 1,
        "quarter": abs(number) < math.pi / 2,
        "half": 0 < number < math.pi,
    }[sign]


def _said(expr: sp.Expr, sign: str) -> str:
    if sign in SAID:
        return SAID[sign].format(text(expr))
    if expr.is_Add and len(expr.args) == 2 and sign in "<>":
        one, other = expr.args
        if one.is_Symbol and (-other).is_Symbol:
            return f"{one} {sign} {-other}"
    return f"{text(expr)} {sign} 0" if sign in ("<", ">") else f"{text(expr)} {sign[0]} {sign[1:]}"


def isolated(asked: Comparison) -> str:
    """What must not be 0 since only one side has a value where it is: a division that was made, or undone; or "".

    Where a side holds a question, only letters that it has as parameters are moved, and only what it alone has a value
    at counts: n = -1 in the integral of x^n.
    """
    sides = (asked.left, asked.right)
    moved = {node.var for side in sides for node in nodes(side) if isinstance(node, Diff)}
    letters = sorted(symbols_of(asked.left) | symbols_of(asked.right), key=lambda letter: letter.name)
    opened = [any(isinstance(node, Question) and not isinstance(node, Diff) for node in nodes(side)) for side in sides]
    if not letters or all(opened):
        return ""
    lost = ("left", "right") if not any(opened) else ("left",) if opened[0] else ("right",)
    case = {letter: SOME if letter in asked.whole else value for letter, value in candidates(letters)[0].items()}
    with mp.workdps(DIGITS):
        for base in islice(dict.fromkeys(_below(asked)), MOST):
            for letter in sorted(symbols_of(base) - asked.whole - moved, key=lambda it: it.name):
                others = {other: mp.mpf(value) for other, value in case.items() if other != letter}
                if any(_is_lost(asked, others, letter, zero, lost) for zero in _zeros(base, letter, others)):
                    return f"{text(base)} ≠ 0"
    return ""


def _zeros(base: sp.Expr, letter: sp.Symbol, others: Mapping[sp.Symbol, Any]) -> list[Any]:
    """Where `base` is 0, the places next to 0 first."""
    try:
        return sorted(zeros(PreciseEvaluator(others), base, letter, -REACH, REACH), key=abs)[:3]
    except (OutOfDomain, ArithmeticError, ValueError, TypeError):
        return []


def _is_lost(
    asked: Comparison, others: Mapping[sp.Symbol, Any], letter: sp.Symbol, zero: Any, lost: Sequence[str]
) -> bool:
    """Whether both sides agree on either side of `zero`, and one alone has a value there."""
    seen = look(asked, {**others, letter: _round(zero)})
    if seen is None or seen.kind not in lost:
        return False
    beside = (look(asked, {**others, letter: zero + step}) for step in (-BESIDE, BESIDE))
    return all(it is not None and it.kind == "same" for it in beside)


def _round(zero: Any) -> Any:
    """The zero itself, or the short number that it is next to."""
    near = mp.mpf(round(float(zero) * 720)) / 720
    return near if math.isclose(float(near), float(zero), rel_tol=0, abs_tol=1e-12) else zero


def _below(asked: Comparison) -> Iterator[sp.Expr]:
    """What stands below a line, or in a logarithm, on either side."""
    for side in (asked.left, asked.right):
        for node in nodes(side):
            if isinstance(node, sp.Pow) and node.exp.is_number and node.exp.is_negative and symbols_of(node.base):
                yield node.base
            elif isinstance(node, sp.log) and symbols_of(node.args[0]):
                yield node.args[0]
            elif type(node) in BROKEN and symbols_of(node.args[0]):
                yield raw(BROKEN[type(node)], node.args[0])
