"""Formulas as people type them: a strict grammar, in which what could be read in two ways is an error.

The text is never evaluated as code, and what is hostile in it (length, nesting, giant powers) ends in a
`ParseError` at once.
"""

from __future__ import annotations

import sympy as sp

from calcref.parse.typed import AsTyped

__all__ = ["as_typed", "parse"]


def parse(text: str) -> sp.Expr:
    """The expression that the text means, raw: nothing in it is evaluated except exact numbers.

    Names are real variables, juxtaposition is multiplication, `e` and `pi` are constants, decimals are exact, and
    `x^(p/q)` with q odd in lowest terms is the real root.

    >>> parse("x^2 sin(x)")
    x**2*sin(x)
    >>> parse("0.1")
    1/10

    Raises:
        ParseError: the text is not a formula, or could be read in two ways; it says where, and offers the readings.
    """
    from calcref.parse.reader import read

    return read(text).expr


def as_typed(text: str) -> AsTyped:
    """The text and LaTeX of what was understood, in the order and grouping of the typed text.

    >>> as_typed("(x+1)²/2")
    AsTyped(text='(x + 1)^2/2', latex='\\\\frac{(x + 1)^{2}}{2}')

    Raises:
        ParseError: as in `parse`.
    """
    from calcref.parse.reader import read

    node = read(text)
    return AsTyped(node.text, node.latex)
