"""What the playground of the site asks of the library: text in, plain data out, and never an exception.

It runs in a browser, in Python that was compiled for it, and while the site is built, for the questions that stand on
its pages. Nothing here needs NumPy.
"""

from __future__ import annotations

from calcref.playground.answer import answer, more, whole
from calcref.playground.cell import cell
from calcref.playground.drill import drill
from calcref.playground.echo import echo
from calcref.playground.judged import judged

__all__ = ["answer", "cell", "drill", "echo", "judged", "more", "whole"]
