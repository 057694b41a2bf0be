"""Running blocks where calls are noted: modules of calcref are compiled so that each function says that it was called.

For a process of its own, in which nothing of calcref was imported the usual way.
"""

from __future__ import annotations

import builtins
import marshal
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import resolve_name
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from calcref.site.markdown.follows import ROOT, Follows, Library
from calcref.site.markdown.keep import keep
from calcref.site.markdown.parts import MARK, Parts, digest, marked, parts
from calcref.site.mkdocs.marks import marked_functions, unmark

ELSEWHERE = {"subprocess.Popen", "os.fork", "os.exec", "os.posix_spawn", "os.system"}  # what runs there is not noted
RECORDS, SEEN = "calcref.core.records", "calcref.site.markdown.seen"
AHEAD_OF_NOBODY = "site/mkdocs/"  # no block imports these


@dataclass
class Compiled:
    """Modules by their path below ROOT, compiled so that their functions say that they are called, and their parts.

    Args:
        folder: where that is kept from one start of the builder to the next.
    """

    folder: Path | None = None
    library: Library = field(default_factory=lambda: Library({}))
    modules: dict[str, tuple[CodeType, Parts]] = field(default_factory=dict)

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
        """The module and its parts."""
        if path not in self.modules:
            content = (Path(ROOT) / path).read_bytes()
            self.modules[path] = self._kept(path, content) or self._compiled(path, content)
        return self.modules[path]

    def _kept(self, path: str, content: bytes) -> tuple[CodeType, Parts] | None:
        place = self._place(path)
        if place is None or not place.is_file():
            return None
        key, code, text, frame, bodies = marshal.loads(place.read_bytes())
        return (code, Parts(text, frame, bodies)) if key == self._key(content) else None

    def _compiled(self, path: str, content: bytes) -> tuple[CodeType, Parts]:
        place, kept = str(Path(ROOT) / path), self._place(path)
        code: CodeType = compile(marked(content, place, path), place, "exec", dont_inherit=True)
        found = parts(content)
        if kept is not None:
            keep(kept, marshal.dumps((self._key(content), code, found.text, found.frame, found.bodies)))
        return code, found

    def _place(self, path: str) -> Path | None:
        return self.folder and self.folder / f"{path}c"

    def _key(self, content: bytes) -> str:
        """What code and parts follow from."""
        return digest(f"{ROOT} {sys.version} {self.library.texts.get('site/markdown/parts.py')} {digest(content)}")


@dataclass
class Ran:
    """What happened while something ran: functions called, modules read, and whether something ran elsewhere."""

    called: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    elsewhere: bool = False

    def add(self, other: Ran) -> None:
        """This happened, too."""
        self.called |= other.called
        self.read |= other.read
        self.elsewhere |= other.elsewhere


@dataclass(frozen=True)
class Ready:
    """A module that was executed ahead: what its names meant then, what it imported, and what happened meanwhile."""

    module: ModuleType
    names: Mapping[str, Any]
    imports: tuple[str, ...]
    ran: Ran


@dataclass
class Notes:
    """What was imported, called and read in this process."""

    compiled: Compiled
    imported: set[str] = field(default_factory=set)
    ran: Ran = field(default_factory=Ran)
    ready: dict[str, Ready] = field(default_factory=dict)
    importing: list[set[str]] = field(default_factory=list)
    marked: dict[str, list[FunctionType]] = field(default_factory=dict)

    def begin(self) -> None:
        """From here on, everything is noted."""
        self._mark()
        sys.meta_path.insert(0, Finder(self))
        sys.addaudithook(self._hear)

    def execute_ahead(self) -> None:
        """Execute every module, so that the forks of this process need not; what they import is noted as ever."""
        plain = builtins.__import__

        def noting(
            name: str, globals: Any = None, locals: Any = None, fromlist: Sequence[str] | None = (), level: int = 0
        ) -> ModuleType:
            found = plain(name, globals, locals, fromlist or (), level)
            if self.importing:
                whole = resolve_name("." * level + name, globals["__package__"]) if level else name
                self.importing[-1].update([whole, *(f"{whole}.{item}" for item in fromlist or ())])
            return found

        builtins.__import__ = noting
        for path in self.compiled.library.texts:
            if path.endswith(".py") and not path.startswith(AHEAD_OF_NOBODY) and not path.endswith("__main__.py"):
                with suppress(Exception):  # it fails again where a block imports it
                    import_module(_name(path))
        builtins.__import__ = plain
        for name in [name for name in sys.modules if name.partition(".")[0] == "calcref"]:
            ready = self.ready.get(name)
            if ready is not None:
                ready.module.__dict__.clear()
                ready.module.__dict__.update(ready.names)
            del sys.modules[name]
        self.imported, self.ran = set(), Ran()
        self._mark()
        self.marked = marked_functions()

    def once(self) -> None:
        """From here on, a function says no more than once that it was called."""
        setattr(builtins, MARK, self._called)

    def _called(self, name: str) -> None:
        self.ran.called.add(name)
        for function in self.marked.pop(name, ()):
            unmark(function)

    def executed(self, name: str, module: ModuleType, execute: Callable[[ModuleType], None]) -> None:
        """Let `module` be executed by `execute`, and keep what it needs."""
        before, self.ran = self.ran, Ran()
        self._mark()
        self.importing.append(set())
        try:
            execute(module)
        finally:
            imports, own = self.importing.pop(), self.ran
            self.ran = before
            self.ran.add(own)
            self._mark()
        known = tuple(sorted(it for it in imports if _path(it) & self.compiled.library.texts.keys()))
        self.ready[name] = Ready(module, dict(module.__dict__), known, own)

    def recall(self, ready: Ready) -> None:
        """Note what executing the module would have done."""
        self.ran.add(ready.ran)
        for name in ready.imports:
            import_module(name)

    def follows(self) -> Follows:
        """All of it."""
        if self.ran.elsewhere:
            return self.compiled.library.everything
        found: dict[str, Any] = {}
        for path in sorted(self.imported - self.ran.read):
            known = self.compiled.modules[path][1]
            found[path] = [known.text, known.frame, {}]
        for name in self.ran.called:
            path, _, index = name.rpartition(":")
            if path in found:
                found[path][2][index] = self.compiled.modules[path][1].bodies[int(index)]
        return found | {path: self.compiled.library.texts.get(path, "") for path in sorted(self.ran.read)}

    def _mark(self) -> None:
        setattr(builtins, MARK, self.ran.called.add)

    def _hear(self, event: str, given: tuple[Any, ...]) -> None:
        if event in ELSEWHERE:
            self.ran.elsewhere = True
        elif event == "open" and isinstance(given[0], str | bytes | os.PathLike):
            path = os.path.abspath(os.fsdecode(given[0]))
            if path.startswith(ROOT + os.sep) and path.endswith(".py"):
                self.ran.read.add(Path(path).relative_to(ROOT).as_posix())


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
    """Gives the module, or the code that was compiled, and notes that it was asked for."""

    def __init__(self, name: str, path: str, notes: Notes) -> None:
        super().__init__(name, path)
        self.notes = notes

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """As the interpreter asks."""
        ready = self.notes.ready.get(spec.name)
        return ready.module if ready else None

    def exec_module(self, module: ModuleType) -> None:
        """As the interpreter asks."""
        ready = self.notes.ready.get(self.name)
        if ready is None:
            self.notes.executed(self.name, module, super().exec_module)
            if self.name == RECORDS:
                import_module(SEEN).watch(module.Derivation)  # as blocks will have it: ours is of another import
        else:
            self.notes.imported.add(Path(self.path).relative_to(ROOT).as_posix())
            self.notes.recall(ready)

    def get_code(self, fullname: str) -> CodeType:
        """As the interpreter asks."""
        path = Path(self.path).relative_to(ROOT).as_posix()
        read = set(self.notes.ran.read)
        code, _ = self.notes.compiled.module(path)
        self.notes.ran.read = read  # compiling it is no reading
        self.notes.imported.add(path)
        return code


def _name(path: str) -> str:
    return ".".join(["calcref", *path.removesuffix(".py").removesuffix("__init__").strip("/").split("/")]).strip(".")


def _path(name: str) -> set[str]:
    """The two files that a module with this name may be."""
    below = name.removeprefix("calcref").removeprefix(".").replace(".", "/")
    return {f"{below}.py", f"{below}/__init__.py".lstrip("/")} if name.partition(".")[0] == "calcref" else set()
