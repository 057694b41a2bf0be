"""The tree of calcref's modules and who imports whom, read from the sources: for the page on the architecture."""

from __future__ import annotations

import ast
from importlib.resources import files
from pathlib import Path

ROOT = Path(str(files("calcref")))


def packages() -> tuple[str, ...]:
    """The names of calcref's packages and of its modules at top level, sorted.

    >>> "core" in packages()
    True
    """
    found = (path for path in ROOT.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file())
    return tuple(sorted(path.stem for path in found if not path.stem.startswith("__")))


def tree() -> str:
    """Every package with its modules and the first line of each docstring, as nested Markdown lists."""
    lines = []
    for name in packages():
        modules = _modules(name)
        lines.append(f"- **{name}**{_first_line(modules[0])}")
        lines.extend(f"    - `{path.stem}`{_first_line(path)}" for path in modules[1:])
    return "\n".join(lines)


def imports() -> dict[str, set[str]]:
    """For each package, the packages of calcref that it imports, wherever the import stands.

    >>> "site" in imports()["core"]
    False
    """
    names = packages()
    return {name: {found for path in _modules(name) for found in _imported(path) & {*names}} - {name} for name in names}


def import_table() -> str:
    """The packages and what each imports of calcref, as a Markdown table."""
    rows = [f"| `{name}` | {', '.join(f'`{it}`' for it in sorted(of)) or 'none'} |" for name, of in imports().items()]
    return "\n".join(["| package | imports of calcref |", "|---|---|", *rows])


def _modules(name: str) -> list[Path]:
    if (ROOT / f"{name}.py").is_file():
        return [ROOT / f"{name}.py"]
    start = ROOT / name / "__init__.py"
    return [start, *sorted(path for path in (ROOT / name).rglob("*.py") if path != start)]


def _first_line(path: Path) -> str:
    text = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    return f": {text.splitlines()[0]}" if text else ""


def _imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" if node.module == "calcref" else node.module for alias in node.names]
        else:
            continue
        parts = [name.split(".") for name in names]
        found.update(part[1] for part in parts if part[0] == "calcref" and len(part) > 1)
    return found
