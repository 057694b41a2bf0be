"""Places where a function of one number has no derivative, and what it has instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from calcref.core.about import Facts, Formula, Typed


@dataclass(frozen=True, slots=True)
class Kink:
    """A place where a convex function has no derivative; its subdifferential there is the interval [lower, upper]."""

    at: float
    lower: float
    upper: float


def slope_domain(variable: str, kinks: Iterable[Kink]) -> tuple[str, ...]:
    """Where a function of one number holds, and where its slope does.

    >>> slope_domain("r", [Kink(0, -1, 1)])
    ('every real $r$', 'its slope, where $r \\\\neq 0$')
    """
    at = ", ".join(f"{kink.at:g}" for kink in kinks)
    return f"every real ${variable}$", *((rf"its slope, where ${variable} \neq {at}$",) if at else ())


def slope_facts(
    expression: str,
    variable: str,
    derivative: str,
    kinks: Iterable[Kink] = (),
    parameters: Iterable[tuple[str, float]] = (),
) -> Facts:
    """What a card says of one term: its derivative, and what stands in its place at a kink."""
    slope = Formula.of(rf"\frac{{d}}{{d{variable}}}\left[", Typed(expression), r"\right] = ", Typed(derivative))
    given = [Formula.of(Typed(name), f" = {value:g}") for name, value in parameters]
    where = (" (for ", *(part for it in given for part in (it, ", "))) if given else ()
    at_kinks = tuple(
        (
            f"every number of $[{kink.lower:g}, {kink.upper:g}]$ at ${variable} = {kink.at:g}$",
            *((*where[:-1], ")") if where else ()),
        )
        for kink in kinks
    )
    return ("Slope", ((slope,),)), ("Subgradients", at_kinks)
