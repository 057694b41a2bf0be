"""Modules that nobody imported before the memory was kept: their sources are fetched when the first is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

OURS = frozenset(("calcref", "lark", "mpmath", "sympy"))


class Late(MetaPathFinder):
    """Finds what nobody else has found.

    Args:
        bring: puts the sources where the path of modules says they are.
    """

    def __init__(self, bring: Callable[[], object]) -> None:
        self.bring, self.brought = bring, False

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The module `name`, after its source was fetched; None where there is none, or it was looked for before."""
        if self.brought or name.partition(".")[0] not in OURS | sys.stdlib_module_names:
            return None
        self.brought = True
        self.bring()
        sys.path_importer_cache.clear()
        return PathFinder.find_spec(name, path, target)


def bring_late(bring: Callable[[], object]) -> None:
    """Let `bring` be called when a module is missing, once."""
    sys.meta_path.append(Late(bring))
