"""While a site is being served, an edit of calcref's sources is seen by the next build."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

_ROOT = str(files("calcref"))
_SUFFIXES = (".py", ".lark", ".mjs", ".json")


def sources_digest() -> str:
    """The digest of calcref's sources as they are on disk now."""
    return _digest(tuple(sorted(_state(_ROOT))))


def _state(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir():
                yield from _state(entry.path)
            elif entry.name.endswith(_SUFFIXES):
                status = entry.stat()
                yield entry.path, status.st_mtime_ns, status.st_size


@lru_cache(maxsize=2)
def _digest(state: tuple[tuple[str, int, int], ...]) -> str:
    whole = sha256()
    for path, _, _ in state:
        whole.update(path.removeprefix(_ROOT).encode() + b"\0" + Path(path).read_bytes() + b"\0")
    return whole.hexdigest()


_loaded = sources_digest()


def forget_changed_modules() -> None:
    """Drop calcref's modules if their sources changed since they were imported, so that blocks import the new ones."""
    if sources_digest() != _loaded:
        for name in [name for name in sys.modules if name == "calcref" or name.startswith("calcref.")]:
            del sys.modules[name]
