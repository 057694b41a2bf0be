"""A block of a page, run again with what a reader made of it: what it prints, as the page shows that.

Here alone does the library run what somebody typed. It happens in a browser, in the reader's own Python, and never for
what stands in a link.
"""

from __future__ import annotations

import ast
import io
import traceback
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any

from calcref.core.records import Derivation
from calcref.judging.result import Judgement
from calcref.playground import printed
from calcref.playground.markup import with_breaks
from calcref.playground.said import Data

MOST = 500_000  # characters that are printed
HERE = "<block>"
ELSEWHERE = (
    "this Python has calcref's symbolic half, SymPy and the standard library; what needs more runs in a notebook"
)
RENDERERS = ((Derivation, "to_html"), (Derivation, "to_markdown"), (Judgement, "to_html"))


def cell(code: str, before: Sequence[str], prints: str) -> Data:
    r"""What `code` prints after the blocks `before` it have run: as text, or as the HTML of the page.

    What those do no more than print is left out: it takes its time, and nobody would see it.
    An error is told beside what was printed before it, with its line; `above` says that it is one of the blocks before.

    >>> cell("print(2 * x)", ["x = 21"], "text")
    {'text': '42\n'}
    >>> cell("x = 1\nprint(1 / 0)", [], "text")
    {'text': '', 'error': 'ZeroDivisionError: division by zero', 'line': 2}
    >>> cell("print('<b>|x|</b>')", [], "markdown")
    {'html': '<p>&lt;b&gt;|x|&lt;/b&gt;</p>'}
    """
    variables: dict[str, Any] = {"__name__": "__main__"}
    for block in before:
        _, _, error = _run(_less_prints(block), variables)
        if error:
            return {"text": "", **error, "above": True}
    text, made, error = _run(code, variables)
    shown = {"text": text} if prints == "text" else {"html": _as_page(text, made)}
    return shown | error


class _Printed(io.StringIO):
    """Keeps what is printed, up to a length."""

    def write(self, text: str) -> int:
        super().write(text[: max(0, MOST - self.tell())])
        return len(text)


def _less_prints(block: str) -> str | ast.Module:
    try:
        tree = ast.parse(block)
    except (SyntaxError, ValueError):
        return block  # which tells what is wrong when it runs
    return ast.Module([it for it in tree.body if not _prints(it)], [])


def _prints(statement: ast.stmt) -> bool:
    match statement:
        case ast.Expr(ast.Call(ast.Name("print"))):
            return not any(isinstance(it, ast.NamedExpr) for it in ast.walk(statement))
    return False


def _run(code: str | ast.Module, variables: dict[str, Any]) -> tuple[str, dict[str, str], Data]:
    """What is printed, the HTML for those parts of it that are derivations and judgements, and what went wrong."""
    said = _Printed()
    error: Data = {}
    with _noted() as made, redirect_stdout(said), redirect_stderr(said), warnings.catch_warnings():
        warnings.simplefilter("always")
        try:
            exec(compile(code, HERE, "exec", dont_inherit=True, optimize=0), variables)
        except (Exception, SystemExit, KeyboardInterrupt) as raised:
            error = _told(raised)
    if said.tell() >= MOST and not error:
        error = {"error": f"only the first {MOST} characters of what is printed are shown"}
    return said.getvalue(), made, error


@contextmanager
def _noted() -> Iterator[dict[str, str]]:
    """The HTML of each text that a renderer of ours has made meanwhile."""
    made: dict[str, str] = {}
    kept = [(kind, name, getattr(kind, name)) for kind, name in RENDERERS]
    as_html = {kind: render for kind, name, render in kept if name == "to_html"}

    def noting(kind: Any, render: Any) -> Any:
        def noted(self: Any, *given: Any, **named: Any) -> str:
            text: str = render(self, *given, **named)
            made[text.strip()] = with_breaks(text if render is as_html[kind] else as_html[kind](self))
            return text

        return noted

    try:
        for kind, name, render in kept:
            setattr(kind, name, noting(kind, render))
        yield made
    finally:
        for kind, name, render in kept:
            setattr(kind, name, render)


def _as_page(text: str, made: dict[str, str]) -> str:
    text = text.replace("\x1a", "")
    marks = dict(enumerate(made.values()))
    for number, written in enumerate(made):
        text = text.replace(written, f"\n\n\x1a{number}\x1a\n\n")
    return printed.to_html(text, marks)


def _told(error: BaseException) -> Data:
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == HERE]
    if isinstance(error, SyntaxError) and error.filename == HERE:
        said, lines = error.msg, [error.lineno]
    else:
        said = str(error)
    told = f"{type(error).__name__}: {said}" if said else type(error).__name__
    if isinstance(error, ModuleNotFoundError):
        told += f" ({ELSEWHERE})"
    return {"error": told} | ({"line": lines[-1]} if lines and lines[-1] else {})
