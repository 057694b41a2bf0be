"""A question, answered: the derivation as a page shows it, and its check; then graphs, and what to take along."""

from __future__ import annotations

import json
from functools import lru_cache

from calcref.core.array_records import ArrayDerivation
from calcref.core.errors import Divergent
from calcref.core.records import Derivation
from calcref.playground.code import numpy_code
from calcref.playground.curves import curves
from calcref.playground.markup import badge, with_breaks
from calcref.playground.said import Data, told
from calcref.verbs.ask import ask


@told
def answer(text: str) -> Data:
    """The answer to `text`: its steps, what the check found, and, where there is no value, why.

    >>> found = answer("d/dx x^2")
    >>> found["verdict"], sorted(found)
    ('proved', ['evidence', 'html', 'note', 'verdict'])
    """
    derivation, note = _found(text)
    evidence = derivation.check()
    return {
        "html": with_breaks(derivation.to_html()),
        "note": note,
        "verdict": evidence.verdict,
        "evidence": badge(evidence),
    }


@told
def more(text: str) -> Data:
    """What comes after the answer to `text`: its graphs, and the answer in the forms that can be taken along.

    >>> list(more("d/dx x^2")["exports"])
    ['LaTeX', 'Markdown', 'text', 'JSON', 'notebook', 'NumPy']
    """
    derivation, _ = _found(text)
    exports = {
        "LaTeX": derivation.to_latex(),
        "Markdown": derivation.to_markdown(),
        "text": derivation.to_text(),
        "JSON": derivation.to_json(),
        "notebook": json.dumps(derivation.to_notebook(), ensure_ascii=False),
        "NumPy": _source(derivation),
    }
    drawn = None if isinstance(derivation, ArrayDerivation) else curves(derivation)
    return {"curves": drawn, "exports": {name: said for name, said in exports.items() if said is not None}}


def _source(derivation: Derivation) -> str | None:
    return derivation.to_numpy() if isinstance(derivation, ArrayDerivation) else numpy_code(derivation.answer)


def whole(text: str) -> Data:
    """The answer to `text` with all that comes after it.

    >>> sorted(whole("d/dx x^2"))
    ['curves', 'evidence', 'exports', 'html', 'note', 'verdict']
    """
    found = answer(text)
    return found if "error" in found else found | more(text)


@lru_cache(maxsize=1)  # what comes after an answer is asked for next
def _found(text: str) -> tuple[Derivation, str]:
    try:
        return ask(text), ""
    except Divergent as error:  # that there is no value is an answer, too
        if error.derivation is None:
            raise
        return error.derivation, str(error)
