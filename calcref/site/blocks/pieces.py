"""Pieces of a page that the library fills in: each returns Markdown, and the page's block prints it."""

from __future__ import annotations

import ast
import io
import shlex
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from inspect import getsource
from textwrap import dedent
from typing import Any

from calcref.cli import main
from calcref.core.errors import CheckFailed
from calcref.core.evidence import Evidence
from calcref.playground.markup import badge
from calcref.site.markdown.seen import see_compared


def evidence(found: Evidence) -> str:
    """What a check found, as a badge and a sentence.

    Raises:
        CheckFailed: the check refuted what the page says; the page must not be built.

    >>> print(evidence(Evidence("agrees", "at random points", 5, 2e-16)))
    <p class="cr-evidence cr-agrees"><strong>agrees</strong>
    <span>at random points; 5 points, largest relative error 2e-16</span></p>
    """
    if found.verdict == "refuted":
        raise CheckFailed(f"refuted: {found.how}", found)
    see_compared("other results", found.verdict)
    return badge(found)


def terminal(*arguments: str) -> str:
    """The command `calcref` with `arguments`, as typed, and what it prints.

    >>> print(terminal("--version"))
    ```console
    $ calcref --version
    calcref 0.1.0
    ```
    """
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        main(arguments)
    return f"```console\n$ calcref {shlex.join(arguments)}\n{said.getvalue().rstrip()}\n```"


def code(function: Callable[..., Any]) -> str:
    """The source of a function of the library, less its docstring, as a block of code: what is shown is what runs.

    >>> from calcref.plot.drawing.axes import superscript
    >>> print(code(superscript))
    ```python
    def superscript(exponent: int) -> str:
        return str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    ```
    """
    lines = dedent(getsource(function)).splitlines()
    first = ast.parse("\n".join(lines)).body[0]
    if isinstance(first, ast.FunctionDef) and ast.get_docstring(first) is not None:
        del lines[first.body[0].lineno - 1 : first.body[0].end_lineno]
    return "\n".join(["```python", *(line.partition("  # type: ")[0] for line in lines), "```"])
