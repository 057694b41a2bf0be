"""Formulas as people type them: a strict grammar, in which what could be read in two ways is an error.

The text is never evaluated as code, and what is hostile in it (length, nesting, giant powers) ends in a
`ParseError` at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from calcref.parse.typed import AsTyped

if TYPE_CHECKING:
    from calcref.parse.asked_parts import Asked

__all__ = ["as_typed", "parse", "question"]


def parse(text: str) -> sp.Expr:
    r"""The expression that the text means, raw: nothing in it is evaluated except exact numbers.

    LaTeX is read, too, as it is pasted from a page. Names are real variables, juxtaposition is multiplication, `e` and
    `pi` are constants, decimals are exact, and `x^(p/q)` with q odd in lowest terms is the real root.

    >>> parse("x^2 sin(x)")
    x**2*sin(x)
    >>> parse(r"\frac{\sin^2 x}{x}")
    sin(x)**2/x
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


def question(text: str) -> Asked:
    r"""The question that `text` asks, typed or in LaTeX: the verb that answers it, and what that verb is given.

    >>> asked = question("d/dx x^2 sin(x)")
    >>> asked.verb, asked.arguments["expr"]
    ('differentiate', x**2*sin(x))
    >>> question(r"\int_0^1 x^2\,dx").arguments["upper"]
    1

    Raises:
        ParseError: the text asks nothing, or what it asks could be read in two ways; it says where.
    """
    from calcref.parse.asked import question as read_question

    return read_question(text)
