"""Where a real function of one variable breaks: places without a value, jumps and kinks, found from its own tree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.elementary import RECORD_OF
from calcref.core.expr import nodes, substitute, tree_size, varies
from calcref.core.functions import relu, step
from calcref.core.letters import K
from calcref.core.questions import Antideriv
from calcref.core.simplify import standard_form
from calcref.reals.zeros import Zeros, zeros

if TYPE_CHECKING:
    from calcref.core.records import Derivation

TAKING = (sp.Abs, sp.sign, sp.Max, sp.Min, relu, step)  # real, or 0 as a factor, of what is not
MOST_LISTED = 1_000  # periodic points that are listed


@dataclass(frozen=True)
class Breaks:
    """What breaks a function of `var`; a place that holds the integer k stands for one at each integer.

    Args:
        expr: the function, in standard form.
        var: its variable.
        gaps: where it may have no value, or jumps; outside of these it is continuous wherever it is real.
        kinks: where it is continuous and its formula changes.
    """

    expr: sp.Expr
    var: sp.Symbol
    gaps: Zeros
    kinks: Zeros

    def between(self, lower: sp.Expr, upper: sp.Expr, kinks: bool = False) -> tuple[sp.Expr, ...] | None:
        """The gaps (and kinks) strictly between two places, in order; None where that cannot be told or never ends."""
        return places_between((*self.gaps, *self.kinks) if kinks else self.gaps, lower, upper)

    def at(self, place: sp.Expr) -> bool | None:
        """Whether `place` is a gap; None where that cannot be told."""
        known: list[bool | None] = [_is_member(gap, place) for gap in self.gaps]
        return True if True in known else None if None in known else False

    @cached_property
    def intervals(self) -> tuple[sp.Interval, ...]:
        """The open intervals, in order, on which the function is continuous; empty where they cannot be told.

        >>> x = sp.Symbol("x", real=True)
        >>> breaks(1 / x, x).intervals
        (Interval.open(-oo, 0), Interval.open(0, oo))
        """
        families = [gap for gap in self.gaps if gap.has(K)]
        if families:
            return self._periodic(families)
        gaps = in_order(self.gaps)
        if gaps is None:
            return ()
        ends = (-sp.oo, *gaps, sp.oo)
        return tuple(
            sp.Interval.open(low, high)
            for low, high in pairwise(ends)
            if self.is_real_at(generic(low, high)) is not False
        )

    def _periodic(self, families: list[sp.Expr]) -> tuple[sp.Interval, ...]:
        """One interval with k in its ends for each gap in a period; none where lone gaps or two periods mix."""
        periods = {sp.diff(gap, K) for gap in families}
        if len(families) < len(self.gaps) or len(periods) > 1:
            return ()
        period = periods.pop()
        starts = in_order(tuple(_within_period(gap.subs(K, 0), period) for gap in families))
        if starts is None:
            return ()
        ends = [start + period * K for start in (*starts, starts[0] + sp.Abs(period))]
        return tuple(
            sp.Interval.open(low, high)
            for low, high in pairwise(ends)
            if self.is_real_at(generic(low, high).subs(K, 0)) is not False
        )

    def is_real_at(self, place: sp.Expr) -> bool | None:
        """Whether the function has a real value at `place`; None where that depends on other letters."""
        parts = nodes(self.expr) if self.expr.has(*TAKING) else (self.expr,)
        values = (substitute(part, {self.var: place}).doit() for part in parts if varies(part, self.var))
        known = [_is_real(value) for value in values]
        return False if False in known else None if None in known else True


def _is_real(value: sp.Expr) -> bool | None:
    if value.free_symbols:
        return _known(value.is_real)
    number = sp.N(value, 15)
    return bool(number.is_number and number.is_finite and abs(sp.im(number)) < 1e-9)


def breaks(expr: sp.Expr, var: sp.Symbol) -> Breaks | None:
    """Where `expr` breaks as a function of real `var`; None where that cannot be told.

    >>> x = sp.Symbol("x", real=True)
    >>> breaks(sp.Abs(x) / (x - 1), x).gaps, breaks(sp.Abs(x) / (x - 1), x).kinks
    ((1,), (0,))
    """
    if tree_size(expr) > WALKABLE:
        return None
    plain = standard_form(expr)
    found = _of_the_nodes(plain, var)
    return None if found is None else Breaks(plain, var, *found)


def _of_the_nodes(expr: sp.Expr, var: sp.Symbol) -> tuple[Zeros, Zeros] | None:
    """The gaps and the kinks of all nodes of `expr`; None where they cannot be told."""
    gaps: dict[sp.Expr, None] = {}
    kinks: dict[sp.Expr, None] = {}
    for node in nodes(expr):
        if not node.args or not varies(node, var):
            continue
        found = _places(node, var)
        if found is None:
            return None
        gaps.update(dict.fromkeys(found[0]))
        kinks.update(dict.fromkeys(found[1]))
    return tuple(gaps), tuple(place for place in kinks if place not in gaps)


ALGEBRA = (sp.Add, sp.Mul)


def _places(node: sp.Expr, var: sp.Symbol) -> tuple[Zeros, Zeros] | None:
    """The gaps and the kinks of `node`, apart from those of its arguments; None where they cannot be told."""
    if isinstance(node, ALGEBRA):
        return (), ()
    if isinstance(node, sp.Pow):
        whole = node.exp.is_Integer and node.exp.is_nonnegative
        vanishing: tuple[Zeros | None, Zeros] = (() if whole or not varies(node.base, var) else (node.base,)), ()
    elif (record := RECORD_OF.get(type(node))) is not None:
        vanishing = record.gaps(*node.args), record.kinks(*node.args)
    else:
        return None
    gaps, kinks = (_zeros_of_each(inner, var) for inner in vanishing)
    return None if gaps is None or kinks is None else (gaps, kinks)


def _zeros_of_each(exprs: Zeros | None, var: sp.Symbol) -> Zeros | None:
    if exprs is None:
        return None
    found: list[sp.Expr] = []
    for expr in exprs:
        places = zeros(standard_form(expr), var)
        if places is None:
            return None
        found.extend(places)
    return tuple(found)


def places_between(places: Zeros, lower: sp.Expr, upper: sp.Expr) -> tuple[sp.Expr, ...] | None:
    """Those of `places` strictly between two bounds, in order; None where that cannot be told or never ends."""
    found: list[sp.Expr] = []
    for place in places:
        listed = _listed(place, lower, upper)
        if listed is None:
            return None
        for one in listed:
            within = sp.And(sp.Lt(lower, one), sp.Lt(one, upper))
            if within not in (sp.true, sp.false):
                return None
            if within == sp.true:
                found.append(one)
    return in_order(tuple(dict.fromkeys(found)))


def _listed(place: sp.Expr, lower: sp.Expr, upper: sp.Expr) -> list[sp.Expr] | None:
    if not place.has(K):
        return [place]
    period, start = sp.diff(place, K), place.subs(K, 0)
    ends = [sp.N((end - start) / period) for end in (lower, upper)]
    if not all(end.is_Float or end.is_Integer for end in ends):
        return None
    first, last = sorted(float(end) for end in ends)
    if last - first > MOST_LISTED:
        return None
    return [place.subs(K, k) for k in range(int(sp.floor(first)), int(sp.ceiling(last)) + 1)]


def in_order(places: tuple[sp.Expr, ...]) -> tuple[sp.Expr, ...] | None:
    """The places from left to right; None where their order depends on other letters."""
    if len(places) > 1 and not all(place.is_number for place in places):
        return None
    return tuple(sorted(places, key=lambda place: sp.N(place, 30))) if len(places) > 1 else places


def inside(lower: sp.Expr, upper: sp.Expr) -> sp.Expr:
    """A place strictly between two bounds: 0 if it can, else one that is easy to write.

    >>> inside(-sp.oo, sp.Integer(3)), inside(sp.Integer(1), sp.oo), inside(sp.Integer(1), sp.Integer(2))
    (0, 2, 3/2)
    """
    if lower.is_infinite and upper.is_infinite:
        return sp.S.Zero
    if sp.And(sp.Lt(lower, 0), sp.Lt(0, upper)) == sp.true:
        return sp.S.Zero
    if upper.is_infinite:
        return lower + 1
    return upper - 1 if lower.is_infinite else (lower + upper) / 2


def generic(lower: sp.Expr, upper: sp.Expr) -> sp.Expr:
    """A place strictly between two bounds at which nothing happens by coincidence."""
    share = sp.Rational(4_142_136, 10_000_000)
    if lower.is_infinite and upper.is_infinite:
        return share
    if upper.is_infinite:
        return lower + share
    return upper - share if lower.is_infinite else lower + share * (upper - lower)


def _within_period(place: sp.Expr, period: sp.Expr) -> sp.Expr:
    """`place` moved by whole periods to where it stands between minus half a period and half a period."""
    return place - period * sp.floor(place / period + sp.S.Half)


def _is_whole(ratio: sp.Expr) -> bool | None:
    """Whether `ratio` is an integer; numbers that are plainly none are told apart without algebra."""
    number = sp.N(ratio, 30)
    if number.is_Float and abs(number - round(number)) > 1e-12:
        return False
    return _known(sp.simplify(ratio).is_integer)


def _is_member(gap: sp.Expr, place: sp.Expr) -> bool | None:
    if not gap.has(K):
        difference = sp.N(gap - place, 30)
        if difference.is_Float and abs(difference) > 1e-20:
            return False
        return True if gap == place else _known(sp.simplify(gap - place).is_zero)
    if place.is_infinite:
        return False
    return _is_whole((place - gap.subs(K, 0)) / sp.diff(gap, K))


def _known(answer: Any) -> bool | None:
    """SymPy's answer to a question of assumptions."""
    return None if answer is None else bool(answer)


def _further(as_written: tuple[Zeros, Zeros] | None, found: Breaks) -> Zeros:
    """The gaps of a formula as it is written that its standard form does not have."""
    return () if as_written is None else tuple(gap for gap in as_written[0] if gap not in found.gaps)


def intervals(derivation: Derivation) -> tuple[sp.Interval, ...]:
    """The open intervals on which the answer to an antiderivative question is one, with a constant for each.

    Empty for other questions, and where the intervals cannot be told. An interval whose ends hold the integer k
    stands for one at each integer.
    """
    from calcref.reals.continuity import continued

    question = derivation.question
    if not isinstance(question, Antideriv):
        return ()
    found, own = breaks(question.expr, question.var), breaks(derivation.answer, question.var)
    if found is None:
        return ()
    as_written = _of_the_nodes(question.expr, question.var)  # x/x has no value at 0, its standard form has
    kept = tuple(dict.fromkeys((*continued(found).gaps, *_further(as_written, found))))
    if own is not None and any(gap not in kept for gap in own.gaps):  # an answer may break where its slope does not
        kept = tuple(dict.fromkeys((*kept, *continued(own).gaps)))
    return replace(found, gaps=kept).intervals or found.intervals
