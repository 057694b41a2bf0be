"""What names mean: variables, constants and the functions that the grammar knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import sympy as sp

from calcref.core.elementary import RECORDS
from calcref.core.row import FunctionRecord

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
        latex: its name in LaTeX, or a template in which `#` stands for the argument.
        at: its value in an mpmath context; not real, or an error of mpmath, where it has none.
        steep: whether a constant argument must be of moderate size.
        several: whether it takes two or more arguments.
    """

    build: Callable[..., sp.Expr]
    latex: str
    at: Callable[..., Any]
    steep: bool = False
    several: bool = False


def _of(record: FunctionRecord) -> Function:
    return Function(record.of, record.typeset, record.value, record.steep, record.several)


_ROWS = {name: _of(record) for record in RECORDS for name in record.names}

FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    _ROWS | {"log": replace(_ROWS["log"], latex=r"\log")}  # shown as typed; it is the natural one
)
