"""CodeMirror for the browser: its modules as npm has them, each naming the others by their files.

They are written for bundlers, which resolve the names of packages. Here that is done by name, and nothing is bundled.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

PLACE = "codemirror"  # below the folder of the runtime
WANTED = (
    *(f"@codemirror/{name}" for name in ("commands", "lang-python", "language", "state", "view")),
    "@lezer/highlight",
)
_NAMED = re.compile(r"""^((?:import|export)\b[^;'"]*?\bfrom *|import *)(["'])([^"'./][^"']*)\2""", re.MULTILINE)


def modules(packages: Path) -> dict[str, str]:
    """The modules that are wanted and those that they import, by the names of their files, and their licenses.

    Args:
        packages: the folder `node_modules`.
    """
    found: dict[str, str] = {}
    licenses = {}
    waiting = list(WANTED)
    while waiting:
        name = waiting.pop()
        if file_name(name) in found:
            continue
        text = _entry(packages / name).read_text("utf-8")
        licenses[name] = (packages / name / "LICENSE").read_text("utf-8")
        waiting += [it[3] for it in _NAMED.finditer(text)]
        found[file_name(name)] = _NAMED.sub(lambda it: f"{it[1]}{it[2]}./{file_name(it[3])}{it[2]}", text)
    told = "\n\n".join(f"{name}\n\n{text}" for name, text in sorted(licenses.items()))
    return found | {"LICENSES.txt": told}


def file_name(package: str) -> str:
    """The file for the module of a package.

    >>> file_name("@codemirror/view")
    'codemirror-view.js'
    """
    return f"{package.removeprefix('@').replace('/', '-')}.js"


def _entry(package: Path) -> Path:
    told = json.loads((package / "package.json").read_text("utf-8"))
    exported = told.get("exports", {})
    exported = exported.get(".", exported) if isinstance(exported, dict) else exported
    entry = exported if isinstance(exported, str) else exported.get("import") or told["module"]
    return package / (entry if isinstance(entry, str) else entry["default"])
