"""Writing to the cache."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def keep(path: Path, content: str | bytes) -> None:
    """Write `content` to `path` in one go, so that a reader never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())
    os.replace(part, path)
