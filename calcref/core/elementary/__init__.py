"""The table of elementary functions: a row each, in files by family.

A row is all that is known of a function: how it is typed and printed, where it breaks, which values it has and where,
its slope. It gives a rule of differentiation, a link of the chain rule, a line of the cheat sheet and tests. To add a
function, add a row (and its head to `functions.py` if SymPy has none).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import sympy as sp

from calcref.core.elementary.activations import ACTIVATIONS
from calcref.core.elementary.circular import CIRCULAR
from calcref.core.elementary.exponential import EXPONENTIAL
from calcref.core.elementary.hyperbolic import HYPERBOLIC
from calcref.core.elementary.integrals import INTEGRALS
from calcref.core.elementary.inverse_circular import INVERSE_CIRCULAR
from calcref.core.elementary.inverse_hyperbolic import INVERSE_HYPERBOLIC
from calcref.core.elementary.kinked import KINKED
from calcref.core.elementary.others import OTHERS
from calcref.core.elementary.special import SPECIAL
from calcref.core.row import Elementary, FunctionRecord, Parameters

ELEMENTARY: tuple[Elementary, ...] = (
    *EXPONENTIAL,  # the two that everything else leans on, and other bases
    *CIRCULAR,
    *INVERSE_CIRCULAR,
    *HYPERBOLIC,
    *INVERSE_HYPERBOLIC,
    *KINKED,
    *ACTIVATIONS,
    *INTEGRALS,
    *SPECIAL,
)

RECORDS: tuple[FunctionRecord, ...] = (*ELEMENTARY, *OTHERS)
RECORD_OF: Mapping[type[sp.Basic], FunctionRecord] = MappingProxyType(
    {record.head: record for record in RECORDS if record.head is not sp.Pow}  # powers are algebra, and no one function
)

_BY_HEAD: dict[type[sp.Basic], tuple[Elementary, ...]] = {
    head: tuple(row for row in ELEMENTARY if row.head is head) for head in {row.head for row in ELEMENTARY}
}


def find(expr: sp.Expr, var: sp.Symbol) -> tuple[Elementary, sp.Expr, Parameters] | None:
    """The row that `expr` belongs to, its argument and its parameters; None where it belongs to none.

    >>> x = sp.Symbol("x", real=True)
    >>> row, argument, parameters = find(2 ** (3 * x), x)
    >>> row.id, argument, parameters
    ('general-exponential', 3*x, {'a': 2})
    """
    for row in _BY_HEAD.get(type(expr), ()):
        found = row.read(expr, var)
        if found is not None:
            return row, *found
    return None
