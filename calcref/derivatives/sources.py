"""Books that the derivative rules are taken from."""

from __future__ import annotations

from calcref.core.records import Source

SPIVAK = "M. Spivak, Calculus, 4th edition"


def spivak(where: str) -> Source:
    """A place in Spivak's Calculus."""
    return Source(SPIVAK, where)
