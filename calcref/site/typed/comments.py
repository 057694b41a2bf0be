"""Values that are typed as comments beside code, `mean(x)  # 0.25`: compared with what the code gives."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

VALUE = re.compile(r"# (-?\d[\d./e-]*|True|False|None|[\[(].*[\])]|'[^']*')(?:, .*)?")


def false_comments(code: str, variables: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """The line and the fault of every comment that gives a value which its line does not have.

    `variables` are those that `code` left behind: what a later line changed is not looked at.

    >>> list(false_comments("1 + 1  # 3", {}))
    [(1, '1 + 1 is 2, not 3')]
    """
    lines = code.splitlines()
    body = ast.parse(code).body
    stored = [it.id for it in ast.walk(ast.parse(code)) if isinstance(it, ast.Name) and isinstance(it.ctx, ast.Store)]
    for statement in body:
        found = re.search(r"  " + VALUE.pattern + r"$", lines[(statement.end_lineno or 1) - 1])
        source = _looked_at(statement, stored)
        if not (found and source):
            continue
        value = eval(compile(source, "<comment>", "eval"), variables)
        if not _is(value, found[1]):
            yield statement.lineno, f"{source} is {value!r}, not {found[1]}"


def _looked_at(statement: ast.stmt, stored: list[str]) -> str:
    """The expression whose value stands beside the statement; empty where there is none that can be read again."""
    match statement:
        case ast.Expr(ast.Call(ast.Name("print"), [only], [])):
            return ast.unparse(only)
        case ast.Expr(value):
            return ast.unparse(value)
        case ast.Assign([ast.Name(name)]) if stored.count(name) == 1:
            return name
    return ""


def _is(value: Any, typed: str) -> bool:
    """Whether `typed` is how the value is written, or the value to so many digits."""
    if typed in (str(value), repr(value)):
        return True
    try:
        wanted = float(Fraction(typed))
        digits = len(typed.partition(".")[2]) if "." in typed and "e" not in typed else 12
        return abs(float(value) - wanted) <= 0.5000001 * 10.0**-digits
    except (ValueError, TypeError, ZeroDivisionError):
        return False
