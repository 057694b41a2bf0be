"""What a trace knows about NumPy: which function is answered by which rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from calcref.autodiff.mechanism.rule import ArrayRule


@dataclass(frozen=True, slots=True)
class Table:
    """The rules of a trace.

    Args:
        ufuncs: the rule of each universal function.
        methods: what answers `ufunc.reduce` and its like, by (ufunc, method).
        functions: what answers each other NumPy function: a rule, or a function written with such.
        constants: functions without a derivative, or with derivative 0 wherever they have one; they are computed
            on plain values and give plain values.
    """

    ufuncs: Mapping[Any, ArrayRule]
    methods: Mapping[tuple[Any, str], Callable[..., Any]]
    functions: Mapping[Callable[..., Any], Callable[..., Any]]
    constants: frozenset[Any]
