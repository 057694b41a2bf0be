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
)
from calcref.core.evidence import Evidence
from calcref.core.records import Derivation, Rule, Step
from calcref.differentiation import differentiate
from calcref.integration import integrate
from calcref.minimization import minimize
from calcref.parse import parse

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
    "__version__",
    "catalogue",
    "differentiate",
    "integrate",
    "minimize",
    "parse",
]
