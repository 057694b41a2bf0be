"""What names mean: variables, constants and the functions that the grammar knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

import sympy as sp

from calcref.core.elementary import ELEMENTARY
from calcref.core.expr import apply, power
from calcref.core.functions import RealPower, gelu, relu, sigmoid, silu, softplus, step
from calcref.parse.limits import LARGEST_EXPONENT

THIRD = sp.Rational(1, 3)
SEVERAL = frozenset({"max", "min"})  # functions of two or more arguments

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
    """

    build: Callable[..., sp.Expr]
    latex: str
    at: Callable[..., Any]


def _plain(head: Any, latex: str, value: str) -> Function:
    return Function(lambda arg: apply(head, arg), latex, lambda mp, x: getattr(mp, value)(x))


def _named(head: Any, value: Callable[..., Any]) -> Function:
    return Function(lambda arg: apply(head, arg), rf"\operatorname{{{head.__name__}}}", value)


def _function(name: str, latex: str, value: Callable[..., Any] | None = None, head: Any = None) -> Function:
    head = head or getattr(sp, name)
    return Function(partial(apply, head), latex, value or (lambda mp, x: getattr(mp, name)(x)))


def _ours(head: Any, value: Callable[..., Any]) -> Function:
    return Function(partial(apply, head), rf"\operatorname{{{head.__name__}}}", value)


_ARCS = {f"a{name}": _function(f"a{name}", rf"\arc{name}") for name in ("sin", "cos", "tan")}
_NAMES = ("sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "exp", "log")

_ROWS = {
    name: _function(row.names[0], row.latex or rf"\{row.names[0]}", head=row.head)
    for row in ELEMENTARY
    for name in row.names
}

FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    _ROWS
    | {name: _function(name, rf"\{name}") for name in _NAMES}
    | _ARCS
    | {f"arc{name[1:]}": arc for name, arc in _ARCS.items()}
    | {
        "ln": _function("log", r"\ln"),
        "sqrt": Function(lambda arg: power(arg, sp.S.Half), r"\sqrt{#}", lambda mp, x: mp.sqrt(x)),
        "cbrt": Function(
            lambda arg: apply(RealPower, arg, THIRD), r"\sqrt[3]{#}", lambda mp, x: mp.sign(x) * mp.cbrt(abs(x))
        ),
        "abs": _function("Abs", r"\left|#\right|", lambda mp, x: abs(x)),
        "sign": _function("sign", r"\operatorname{sign}"),
        "erf": _function("erf", r"\operatorname{erf}"),
        "gamma": _function("gamma", r"\Gamma", lambda mp, x: mp.gamma(x) if abs(x) < LARGEST_EXPONENT else mp.inf),
        "digamma": Function(partial(apply, sp.polygamma, sp.S.Zero), r"\psi", lambda mp, x: mp.digamma(x)),
        "max": Function(partial(apply, sp.Max), r"\max", lambda mp, *args: max(args)),
        "min": Function(partial(apply, sp.Min), r"\min", lambda mp, *args: min(args)),
        "step": _ours(step, lambda mp, x: (1 + x / abs(x)) / 2),
        "relu": _ours(relu, lambda mp, x: max(x, mp.zero)),
        "sigmoid": Function(partial(apply, sigmoid), r"\sigma", lambda mp, x: 1 / (1 + mp.exp(-x))),
        "softplus": _ours(softplus, lambda mp, x: mp.log1p(mp.exp(x))),
        "gelu": _ours(gelu, lambda mp, x: x * mp.ncdf(x)),
        "silu": _ours(silu, lambda mp, x: x / (1 + mp.exp(-x))),
    }
)
