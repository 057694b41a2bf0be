"""Figures that a benchmark wrote, as a page reads them: refused where they were edited or are out of date."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from calcref.core.errors import CheckFailed

_LIBRARY = Path(str(files("calcref")))


def measured(path: str | Path) -> dict[str, Any]:
    """The figures in a file that `benchmarks.record.write` wrote.

    Raises:
        CheckFailed: a figure is not the one that was measured, or the program that measured it has changed since.
    """
    path = Path(path)
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    seal = found.pop("seal", None)
    again = "measure again: `python -m benchmarks` says how"
    if seal is None or seal["figures"] != digest(json.dumps(found, sort_keys=True)):
        raise CheckFailed(f"{path}:1: these are not the figures that were measured; {again}")
    for name, known in seal["programs"].items():
        program = path.parent / name
        if not program.is_file() or digest(program.read_text("utf-8")) != known:
            raise CheckFailed(f"{path}:1: the figures are older than {program}:1; {again}")
    return found


def is_of_today(path: str | Path) -> bool:
    """Whether the library is still what it was when the figures in the file were measured."""
    found = json.loads(Path(path).read_text("utf-8"))
    return bool(found["seal"]["library"] == library_digest())


def library_digest() -> str:
    """The digest of the library's sources, without those of the site, which no figure follows from."""
    sources = (path for path in sorted(_LIBRARY.rglob("*.py")) if "site" not in path.relative_to(_LIBRARY).parts)
    return digest("\0".join(path.read_text("utf-8") for path in sources))


def digest(text: str) -> str:
    """A short digest of a text.

    >>> digest("1.0")
    'd0ff5974b6aa52cf'
    """
    return sha256(text.encode()).hexdigest()[:16]
