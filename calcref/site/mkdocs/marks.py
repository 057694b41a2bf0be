"""A marked function says that it is called. It need say so once: after that, it runs as it was written."""

from __future__ import annotations

import dis
import gc
from collections.abc import Iterator
from types import CodeType, FunctionType

from calcref.site.markdown.parts import MARK

SAYING = {"LOAD_GLOBAL", "PUSH_NULL", "LOAD_CONST", "PRECALL", "CALL", "CACHE"}


def marked_functions() -> dict[str, list[FunctionType]]:
    """The functions of this process that say their names, by these."""
    found: dict[str, list[FunctionType]] = {}
    for it in gc.get_objects():
        if type(it) is FunctionType and MARK in it.__code__.co_names:
            saying = list(_saying(it.__code__))
            if saying[-1:] and saying[-1].opname == "POP_TOP":  # a lambda's is part of what it gives
                found.setdefault(next(part.argval for part in saying if part.opname == "LOAD_CONST"), []).append(it)
    return found


def unmark(function: FunctionType) -> None:
    """From its next call on, `function` says nothing."""
    code = function.__code__
    saying = list(_saying(code))
    start, end = saying[0].offset, saying[-1].offset + 2
    nothing = bytes([dis.opmap["NOP"], 0]) * ((end - start) // 2)
    function.__code__ = code.replace(co_code=code.co_code[:start] + nothing + code.co_code[end:])


def _saying(code: CodeType) -> Iterator[dis.Instruction]:
    """The instructions that say its name, and the one after them."""
    began = False
    for it in dis.get_instructions(code):
        began |= it.opname == "LOAD_GLOBAL" and it.argval == MARK
        if began:
            yield it
            if it.opname not in SAYING:
                return
