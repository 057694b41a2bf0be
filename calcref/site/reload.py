"""While a site is being served, an edit of calcref's sources is seen by the next build."""

from __future__ import annotations

import sys
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

_ROOT = Path(str(files("calcref")))
_SUFFIXES = {".py", ".lark", ".mjs", ".json"}


def sources_digest() -> str:
    """The digest of calcref's sources as they are on disk now."""
    return _digest(_state())


def _state() -> tuple[tuple[str, int, int], ...]:
    found = (path for path in _ROOT.rglob("*") if path.suffix in _SUFFIXES)
    return tuple(sorted((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in found))


@lru_cache(maxsize=2)
def _digest(state: tuple[tuple[str, int, int], ...]) -> str:
    whole = sha256()
    for path, _, _ in state:
        whole.update(path.removeprefix(str(_ROOT)).encode() + b"\0" + Path(path).read_bytes() + b"\0")
    return whole.hexdigest()


_loaded = sources_digest()


def forget_changed_modules() -> None:
    """Drop calcref's modules if their sources changed since they were imported, so that blocks import the new ones."""
    if sources_digest() != _loaded:
        for name in [name for name in sys.modules if name == "calcref" or name.startswith("calcref.")]:
            del sys.modules[name]
