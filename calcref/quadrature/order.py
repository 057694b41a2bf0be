"""The order of a rule as it is measured: by how much each halving of the panels shrinks the error."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

import numpy as np

from calcref.core.errors import OutsideDomain
from calcref.core.evidence import Evidence, Verdict
from calcref.core.shown import table
from calcref.quadrature.composite import Composite, refine
from calcref.quadrature.estimate import Integrand
from calcref.verify.given import is_finite

_ROUNDING = 1e4 * float(np.finfo(np.float64).eps)  # errors below this, relative to the integral, measure rounding


@dataclass(frozen=True, slots=True, repr=False)
class MeasuredOrder:
    """What a run of halvings found.

    Args:
        panels: how many there were, each twice the one before.
        errors: against the exact value, or, where none was given, against the estimate on twice as many panels.
        orders: log2 of the ratio of each error to the next, while both stand clear of rounding.
        order: the last of them; None where there are none.
        evidence: whether `order` is what the rule promises, or better.
    """

    panels: tuple[int, ...]
    errors: tuple[float, ...]
    orders: tuple[float, ...]
    order: float | None
    evidence: Evidence

    def __repr__(self) -> str:
        return f"MeasuredOrder({self.evidence})"

    def _repr_html_(self) -> str:
        rows = zip_longest(self.panels, self.errors, self.orders, fillvalue="")
        return table(str(self.evidence), ("panels", "error", "order"), rows)


def measured_order(
    rule: Composite,
    f: Integrand,
    a: float,
    b: float,
    exact: float | None = None,
    panels: int = 4,
    halvings: int = 6,
) -> MeasuredOrder:
    """Return the order of `rule` on the integral of `f` from `a` to `b`, measured over `halvings`.

    Less than the rule promises, by more than a tenth, is refuted: its condition on `f` fails. An error that drops to
    rounding before two halvings are done is unknown: the rule is exact for such an `f`.

    Raises:
        OutsideDomain, ShapeMismatch: as for a call of `rule`.

    Source: Davis and Rabinowitz, Methods of Numerical Integration (2nd ed.), section 7.2.

    >>> from calcref.quadrature import trapezoid
    >>> found = measured_order(trapezoid, np.exp, 0, 1, exact=np.e - 1)
    >>> round(found.order, 2), found.evidence.verdict
    (2.0, 'agrees')
    """
    if exact is not None and not is_finite(exact):
        raise OutsideDomain(f"the exact value must be a finite number, or None; found {exact!r:.60}")
    trace = refine(rule, f, a, b, panels, halvings)
    values = np.array(trace.values)
    errors = np.abs(values - exact) if exact is not None else np.abs(np.diff(values))
    floor = _ROUNDING * max(float(np.max(np.abs(values))), float(np.finfo(np.float64).tiny))
    clear = np.minimum.accumulate(errors > floor)
    orders = tuple(float(np.log2(one / other)) for one, other in zip(errors[clear], errors[clear][1:], strict=False))
    order = orders[-1] if len(orders) >= 2 else None
    return MeasuredOrder(
        trace.iterates[: len(errors)], tuple(map(float, errors)), orders, order, _judge(rule, order, len(orders))
    )


def _judge(rule: Composite, order: float | None, halvings: int) -> Evidence:
    if order is None:
        return Evidence("unknown", f"{rule.name}: the error is at rounding level too soon to measure its order")
    verdict: Verdict = "agrees" if order >= rule.order - 0.1 else "refuted"
    how = f"{rule.name}: measured order {order:.2f} over {halvings} halvings against {rule.order} promised"
    return Evidence(verdict, how, halvings, max(0.0, 1 - order / rule.order))
