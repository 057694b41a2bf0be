"""A module in parts: its frame, which runs when it is imported, and the bodies of its functions, which run when called.

A comment is no part, and neither is the place of a line: who reads the text of a module follows from all of it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
MARK = "__ran__"


@dataclass(frozen=True)
class Parts:
    """The digests of a module: of its text, of its frame, and of the body of each outermost function."""

    text: str
    frame: str
    bodies: tuple[str, ...]


def parts(text: bytes) -> Parts:
    """The parts of a module with this text.

    >>> one, other = parts(b"a = 1\\ndef f(): return a"), parts(b"a = 1  # one\\ndef f(): return -a")
    >>> one.frame == other.frame, one.bodies == other.bodies
    (True, False)
    """
    tree = ast.parse(text)
    found = list(outermost(tree))
    bodies = tuple(digest(_body(function)) for function in found)
    generators = [any(isinstance(it, ast.Yield | ast.YieldFrom) for it in ast.walk(function)) for function in found]
    for function in found:
        if isinstance(function, ast.Lambda):
            function.body = ast.Constant(None)
        else:
            function.body = function.body[: _start(function)]
    return Parts(digest(text), digest(f"{generators}{ast.dump(tree)}"), bodies)


def marked(text: bytes, path: str, name: str) -> ast.Module:
    """The module, in which each outermost function says when it is called: `name:i`, if it is body i."""
    tree = ast.parse(text, path)
    for index, function in enumerate(outermost(tree)):
        says = ast.Call(ast.Name(MARK, ast.Load()), [ast.Constant(f"{name}:{index}")], [])
        if isinstance(function, ast.Lambda):
            function.body = ast.copy_location(ast.BoolOp(ast.Or(), [says, function.body]), function.body)
        else:
            start = _start(function)
            where = function.body[min(start, len(function.body) - 1)]
            function.body.insert(start, ast.copy_location(ast.Expr(says), where))
    return ast.fix_missing_locations(tree)


def outermost(tree: ast.AST) -> Iterator[Function]:
    """The functions that stand in no other, methods and lambdas among them, in the order of the text."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, Function):
            yield child
        else:
            yield from outermost(child)


def digest(of: bytes | str) -> str:
    """A short digest."""
    return sha256(of if isinstance(of, bytes) else of.encode()).hexdigest()[:20]


def _body(function: Function) -> str:
    if isinstance(function, ast.Lambda):
        return ast.dump(function.body)
    return ast.dump(ast.Module(function.body[_start(function) :], []))


def _start(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Where the body begins: a docstring can be read without a call, and belongs to the frame."""
    return int(ast.get_docstring(function, clean=False) is not None)
