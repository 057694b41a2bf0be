"""Books that rules are taken from."""

from __future__ import annotations

from calcref.core.about import Source

DLMF = "NIST Digital Library of Mathematical Functions"
SPIVAK = "M. Spivak, Calculus, 4th edition"
GOODFELLOW = "I. Goodfellow, Y. Bengio and A. Courville, Deep Learning"


def dlmf(where: str) -> Source:
    """A place in the Digital Library of Mathematical Functions."""
    return Source(DLMF, where)


def spivak(where: str) -> Source:
    """A place in Spivak's Calculus."""
    return Source(SPIVAK, where)


def goodfellow(where: str) -> Source:
    """A place in Goodfellow, Bengio and Courville's Deep Learning."""
    return Source(GOODFELLOW, where)
