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
from calcref.parse import parse
from calcref.verbs.differentiate import differentiate
from calcref.verbs.integrate import integrate
from calcref.verbs.minimize import minimize

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
