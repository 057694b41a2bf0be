"""Where a long run stands: one line on a terminal, and nothing elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TextIO

PATIENCE, PAUSE = 1.0, 0.1  # seconds until a run counts as long, and between two looks
WIDTH = 30
CLEAR = "\r\x1b[K"


class Progress:
    """A bar of `steps` steps on standard error, once a run has taken a second.

    >>> import io
    >>> stream = io.StringIO()  # no terminal
    >>> Progress(10, stream).tell(5, 0.25)
    >>> stream.getvalue()
    ''
    """

    def __init__(self, steps: int, stream: TextIO | None = None) -> None:
        self._steps, self._stream = steps, sys.stderr if stream is None else stream
        self._on = bool(self._stream is not None and self._stream.isatty())
        self._next, self._drawn = time.monotonic() + PATIENCE, False

    def tell(self, step: int, value: float) -> None:
        """Say that `step` steps are done, with a value of the function."""
        if not self._on or time.monotonic() < self._next:
            return
        done = WIDTH * step // self._steps
        bar = "#" * done + "." * (WIDTH - done)
        self._write(f"{CLEAR}[{bar}] step {step:,} of at most {self._steps:,}, value {value:.6g}")
        self._next, self._drawn = time.monotonic() + PAUSE, True

    def end(self) -> None:
        """Leave the line empty."""
        if self._drawn:
            self._write(CLEAR)

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
