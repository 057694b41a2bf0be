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


def magnus(where: str) -> Source:
    """A place in Magnus and Neudecker's book on matrix differentials."""
    return Source("J. R. Magnus and H. Neudecker, Matrix Differential Calculus, 3rd edition", where)


def giles(where: str) -> Source:
    """A place in Giles's collection of matrix derivatives for automatic differentiation."""
    return Source("M. B. Giles, An extended collection of matrix derivative results, 2008", where)


def murray(where: str) -> Source:
    """A place in Murray's article on the Cholesky decomposition."""
    return Source("I. Murray, Differentiation of the Cholesky decomposition, 2016", where)


def vaswani(where: str) -> Source:
    """A place in the article on the transformer."""
    return Source("A. Vaswani et al., Attention Is All You Need, 2017, arXiv:1706.03762", where)


def ioffe(where: str) -> Source:
    """A place in the article on batch normalization."""
    return Source("S. Ioffe and C. Szegedy, Batch Normalization, 2015, arXiv:1502.03167", where)
