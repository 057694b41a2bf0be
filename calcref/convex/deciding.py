"""Whether a function is convex, concave, strictly convex: by composition, by two points, by second derivatives."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import sympy as sp

from calcref.convex.composition import FLAT, Composer
from calcref.convex.domain import Domain
from calcref.convex.polynomials import of_polynomial
from calcref.convex.records import Certificate, Convexity, HessianCertificate, Refutation
from calcref.convex.refute import LEAST, Point, drawn, is_inside, pairs, refutation, value
from calcref.convex.second import Slope, certificate, is_smooth
from calcref.convex.signs import Over
from calcref.core.conditions import WALKABLE
from calcref.core.decide import sign_of
from calcref.core.errors import BudgetExceeded, OutsideDomain
from calcref.core.expr import nodes, substitute, tree_size
from calcref.core.ranges import Span
from calcref.reals.zeros import zeros
from calcref.render import text
from calcref.verify.precise import PreciseEvaluator

EQUALITIES = 12  # pairs at which a chord that touches the graph is looked for


def decide(expr: sp.Expr, variables: Sequence[sp.Symbol], domain: Domain, slope: Slope) -> Convexity:
    """What is known of the shape of `expr`, in standard form, on `domain`.

    Raises:
        BudgetExceeded: it is too large.
        OutsideDomain: it has no value somewhere in the domain.
    """
    if tree_size(expr) > WALKABLE:
        raise BudgetExceeded(
            f"the shape of formulas of up to {WALKABLE} parts is decided; this one has {tree_size(expr)}"
        )
    over, inside = Over(domain), Over(domain.interior)
    reason = Composer(over, variables).reason(expr)
    if not over.defined(expr):
        _must_have_values(expr, domain)
        reason = replace(reason, curvature="unknown")

    def shown(way: int, wanted: str) -> Certificate | None:
        if reason.curvature in (*FLAT, wanted):
            return reason
        turned = way * expr
        found = refutation(turned, variables, domain)
        if found is not None:
            return found if way > 0 else replace(found, value=-found.value, chord=-found.chord)
        return certificate(turned, variables, inside, slope) if over.defined(expr) else None

    convex, concave = shown(1, "convex"), shown(-1, "concave")
    verdict = _verdict(convex)
    return Convexity(
        expr=expr,
        variables=tuple(variables),
        domain=domain,
        convex=verdict,
        concave=_verdict(concave),
        strictly_convex=False if verdict is False else _strictly(expr, variables, domain, inside, slope, verdict),
        certificate=convex,
        concave_certificate=concave,
    )


def _verdict(found: Certificate | None) -> bool | None:
    return None if found is None else not isinstance(found, Refutation)


def _must_have_values(expr: sp.Expr, domain: Domain) -> None:
    """Nothing, if no place in the domain is found at which `expr` has no real value.

    Raises:
        OutsideDomain: one is.
    """
    for at in _places(expr, domain):
        if PreciseEvaluator.at_point({it: float(place) for it, place in at.items()}, expr) is None:
            where = ", ".join(f"{it} = {text(place)}" for it, place in at.items()) or "all"
            raise OutsideDomain(
                f"{text(expr)} has no real value at {where}, which is in the domain ({domain}); say where it is asked "
                "about, as in domain='x > 0'"
            )


def _places(expr: sp.Expr, domain: Domain) -> Iterator[dict[sp.Symbol, sp.Expr]]:
    """Places that are looked at: poles of functions of one letter, whole numbers, ends of intervals, and some drawn."""
    for below in (node.base for node in nodes(expr) if node.is_Pow and node.exp.is_negative):
        if len(domain.spans) == 1 and (found := zeros(below, *domain.spans)):
            ((letter, span),) = domain.spans.items()
            yield from ({letter: zero} for zero in found if zero.is_Rational and is_inside(zero, span))
    for whole in map(sp.Integer, (0, 1, -1)):
        if all(is_inside(whole, span) for span in domain.spans.values()):
            yield dict.fromkeys(domain.spans, whole)
    rng = random.Random(11)
    for width in (1.0, 0.125, 4.0) * 4:
        yield {
            it: drawn(span, rng, width) if (end := _end(span, rng)) is None else end
            for it, span in domain.spans.items()
        }


def _end(span: Span, rng: random.Random) -> sp.Expr | None:
    """An end that belongs to the interval, now and then."""
    ends = [end for end, closed in ((span.low, span.closed_low), (span.high, span.closed_high)) if closed]
    return rng.choice(ends) if ends and rng.random() < 0.5 else None


def _strictly(
    expr: sp.Expr, variables: Sequence[sp.Symbol], domain: Domain, inside: Over, slope: Slope, convex: bool | None
) -> bool | None:
    """Whether chords are above the graph but for their ends: shown by second derivatives, refuted by one chord."""
    if not variables or any(_touches(expr, *pair) for pair in islice(pairs(domain, variables), EQUALITIES)):
        return False
    if convex is not True:
        return None
    if len(variables) == 1 and is_smooth(expr, inside) and expr.is_polynomial(variables[0]):
        bend = sp.Poly(sp.diff(expr, variables[0], 2), variables[0])
        known = of_polynomial(bend, inside.domain.spans[variables[0]]) if not bend.is_zero else frozenset()
        return True if ">=" in known else None  # its zeros are single places
    found = certificate(expr, variables, inside, slope)
    return True if isinstance(found, HessianCertificate) and found.strict else None


def _touches(expr: sp.Expr, one: Point, other: Point) -> bool:
    """Whether the middle of a chord is on the graph, exactly."""
    places = (one, {it: (one[it] + other[it]) / 2 for it in one}, other)
    left, between, right = (value(expr, at) for at in places)
    if left is None or between is None or right is None or abs(left + right - 2 * between) > LEAST * (1 + abs(between)):
        return False
    found = [substitute(expr, at).doit() for at in places]
    return sign_of(found[0] + found[2] - 2 * found[1]) == 0
