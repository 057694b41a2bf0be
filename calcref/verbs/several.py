"""What the verbs for several variables have in common: what they are given, read once, and partial derivatives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp

from calcref.core.conditions import WALKABLE, value_at
from calcref.core.errors import CalcrefError, OutsideDomain
from calcref.core.expr import raw, substitute, symbols_of, tree_size, varies
from calcref.core.questions import Diff
from calcref.core.records import Derivation
from calcref.core.several import MOST, Vector
from calcref.core.simplify import standard_form
from calcref.verbs.at_point import doubts
from calcref.verbs.derived import derived
from calcref.verbs.differentiate import differentiate
from calcref.verbs.reading import expression, one_variable, shown

Variables = str | Iterable[Any] | None  # names, symbols or one of them
Place = Mapping[Any, Any] | Sequence[Any] | None


@dataclass(frozen=True)
class Asked:
    """Functions of several variables, and a place if something is asked about one."""

    functions: tuple[sp.Expr, ...]
    variables: tuple[sp.Symbol, ...]
    place: tuple[sp.Expr, ...] | None

    @property
    def function(self) -> sp.Expr:
        """The function, where there is one."""
        return self.functions[0]

    @property
    def where(self) -> dict[sp.Symbol, sp.Expr]:
        """The place, by its variables; empty where there is none."""
        return dict(zip(self.variables, self.place or (), strict=False))

    @property
    def behind(self) -> tuple[sp.Tuple, ...]:
        """What stands behind the function in a question."""
        held = sp.Tuple(*self.variables)
        return (held,) if self.place is None else (held, sp.Tuple(*self.place))


def asked_of(functions: Any, variables: Variables, at: Place, all_occur: bool = True) -> Asked:
    """What a verb is asked about; where not `all_occur`, a variable may be one that no function holds.

    Raises:
        CalcrefError: a function, a variable or the place is not clear.
        OutsideDomain: a function has no real value at the place.

    >>> asked_of(["x^2 y"], "x, y", (1, 2)).where
    {x: 1, y: 2}
    """
    read = tuple(map(expression, functions))
    named = variables_of(read, variables, all_occur)
    found = Asked(read, named, place_of(named, at))
    if found.place is not None:
        for function in read:
            value = value_at(function, found.where)
            if value is not None and (value.is_real is False or value.has(sp.nan, sp.zoo, sp.oo, -sp.oo)):
                raise OutsideDomain(f"{shown(function)} has no real value at {said(found)}, so no derivative either")
    return found


def one_function(given: Any, verb: str) -> list[Any]:
    """The one function that a verb is given, as a list.

    Raises:
        CalcrefError: there are several.
    """
    if isinstance(given, (list, tuple, Vector, sp.Tuple, sp.MatrixBase)):
        raise CalcrefError(f"{verb} takes one function, and found several; ask for the jacobian of those")
    return [given]


def variables_of(functions: Sequence[sp.Expr], given: Variables, all_occur: bool = True) -> tuple[sp.Symbol, ...]:
    """The variables that are meant, in the order that they are given in; all letters by name where none is given.

    Raises:
        CalcrefError: one is none, is named twice, or, where they must `all_occur`, is not in what is differentiated.
    """
    together = raw(Vector, *functions)
    letters = sorted(symbols_of(together), key=lambda symbol: symbol.name)
    if given is None:
        names: list[Any] = [symbol.name for symbol in letters]
    elif isinstance(given, str):
        names = [*given.replace(",", " ").split()]
    elif isinstance(given, sp.Symbol):
        names = [given]
    else:
        try:
            names = list(given)
        except TypeError:
            raise CalcrefError(f"variables are names, as in 'x, y'; found {type(given).__name__}") from None
    found = [one_variable(together, name) for name in names]
    held = ", ".join(symbol.name for symbol in letters) or "no letter"
    if not found:
        raise CalcrefError(f"no variable was named, and {shown(together)} holds {held}; name one, as in 'x, y'")
    for k, var in enumerate(found):
        if var in found[:k]:
            raise CalcrefError(f"the variable {var} is named twice; name each variable once")
        if all_occur and not varies(together, var):
            raise CalcrefError(
                f"{var} does not occur in {shown(together)}, which holds {held}; leave it out: every derivative in it "
                "is 0"
            )
    if max(len(found), len(functions)) > MOST:
        raise CalcrefError(
            f"{max(len(found), len(functions))} variables or functions were given, and at most {MOST} are taken; "
            "try matrix_gradient, which takes vectors of any length"
        )
    return tuple(found)


def place_of(variables: Sequence[sp.Symbol], at: Place) -> tuple[sp.Expr, ...] | None:
    """The place that is given: a value for each variable, by name or in their order.

    Raises:
        CalcrefError: a value is missing, left over, or no number.

    >>> place_of(sp.symbols("x y"), {"y": 1, "x": "1/2"})
    (1/2, 1)
    """
    if at is None:
        return None
    names = ", ".join(symbol.name for symbol in variables)
    if isinstance(at, Mapping):
        values = {str(name): value for name, value in at.items()}
        if set(values) != {symbol.name for symbol in variables}:
            raise CalcrefError(f"a place has one value for each of {names}; found {', '.join(values) or 'none'}")
        listed = [values[symbol.name] for symbol in variables]
    elif isinstance(at, (str, sp.Expr)) or not isinstance(at, Sequence):
        raise CalcrefError(f"a place is values for {names}, as in (1, 2) or {{'x': 1}}; found {at!r}")
    else:
        listed = list(at)
    if len(listed) != len(variables):
        raise CalcrefError(f"a place has one value for each of {names}; found {len(listed)}")
    found = tuple(map(expression, listed))
    for value in found:
        if value.is_number and not (value.is_real and value.is_finite):
            raise OutsideDomain(f"the place holds {shown(value)}, which is not a real number")
        if any(varies(value, var) for var in variables):
            raise CalcrefError(f"the place holds {shown(value)}, and so a variable itself; give numbers")
    return found


def said(asked: Asked) -> str:
    """The place, for a message."""
    names, values = ", ".join(map(str, asked.variables)), ", ".join(map(shown, asked.place or ()))
    return f"({names}) = ({values})"


def partial_of(function: sp.Expr, var: sp.Symbol, asked: Asked, order: int = 1) -> Derivation:
    """The derivation of a partial derivative: at the place if something is asked about one, else as a formula.

    Raises:
        OutsideDomain: there is none at the place.
    """
    return partial(function, var, order) if asked.place is None else partial_at(function, var, asked, order)


def partial(function: sp.Expr, var: sp.Symbol, order: int = 1) -> Derivation:
    """The derivation of a partial derivative as a formula."""
    question = function
    for _ in range(order):
        question = raw(Diff, question, var)
    return derived(question)


def partial_at(function: sp.Expr, var: sp.Symbol, asked: Asked, order: int = 1) -> Derivation:
    """The derivation of a partial derivative at the place: of the function with all other variables put in.

    Raises:
        OutsideDomain: there is none.
    """
    section = held_still(function, var, asked)
    try:
        return differentiate(section, var, order=order, at=asked.where[var])
    except OutsideDomain as error:
        times = f" of order {order}" if order > 1 else ""
        raise OutsideDomain(
            f"{shown(function)} has no partial derivative{times} in {var} at {said(asked)}: {error}", error.generalized
        ) from error


def held_still(function: sp.Expr, var: sp.Symbol, asked: Asked) -> sp.Expr:
    """`function` of one variable, with the others where the place has them."""
    section = substitute(function, {other: value for other, value in asked.where.items() if other != var})
    return standard_form(section) if tree_size(section) <= WALKABLE else section


def is_smooth(parts: Iterable[Derivation], asked: Asked) -> bool:
    """Whether every condition of every step holds at the place, so that the formulas hold all around it."""
    return not any(list(doubts(part, asked.where)) for part in parts)
