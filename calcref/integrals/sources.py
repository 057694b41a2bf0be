"""Books that the rules of integration are taken from."""

from __future__ import annotations

from calcref.core.elementary import DLMF, SPIVAK
from calcref.core.records import Argument, Source


def spivak(where: str) -> Source:
    """A place in Spivak's Calculus."""
    return Source(SPIVAK, where)


def dlmf(where: str) -> Source:
    """A place in the Digital Library of Mathematical Functions."""
    return Source(DLMF, where)


def by_differentiating(source: Source) -> Argument:
    """The proof of every line of a table of integrals."""
    return Argument("Differentiate the right-hand side: the integrand comes back.", source)
