"""Whether two formulas have the same values, by numbers alone: where they agree, differ, or one has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import mpmath as mp
import sympy as sp

from calcref.core.expr import is_open, nodes, symbols_of
from calcref.core.indexed import Indexed
from calcref.core.questions import Bounded, Diff, LimitOf
from calcref.verify.arithmetic import DIGITS, HUGE
from calcref.verify.domain import points
from calcref.verify.evaluate import Work
from calcref.verify.points import candidates
from calcref.verify.precise import PreciseEvaluator
from calcref.verify.sizes import size

SAME = mp.mpf(10) ** -30  # of the larger value, or of the sizes that it was put together from
BY_DIFFERENCES = mp.mpf(10) ** -13  # the same where a derivative is a difference
NOTHING = mp.mpf(10) ** -22  # what a difference leaves of a slope of 0
SLOWLY = mp.mpf(10) ** -9  # the same for integrals, limits and sums without end
SETTLED = mp.mpf(10) ** -11  # of a slow value that is about 0
MOST_WORK = 3_000_000  # nodes
ENOUGH = 16  # points at which both have values
FEW = 6  # the same where a value takes its time: an integral, a limit, a long sum
UNSEEN = mp.mpf(10) ** -1000  # two values smaller than this say nothing
PLAIN = (2, 1, 3)  # values of the first letter at a point that is told
WHOLE = (1, 2, 3, 4, 5, 7, 9)  # values of a letter that counts

Point = Mapping[sp.Symbol, Any]
Kind = Literal["same", "other", "left", "right"]  # the last two: only that side has a value


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen at a point: the values of both sides, None where there is none."""

    kind: Kind
    at: Mapping[sp.Symbol, float]
    left: Any
    right: Any


@dataclass(frozen=True, slots=True)
class Tally:
    """All points at which at least one side has a value.

    Args:
        seen: what was seen, in the order of looking.
        error: the largest relative difference where both agree.
        spent: whether the work ran out.
    """

    seen: tuple[Seen, ...] = ()
    error: float = 0.0
    spent: bool = False

    def of(self, kind: Kind) -> tuple[Seen, ...]:
        """The points of one kind."""
        return tuple(one for one in self.seen if one.kind == kind)


@dataclass
class Comparison:
    """What is compared: both sides, the letters that count, where the others may run, and what is supposed."""

    left: sp.Expr
    right: sp.Expr
    whole: frozenset[sp.Symbol] = frozenset()
    positive: frozenset[sp.Symbol] = frozenset()
    supposed: Sequence[sp.Basic] = ()
    work: Work = field(default_factory=lambda: Work(MOST_WORK))


def tally(asked: Comparison) -> Tally:
    """Both sides at seeded points, near and far, as many as there is time for.

    >>> x = sp.Symbol("x", real=True)
    >>> found = tally(Comparison(sp.sqrt(x**2, evaluate=False), x))
    >>> bool(found.of("same")), bool(found.of("other"))
    (True, True)
    """
    seen: list[Seen] = []
    worst = 0.0
    most = FEW if any(map(is_slow, (asked.left, asked.right))) else ENOUGH
    with mp.workdps(DIGITS):
        for here in _places(asked):
            if asked.work.done or sum(one.kind == "same" for one in seen) >= most or len(seen) >= 3 * most:
                break
            found = look(asked, here)
            if found is None:
                continue
            if found.kind == "same" and mp.isfinite(found.left):
                worst = max(worst, float(abs(found.left - found.right) / max(1, abs(found.left))))
            seen.append(found)
    return Tally(tuple(seen), worst, asked.work.done)


def look(asked: Comparison, here: Point) -> Seen | None:
    """Both sides at one point; None where neither has a value, or what is supposed does not hold."""
    values = {symbol: mp.mpf(value) for symbol, value in here.items()}
    at = PreciseEvaluator(values, work=asked.work)
    if not all(at.holds(condition) for condition in asked.supposed):
        return None
    one, other = _number(at(asked.left)), _number(at(asked.right))
    shown = {symbol: float(value) for symbol, value in values.items()}
    if one is None and other is None:
        return None
    if asked.work.done or _says_nothing(at(asked.left), at(asked.right)):
        return None
    if one is None or other is None:
        return Seen("right" if one is None else "left", shown, one, other)
    kind = _compared(asked, at, one, other)
    return None if kind is None else Seen(kind, shown, one, other)


def _compared(asked: Comparison, at: PreciseEvaluator, one: Any, other: Any) -> Kind | None:
    """Whether two values are the same; None where both are so small that a difference tells nothing."""
    sides = (asked.left, asked.right)
    if any(map(is_slow, sides)):
        return "same" if same(one, other, SETTLED, SLOWLY) else "other"
    differenced = any(isinstance(node, Diff) for side in sides for node in nodes(side))
    share = BY_DIFFERENCES if differenced else SAME
    if same(one, other, share * max(size(at, side) for side in sides), share):
        return "same"
    if differenced and max(abs(one), abs(other)) < NOTHING:
        return "same" if 0 in (one, other) else None
    return "other"


def same(one: Any, other: Any, scale: Any = SAME, share: Any = SAME) -> bool:
    """Whether two numbers are the same, up to `scale` or to a share of the larger; infinity is like itself alone."""
    if mp.isinf(one) or mp.isinf(other):
        return bool(one == other)
    return bool(abs(one - other) <= max(scale, share * max(abs(one), abs(other))))


def is_slow(expr: sp.Expr) -> bool:
    """Whether a value of `expr` takes its time."""
    return any(isinstance(node, Bounded | LimitOf) for node in nodes(expr)) or _has_far_sum(expr)


def _has_far_sum(expr: sp.Expr) -> bool:
    return any(isinstance(node, Indexed) and node.upper.is_infinite for node in nodes(expr))


def counting(*sides: sp.Expr) -> frozenset[sp.Symbol]:
    """The letters that can only be whole numbers: those in the bounds of sums and products."""
    found = frozenset[sp.Symbol]()
    for side in sides:
        for node in nodes(side):
            if isinstance(node, Indexed):
                found |= symbols_of(node.lower) | symbols_of(node.upper)
    return found


def plainest(asked: Comparison, seen: Seen) -> Seen:
    """A point with small whole numbers at which both sides differ, too, to be told; `seen` where none does."""
    for start in PLAIN:
        here = {letter: start + k for k, letter in enumerate(sorted(seen.at, key=lambda letter: letter.name))}
        found = look(asked, here)
        if found is not None and found.kind == seen.kind:
            return found
    return seen


def _says_nothing(*values: Any) -> bool:
    """Whether values are so large, or so small, that the sides cannot be told apart here."""
    sizes = [abs(value) for value in values if isinstance(value, mp.mpf) and not mp.isnan(value)]
    huge = any(mp.isfinite(size) and size >= HUGE for size in sizes)
    return huge or (len(sizes) == len(values) and min(sizes) > 0 and max(sizes) < UNSEEN)


def _number(value: Any) -> Any:
    if not isinstance(value, mp.mpf) or mp.isnan(value):
        return None
    return value if mp.isinf(value) or abs(value) < HUGE else None


def _places(asked: Comparison) -> Iterator[dict[sp.Symbol, float]]:
    """Points for all letters: seeded ones, then those near and far that a search finds for one letter alone."""
    letters = sorted(symbols_of(asked.left) | symbols_of(asked.right), key=lambda letter: letter.name)
    if not letters:
        yield {}
        return
    free = [letter for letter in letters if letter not in asked.whole]
    for k, here in enumerate(candidates(free)):
        point = {letter: _moved(letter, value, asked.positive) for letter, value in here.items()}
        point |= {letter: float(WHOLE[(k + j) % len(WHOLE)]) for j, letter in enumerate(asked.whole)}
        yield point
    yield from _searched(asked, free)


def _moved(letter: sp.Symbol, value: float, positive: Iterable[sp.Symbol]) -> float:
    """The value of a letter, in (0, π/2) where it stands for an angle that a substitution introduced."""
    return 1.5 * abs(value) / (1 + abs(value)) if letter in positive else value


def _searched(asked: Comparison, free: Sequence[sp.Symbol]) -> Iterator[dict[sp.Symbol, float]]:
    for letter in free:
        if letter in asked.positive:
            continue
        for case in candidates(free)[:3] if len(free) > 1 else ({},):
            others = {other: value for other, value in case.items() if other != letter}
            others |= dict.fromkeys(asked.whole, 3.0)
            for side in (asked.left, asked.right):
                held = symbols_of(side)
                if is_open(side) or is_slow(side) or letter not in held or not held <= {letter, *others}:
                    continue
                yield from ({**others, letter: place} for place in points(side, letter, others, few=len(free) > 1))
