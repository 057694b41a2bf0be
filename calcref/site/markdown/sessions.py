"""Blocks of Python run in the sessions of one page; what a block printed is remembered under its content.

A remembered block does not run, as long as what it followed from in the library is as it was. When a later block of
its session has to run, the blocks before it run first.
"""

from __future__ import annotations

import io
import json
import sys
import threading
import traceback
import warnings
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from calcref.site.markdown.follows import Follows, Library
from calcref.site.markdown.keep import keep
from calcref.site.markdown.seen import RECORDS, Checked, seeing, watch
from calcref.site.typed.comments import false_comments

_one_at_a_time = threading.Lock()  # standard output belongs to the whole process


class BlockError(Exception):
    """A block that did not run to its end, or said nothing; `line` counts in the block, from 1."""

    def __init__(self, message: str, line: int | None = None) -> None:
        self.line = line
        super().__init__(message)


@dataclass(frozen=True)
class Block:
    """A piece of Python, its name, and the file that it reads where it reads one."""

    name: str
    code: str
    reads: str = ""

    @property
    def content(self) -> list[str]:
        """All that the block's output follows from, beyond the blocks before it and the library."""
        return [self.code, sha256(Path(self.reads).read_bytes()).hexdigest() if self.reads else ""]


@dataclass(frozen=True)
class Known:
    """What a block prints, and what was checked while it ran."""

    output: str
    checked: Checked


@dataclass
class Session:
    """Blocks that share their variables, on one page, for one build.

    Args:
        folder: where outputs are remembered.
        library: as it is now.
        follows: tells what they followed from so far; where nobody can tell, it is the whole library.
    """

    folder: Path
    library: Library = field(default_factory=lambda: Library.now())
    follows: Callable[[], Follows] | None = None
    variables: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})
    seen: list[list[str]] = field(default_factory=list)
    waiting: list[Block] = field(default_factory=list)

    def output(self, block: Block) -> str:
        """What `block` prints: remembered, or found out now.

        Raises:
            BlockError: the block raised, or printed nothing.
        """
        if (known := self.remembered(block)) is not None:
            return known.output
        if self.follows is None:  # nobody else watches, and it follows from the whole library as it is
            watch(import_module(RECORDS).Derivation)
        while self.waiting:
            ready = self.waiting.pop(0)
            printed, checked = _run(ready, self.variables)
        if not printed.strip():
            raise BlockError("prints nothing")
        follows = self.follows() if self.follows else self.library.everything
        keep(self._kept(), json.dumps({"follows": follows, "output": printed, "checked": checked}))
        return printed

    def remembered(self, block: Block) -> Known | None:
        """What is known of `block`, the next one, or None."""
        self.seen.append(block.content)
        self.waiting.append(block)
        if not self._kept().is_file():
            return None
        record = json.loads(self._kept().read_text("utf-8"))
        return Known(record["output"], record["checked"]) if self.library.gives(record["follows"]) else None

    def _kept(self) -> Path:
        whole = json.dumps([versions(), self.library.ground, self.seen])
        return self.folder / f"{sha256(whole.encode()).hexdigest()}.json"


def made_by() -> str:
    """The library as it is on disk now, Python, and everything installed: what outputs follow from beside the pages."""
    return f"{Library.now().whole} {versions()}"


@cache
def versions() -> str:
    """Python's version and that of everything installed, in one line."""
    found = {f"{it.name}=={it.version}" for it in distributions() if it.name != "calcref"}
    return " ".join([sys.version, *sorted(found)])


def _run(block: Block, variables: dict[str, Any]) -> tuple[str, Checked]:
    printed = io.StringIO()
    with _one_at_a_time, warnings.catch_warnings(), redirect_stdout(printed), seeing() as seen:
        warnings.simplefilter("error")
        try:
            exec(compile(block.code, f"<block {block.name}>", "exec", dont_inherit=True), variables)
            checked = seen.checked()
        except Exception as error:
            raise BlockError(*_told(error, block)) from error
        for line, fault in false_comments(block.code, variables):
            raise BlockError(f"the comment is false: {fault}", line)
    return printed.getvalue(), checked


def _told(error: Exception, block: Block) -> tuple[str, int | None]:
    if isinstance(error, SyntaxError) and error.filename == f"<block {block.name}>":
        return f"SyntaxError: {error.msg}", error.lineno
    message = "".join(traceback.format_exception_only(error)).strip()
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == f"<block {block.name}>"]
    return message, lines[-1] if lines else None
