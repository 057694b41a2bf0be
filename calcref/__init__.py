"""calcref: calculus for machine learning, executed.

Every rule is a named object, every derivation a tree of named steps, and each step is checked by something
independent.

>>> from calcref import differentiate
>>> derivation = differentiate("x^2 sin(x)")
>>> derivation.answer
x**2*cos(x) + 2*x*sin(x)
>>> derivation.check().verdict
'proved'
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calcref.catalogue import catalogue
    from calcref.core.errors import (
        BudgetExceeded,
        CalcrefError,
        CheckFailed,
        DidNotConverge,
        Divergent,
        NoRuleApplies,
        OutsideDomain,
        ParseError,
        ShapeMismatch,
        Undecided,
        Untraceable,
    )
    from calcref.core.evidence import Evidence
    from calcref.core.records import Derivation, Rule, Step
    from calcref.parse import parse
    from calcref.verbs.ask import ask
    from calcref.verbs.backward_pass import backward_pass
    from calcref.verbs.check_answer import check_answer
    from calcref.verbs.convexity import convexity, curvature_bounds, is_convex
    from calcref.verbs.critical_points import critical_points
    from calcref.verbs.curl import curl
    from calcref.verbs.differentiate import differentiate
    from calcref.verbs.directional import directional
    from calcref.verbs.divergence import divergence
    from calcref.verbs.double_integral import double_integral
    from calcref.verbs.euler_lagrange import euler_lagrange
    from calcref.verbs.gradient import gradient
    from calcref.verbs.hessian import hessian
    from calcref.verbs.implicit import implicit
    from calcref.verbs.integrate import integrate
    from calcref.verbs.inverse import inverse
    from calcref.verbs.jacobian import jacobian
    from calcref.verbs.judge import judge
    from calcref.verbs.kkt import kkt
    from calcref.verbs.lagrange import lagrange
    from calcref.verbs.laplacian import laplacian
    from calcref.verbs.limit import limit
    from calcref.verbs.matrix_gradient import matrix_gradient
    from calcref.verbs.matrix_hessian import matrix_hessian
    from calcref.verbs.matrix_jacobian import matrix_jacobian
    from calcref.verbs.matrix_vjp import matrix_vjp
    from calcref.verbs.maximum_likelihood import maximum_likelihood
    from calcref.verbs.minimize import minimize
    from calcref.verbs.parametric import parametric
    from calcref.verbs.taylor import taylor
    from calcref.verbs.total_derivative import total_derivative

__version__ = "0.1.0"

__all__ = [
    "BudgetExceeded",
    "CalcrefError",
    "CheckFailed",
    "Derivation",
    "DidNotConverge",
    "Divergent",
    "Evidence",
    "NoRuleApplies",
    "OutsideDomain",
    "ParseError",
    "Rule",
    "ShapeMismatch",
    "Step",
    "Undecided",
    "Untraceable",
    "__version__",
    "ask",
    "backward_pass",
    "catalogue",
    "check_answer",
    "convexity",
    "critical_points",
    "curl",
    "curvature_bounds",
    "differentiate",
    "directional",
    "divergence",
    "double_integral",
    "euler_lagrange",
    "gradient",
    "hessian",
    "implicit",
    "integrate",
    "inverse",
    "is_convex",
    "jacobian",
    "judge",
    "kkt",
    "lagrange",
    "laplacian",
    "limit",
    "matrix_gradient",
    "matrix_hessian",
    "matrix_jacobian",
    "matrix_vjp",
    "maximum_likelihood",
    "minimize",
    "parametric",
    "parse",
    "taylor",
    "total_derivative",
]

# Where each name lives: it is imported when it is asked for, so that the command line answers --help at once.
_HOMES = {
    "BudgetExceeded": "core.errors",
    "CalcrefError": "core.errors",
    "CheckFailed": "core.errors",
    "Derivation": "core.records",
    "DidNotConverge": "core.errors",
    "Divergent": "core.errors",
    "Evidence": "core.evidence",
    "NoRuleApplies": "core.errors",
    "OutsideDomain": "core.errors",
    "ParseError": "core.errors",
    "Rule": "core.records",
    "ShapeMismatch": "core.errors",
    "Step": "core.records",
    "Undecided": "core.errors",
    "Untraceable": "core.errors",
    "ask": "verbs.ask",
    "backward_pass": "verbs.backward_pass",
    "catalogue": "catalogue",
    "check_answer": "verbs.check_answer",
    "convexity": "verbs.convexity",
    "critical_points": "verbs.critical_points",
    "curl": "verbs.curl",
    "curvature_bounds": "verbs.convexity",
    "differentiate": "verbs.differentiate",
    "directional": "verbs.directional",
    "divergence": "verbs.divergence",
    "double_integral": "verbs.double_integral",
    "euler_lagrange": "verbs.euler_lagrange",
    "gradient": "verbs.gradient",
    "hessian": "verbs.hessian",
    "implicit": "verbs.implicit",
    "integrate": "verbs.integrate",
    "inverse": "verbs.inverse",
    "is_convex": "verbs.convexity",
    "jacobian": "verbs.jacobian",
    "judge": "verbs.judge",
    "kkt": "verbs.kkt",
    "lagrange": "verbs.lagrange",
    "laplacian": "verbs.laplacian",
    "limit": "verbs.limit",
    "matrix_gradient": "verbs.matrix_gradient",
    "matrix_hessian": "verbs.matrix_hessian",
    "matrix_jacobian": "verbs.matrix_jacobian",
    "matrix_vjp": "verbs.matrix_vjp",
    "maximum_likelihood": "verbs.maximum_likelihood",
    "minimize": "verbs.minimize",
    "parametric": "verbs.parametric",
    "parse": "parse",
    "taylor": "verbs.taylor",
    "total_derivative": "verbs.total_derivative",
}


class _Package(ModuleType):
    """The package, whose names keep their meaning beside modules of the same name (`parse`, `catalogue`)."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package

if not TYPE_CHECKING:  # a type checker reads the imports above, and complains of every other name

    def __getattr__(name: str) -> object:
        if name in _HOMES:
            value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        else:
            value = _module(f"{__name__}.{name}")
        globals()[name] = value
        return value

    def _module(name: str) -> ModuleType:
        """A package of the library, imported: `calcref.autodiff` needs no import of its own."""
        try:
            return import_module(name)
        except ModuleNotFoundError as error:
            if error.name != name:
                raise
            raise AttributeError(f"module {__name__!r} has no attribute {name.rpartition('.')[2]!r}") from None

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
