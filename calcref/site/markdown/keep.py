"""Writing to the cache."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def keep(path: Path, text: str) -> None:
    """Write `text` to `path` in one go, so that a reader never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(part, path)
