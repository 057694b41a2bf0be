"""A point at which two sides were compared, in words."""

from __future__ import annotations

import mpmath as mp
import sympy as sp

from calcref.core.expr import symbols_of
from calcref.judging.claims import Outcome
from calcref.verify.equality import Seen

SHOWN = 6  # digits of a value
CONSTANTS = frozenset(("C", "c", "K", "k", "C_1", "C_2", "c_1", "c_2"))  # names of what may be added to a family


def there(here: Seen) -> str:
    there = ", ".join(f"{name} = {value:.3g}" for name, value in sorted(named(here).items()))
    return f"at {there}" if there else "here"


def named(here: Seen) -> dict[str, float]:
    return {letter.name: value for letter, value in here.at.items()}


def values(here: Seen, what: str = "") -> str:
    one, other = (
        mp.nstr(value, SHOWN).removesuffix(".0") if value is not None else "none" for value in (here.left, here.right)
    )
    place = f"{there(here)} " if here.at else ""
    kind = f"the {what} are" if what else "the values are"
    return f"{place}{kind} {one} and {other}"


def wrong(here: Seen, values: str, condition: str = "") -> Outcome:
    return Outcome("wrong", values, at=named(here), left=here.left, right=here.right, condition=condition)


def untied(left: sp.Expr, right: sp.Expr) -> str:
    """What to say of sides each of which holds a letter that the other lacks, so that something is not explained."""
    one, other = ({it.name for it in symbols_of(side)} - CONSTANTS for side in (left, right))
    if not (one - other and other - one):
        return ""
    first, second = (", ".join(sorted(names)) for names in (one - other, other - one))
    return f"only the left side holds {first}, only the right one {second}, and nothing says how these are tied"
