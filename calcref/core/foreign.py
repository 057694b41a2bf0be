"""What SymPy may raise where it is asked about a formula that it was not made for: it has no answer then."""

from __future__ import annotations

import sympy as sp
from sympy.polys.polyerrors import BasePolynomialError

SYMPY_RAISES = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, RecursionError),
    *(TypeError, ValueError, BasePolynomialError, sp.PoleError),
)
