"""A bar on a terminal, and a few plain lines elsewhere, on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, TypeVar

T = TypeVar("T")
WIDTH = 24  # cells of the bar
EVERY = 0.1  # seconds between two drawings
LINES = 8  # about so many plain lines


def progress(items: Iterable[T], total: int, said: Callable[[T], str], stream: TextIO | None = None) -> Iterator[T]:
    """Yield the items, and say after each how far they have come; `said` is what to say about the last one.

    >>> import io
    >>> out = io.StringIO()
    >>> list(progress([1, 2], 2, str, out)), out.getvalue()
    ([1, 2], '1/2  1\\n2/2  2\\n')
    """
    out = sys.stderr if stream is None else stream
    bar, drawn = out.isatty(), 0.0
    for done, item in enumerate(items, 1):
        yield item
        last = done == total
        if bar and (last or time.monotonic() - drawn >= EVERY):
            full = WIDTH * done // total
            out.write(f"\r{'█' * full}{'░' * (WIDTH - full)} {done}/{total}  {said(item)}\x1b[K{chr(10) * last}")
            out.flush()
            drawn = time.monotonic()
        elif not bar and (last or done % max(1, total // LINES) == 0):
            out.write(f"{done}/{total}  {said(item)}\n")
