"""Where a record and its functions stand in the sources: for the report of a test that fails for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from inspect import isfunction
from pathlib import Path
from typing import Any

from calcref.core.about import about
from calcref.core.places import place

ROOT = Path(__file__).resolve().parents[1]
DEEPEST = 5  # a case, its layer, the layer's rule, its functions, what they close over


def places(value: Any, depth: int = 0) -> Iterator[str]:
    """Files and lines: of the record by its id, and of every function of calcref that it holds."""
    if told := about(value):
        yield from filter(None, [place(told.id)])
    if isfunction(value):
        path = Path(value.__code__.co_filename)
        if path.is_relative_to(ROOT / "calcref"):
            yield f"{path.relative_to(ROOT).as_posix()}:{value.__code__.co_firstlineno}"
    if depth < DEEPEST:
        for part in _parts(value):
            yield from places(part, depth + 1)


def mirrored(test: Path) -> list[str]:
    """The module that a file of tests is named after."""
    inside = test.relative_to(ROOT / "tests") if test.is_relative_to(ROOT / "tests") else test
    module = Path("calcref") / inside.with_name(test.name.removeprefix("test_"))
    return [f"{module.as_posix()}:1"] if (ROOT / module).is_file() else []


def _parts(value: Any) -> Iterator[Any]:
    if is_dataclass(value) and not isinstance(value, type):
        yield from (getattr(value, it.name, None) for it in fields(value))
        yield from (part for part in vars(type(value)).values() if isfunction(part))
    elif isinstance(value, tuple):
        yield from value
    elif isfunction(value):
        yield from (cell.cell_contents for cell in value.__closure__ or ())
    elif callable(value) and getattr(value, "__module__", "").startswith("numpy"):
        from calcref.autodiff.rules import FUNCTIONS, METHODS, UFUNCS

        yield from (table[value] for table in (UFUNCS, FUNCTIONS, METHODS) if value in table)
