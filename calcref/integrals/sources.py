"""The proof of every line of a table of integrals."""

from __future__ import annotations

from calcref.core.about import Source
from calcref.core.proofs import Argument


def by_differentiating(source: Source) -> Argument:
    """The proof of every line of a table of integrals."""
    return Argument("Differentiate the right-hand side: the integrand comes back.", source)
