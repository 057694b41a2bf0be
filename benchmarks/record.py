"""Figures that were measured, sealed: what was measured, by which programs, on which sources of calcref."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from calcref.site.blocks.figures import digest, library_digest


def write(path: Path, found: dict[str, Any], programs: Sequence[str]) -> None:
    """Write the figures with their seal; `programs` are the names of the files beside `path` that measured them."""
    sources = {name: digest((path.parent / name).read_text("utf-8")) for name in programs}
    seal = {"figures": digest(json.dumps(found, sort_keys=True)), "programs": sources, "library": library_digest()}
    path.write_text(json.dumps({**found, "seal": seal}, indent=2) + "\n", "utf-8")
