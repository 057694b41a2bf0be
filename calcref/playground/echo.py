"""The echo: what was understood of a text, before anything is computed."""

from __future__ import annotations

from calcref.playground.markup import formula
from calcref.playground.said import Data, told
from calcref.render import latex
from calcref.verbs.ask import open_question


@told
def echo(text: str) -> Data:
    """The question that `text` asks, as a formula.

    >>> echo("d/dx x^2")
    {'formula': '<span class="arithmatex">\\\\(\\\\displaystyle \\\\frac{d}{dx}\\\\left[x^{2}\\\\right]\\\\)</span>'}
    >>> echo("d/dx sin 2x")["readings"]
    ['d/dx (sin(2))*x', 'd/dx sin(2*x)']
    """
    return {"formula": formula(rf"\displaystyle {latex(open_question(text))}")}
