"""While the site is served, only an edit starts a build: bytecode that lands beside a module is none."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

State = dict[str, tuple[int, int]]


def after_edits(build: Callable[[], None], watched: Sequence[str]) -> Callable[[], None]:
    """`build`, which does nothing where the files in `watched` are what they were when it was last called."""
    last = [state(watched)]

    def built() -> None:
        now = state(watched)
        if now != last[0]:
            last[0] = now
            build()

    return built


def state(watched: Sequence[str]) -> State:
    """When the files were last written, and their sizes, without what Python and editors leave among them."""
    found = {str(path): path.stat() for top in watched for path in _files(Path(top)) if path.exists()}
    return {path: (status.st_mtime_ns, status.st_size) for path, status in found.items()}


def _files(top: Path) -> Iterator[Path]:
    if top.is_file():
        yield top
    for folder, below, names in os.walk(top):
        below[:] = [name for name in below if name != "__pycache__"]
        yield from (Path(folder) / name for name in names if not name.endswith((".pyc", "~", ".swp")))
