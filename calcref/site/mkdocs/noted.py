"""Running blocks where calls are noted: modules of calcref are compiled so that each function says that it was called.

For a process of its own, in which nothing of calcref was imported the usual way.
"""

from __future__ import annotations

import builtins
import os
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

from calcref.site.markdown.follows import ROOT, Follows, Library
from calcref.site.markdown.parts import MARK, Parts, marked, parts

ELSEWHERE = {"subprocess.Popen", "os.fork", "os.exec", "os.posix_spawn", "os.system"}  # what runs there is not noted


@dataclass
class Compiled:
    """Modules by their path below ROOT, and what the numbers mean that their functions say."""

    library: Library = field(default_factory=lambda: Library({}))
    modules: dict[str, tuple[CodeType, Parts]] = field(default_factory=dict)
    functions: list[tuple[str, int]] = field(default_factory=list)

    def refresh(self) -> None:
        """Forget what has changed."""
        self.library = Library.now()
        texts = self.library.texts
        self.modules = {path: known for path, known in self.modules.items() if texts.get(path) == known[1].text}

    def compile_all(self) -> None:
        """Compile every module; one that is wrong is left to fail where it is imported."""
        for path in self.library.texts:
            if path.endswith(".py"):
                with suppress(SyntaxError):
                    self.module(path)

    def module(self, path: str) -> tuple[CodeType, Parts]:
        """The module, compiled so that its functions say their numbers, and its parts."""
        if path not in self.modules:
            place = Path(ROOT) / path
            content = place.read_bytes()
            found = parts(content)
            tree = marked(content, str(place), len(self.functions))
            self.modules[path] = compile(tree, str(place), "exec", dont_inherit=True), found
            self.functions += [(path, index) for index in range(len(found.bodies))]
        return self.modules[path]


@dataclass
class Notes:
    """What was imported, called and read in this process."""

    compiled: Compiled
    imported: set[str] = field(default_factory=set)
    called: set[int] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    elsewhere: bool = False

    def begin(self) -> None:
        """From here on, everything is noted."""
        setattr(builtins, MARK, self.called.add)
        sys.meta_path.insert(0, Finder(self))
        sys.addaudithook(self._hear)

    def follows(self) -> Follows:
        """All of it."""
        if self.elsewhere:
            return self.compiled.library.everything
        found: dict[str, Any] = {}
        for path in sorted(self.imported - self.read):
            known = self.compiled.modules[path][1]
            found[path] = [known.text, known.frame, {}]
        for path, index in map(self.compiled.functions.__getitem__, self.called):
            if path in found:
                found[path][2][str(index)] = self.compiled.modules[path][1].bodies[index]
        return found | {path: self.compiled.library.texts.get(path, "") for path in sorted(self.read)}

    def _hear(self, event: str, given: tuple[Any, ...]) -> None:
        if event in ELSEWHERE:
            self.elsewhere = True
        elif event == "open" and isinstance(given[0], str | bytes | os.PathLike):
            path = os.path.abspath(os.fsdecode(given[0]))
            if path.startswith(ROOT + os.sep) and path.endswith(".py"):
                self.read.add(Path(path).relative_to(ROOT).as_posix())


class Finder:
    """Finds the modules of calcref, each with a loader that notes."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """As the interpreter asks."""
        if name.partition(".")[0] != "calcref":
            return None
        spec = PathFinder.find_spec(name, path or [str(Path(ROOT).parent)], target)
        if spec and spec.origin and isinstance(spec.loader, SourceFileLoader):
            spec.loader = Loader(name, spec.origin, self.notes)
        return spec


class Loader(SourceFileLoader):
    """Gives the code that was compiled, and notes that it was asked for."""

    def __init__(self, name: str, path: str, notes: Notes) -> None:
        super().__init__(name, path)
        self.notes = notes

    def get_code(self, fullname: str) -> CodeType:
        """As the interpreter asks."""
        path = Path(self.path).relative_to(ROOT).as_posix()
        read = set(self.notes.read)
        code, _ = self.notes.compiled.module(path)
        self.notes.read = read  # compiling it is no reading
        self.notes.imported.add(path)
        return code
