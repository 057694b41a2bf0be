"""Where a record stands in the sources of calcref: for messages that name the guilty place."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

_ROOT = Path(str(files("calcref")))


def place(id: str) -> str:
    """The file and the line that define the record of this id, from the root of the project; empty where none does.

    Reads the sources: it is called when something has gone wrong.

    >>> place("quotient-rule").startswith("calcref/derivatives/quotient_rule.py:")
    True
    """
    named = (re.compile(rf'\bid\b[^"]*"{re.escape(id)}"'), re.compile(rf'^ *"{re.escape(id)}",$'))  # a record; a row
    for path in sorted(_ROOT.rglob("*.py")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if any(pattern.search(line) for pattern in named):
                return f"{path.relative_to(_ROOT.parent).as_posix()}:{number}"
    return ""
