"""What names mean: variables, constants and the functions that the grammar knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import sympy as sp

from calcref.core.elementary import RECORD_OF, RECORDS
from calcref.core.expr import apply
from calcref.core.functions import softmax
from calcref.core.indexed import Indexed, IndexedProduct, IndexedSum
from calcref.core.row import ONE, SEVERAL, FunctionRecord

_FIRST = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu"
_SECOND = "nu xi rho sigma tau upsilon phi chi psi omega"
_UPPER = "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
GREEK = tuple(f"{_FIRST} {_SECOND} {_UPPER}".split())

LETTERS: Mapping[str, str] = MappingProxyType(
    dict(zip("αβγδεζηθικλμνξρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ", GREEK, strict=True))
    | {"ϵ": "epsilon", "ϑ": "theta", "ϕ": "phi", "ϱ": "rho", "µ": "mu"}
    | {"√": "sqrt", "∛": "cbrt", "π": "pi"}
)


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the grammar.

    Args:
        build: its raw expression, from those of its arguments.
        latex: its name in LaTeX, or a template in which `#` stands for the argument, or `#1` and `#2` for two.
        at: its value in an mpmath context; not real, or an error of mpmath, where it has none.
        steep: whether a constant argument must be of moderate size.
        takes: how many arguments it may be given.
    """

    build: Callable[..., sp.Expr]
    latex: str
    at: Callable[..., Any]
    steep: bool = False
    takes: range = ONE


def _of(record: FunctionRecord) -> Function:
    return Function(record.typed or record.of, record.typeset, record.value, record.steep, record.takes)


def _share(k: int) -> Function:
    """The k-th entry of a softmax."""
    takes = range(max(2, k), SEVERAL.stop)
    return replace(
        _of(RECORD_OF[softmax]),
        build=lambda *u: apply(softmax, sp.Integer(k), *u),
        latex=rf"\operatorname{{softmax}}_{{{k}}}",
        at=lambda mp, *u: 1 / mp.fsum(mp.exp(other - u[k - 1]) for other in u),
        takes=takes,
    )


def _between(u: sp.Expr, low: sp.Expr, high: sp.Expr) -> sp.Expr:
    """`u`, but `low` where it is less, and `high` where it is more."""
    return apply(sp.Min, apply(sp.Max, u, low), high)


_ROWS = {name: _of(record) for record in RECORDS for name in record.names}
_SHOWN_AS_TYPED = {
    "log": replace(_ROWS["log"], latex=r"\log"),  # it is the natural one
    "clip": Function(
        _between, r"\operatorname{clip}", lambda mp, u, low, high: min(max(u, low), high), takes=range(3, 4)
    ),
    "hardtanh": Function(
        lambda u: _between(u, sp.S.NegativeOne, sp.S.One),
        r"\operatorname{hardtanh}",
        lambda mp, u: min(max(u, -mp.one), mp.one),
    ),
}
_SHARES = {f"softmax_{k}": _share(k) for k in range(1, 10)}

FUNCTIONS: Mapping[str, Function] = MappingProxyType(_ROWS | _SHOWN_AS_TYPED | _SHARES)
LETTERS_TOO = frozenset({"gamma", "beta"})  # names of functions that are letters as well
INDEXED: Mapping[str, type[Indexed]] = MappingProxyType({"sum": IndexedSum, "prod": IndexedProduct})
NOT_GIVEN = ("f", "g", "h")  # before a parenthesis these are functions of which nothing is known


def not_given(name: str) -> Function:
    """A function of one argument of which nothing is known, of this name.

    >>> not_given("f").build(sp.Symbol("x", real=True))
    f(x)
    """
    return Function(sp.Function(name), name, lambda mp, u: mp.nan)
