"""A derivation as a Jupyter notebook: Markdown cells, one for the chain of equalities and one for each step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from calcref.core.records import Derivation
from calcref.render.derivation_latex import to_latex
from calcref.render.derivation_markdown import displayed, to_markdown, told_of
from calcref.render.reading import is_large, read


def to_notebook(derivation: Derivation) -> dict[str, Any]:
    """`derivation` as the dict of a notebook (nbformat 4.5), ready for `json.dump`.

    >>> from calcref.core.engine import derive
    >>> from calcref.core.letters import x
    >>> from calcref.core.questions import Diff
    >>> from calcref.derivatives import RULES
    >>> notebook = to_notebook(derive(Diff(x**2, x), RULES))
    >>> notebook["nbformat"], [cell["cell_type"] for cell in notebook["cells"]]
    (4, ['markdown', 'markdown'])
    """
    sources = [to_markdown(derivation)] if is_large(derivation) else list(_sources(derivation))
    return {
        "cells": [_cell(k, source) for k, source in enumerate(sources)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _cell(number: int, source: str) -> dict[str, Any]:
    return {
        "cell_type": "markdown",
        "id": f"derivation-{number}",
        "metadata": {},
        "source": source.strip("\n").splitlines(keepends=True),
    }


def _sources(derivation: Derivation) -> Iterator[str]:
    yield displayed(to_latex(derivation))
    yield from map(told_of, read(derivation))
