"""A question, answered: the derivation as a page shows it, what its check found, graphs, and what to take along."""

from __future__ import annotations

import json

from calcref.core.errors import Divergent
from calcref.playground.code import numpy_code
from calcref.playground.curves import curves
from calcref.playground.markup import badge, formula, with_breaks
from calcref.playground.said import Data, told
from calcref.render import latex
from calcref.verbs.ask import ask, open_question


@told
def answer(text: str) -> Data:
    """All that the playground shows of the answer to `text`.

    >>> found = answer("d/dx x^2")
    >>> found["verdict"], sorted(found["exports"])
    ('proved', ['JSON', 'LaTeX', 'Markdown', 'NumPy', 'notebook', 'text'])
    """
    asked = open_question(text)
    note = ""
    try:
        derivation = ask(text)
    except Divergent as error:  # that there is no value is an answer, too
        if error.derivation is None:
            raise
        derivation, note = error.derivation, str(error)
    evidence = derivation.check()
    exports = {
        "LaTeX": derivation.to_latex(),
        "Markdown": derivation.to_markdown(),
        "text": derivation.to_text(),
        "JSON": derivation.to_json(),
        "notebook": json.dumps(derivation.to_notebook(), ensure_ascii=False),
        "NumPy": numpy_code(derivation.answer),
    }
    return {
        "formula": formula(rf"\displaystyle {latex(asked)}"),
        "html": with_breaks(derivation.to_html()),
        "note": note,
        "verdict": evidence.verdict,
        "evidence": badge(evidence),
        "curves": curves(derivation),
        "exports": {name: said for name, said in exports.items() if said is not None},
    }
