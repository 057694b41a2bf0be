"""Where a build stands: one line on a terminal, which the next one takes the place of; nothing elsewhere."""

from __future__ import annotations

import multiprocessing
import shutil
import sys
from collections.abc import Callable
from typing import TextIO

_CLEAR = "\r\x1b[K"


class Progress:
    """How many of `total` pages, or of `what` else, were begun, counted over all processes that were forked since.

    >>> Progress(2, sys.stdout).tell("a.md")  # no terminal: nothing
    """

    def __init__(self, total: int, stream: TextIO | None = None, what: str = "page") -> None:
        self._what = what
        self._total, self._stream = total, sys.stderr if stream is None else stream
        self._begun = multiprocessing.Value("i", 0)

    def tell(self, name: str) -> None:
        """Say that the page `name` is begun."""
        with self._begun.get_lock():
            self._begun.value += 1
            number = min(self._begun.value, self._total)  # a page that failed is begun twice
        if self._stream.isatty():
            width = shutil.get_terminal_size().columns - 1
            self._write(_CLEAR + f"calcref: {self._what} {number} of {self._total}: {name}"[:width] + "\r")

    def telling(self, name: str, render: Callable[..., None]) -> Callable[..., None]:
        """`render`, which now tells of its page before it begins."""

        def told(*given: object) -> None:
            self.tell(name)
            render(*given)

        return told

    def end(self) -> None:
        """Leave the line empty."""
        if self._stream.isatty():
            self._write(_CLEAR)

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
