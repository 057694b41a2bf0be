"""Questions to begin with, each a link to the playground that holds it."""

from __future__ import annotations

from urllib.parse import quote

from calcref.render import latex
from calcref.render.asking import PLAYGROUND
from calcref.verbs.ask import open_question


def questions(*asked: tuple[str, str]) -> str:
    """A list of questions, by what they are examples of and what one types; each is read, and leads to its answer.

    Raises:
        ParseError: a question cannot be read.

    >>> print(questions(("a product", "d/dx x")).splitlines()[2])
    - [a product $\\frac{d}{dx}\\left[x\\right]$](https://calcref.github.io/calcref/playground/#q=d%2Fdx%20x)
    """
    lines = (f"- [{said} ${latex(open_question(text))}$]({PLAYGROUND}{quote(text, safe='')})" for said, text in asked)
    return "\n".join(['<div class="cr-questions" markdown="1">\n', *lines, "\n</div>"])
