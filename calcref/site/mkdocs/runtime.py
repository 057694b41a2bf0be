"""Python for the browser, put beside the pages: Pyodide, the symbolic half of the library, and a memory to start from.

The sources are one archive. The memory is that of a Python which has imported them; it is made by node while pages are
built, and a browser that cannot use it starts from the archive. A site that is served while it is edited has the
archive alone.
"""

from __future__ import annotations

import io
import json
import logging
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import files
from pathlib import Path

from mkdocs.structure.files import Files

import calcref
from calcref.site.markdown.keep import keep
from calcref.site.markdown.node import NODE, WEB, lock_digest, packages
from calcref.site.mkdocs.editor import PLACE as EDITOR
from calcref.site.mkdocs.editor import modules

log = logging.getLogger("mkdocs.plugins.calcref")

PAGE = "playground.md"  # the page that asks for all this
MARK = 'class="cr-playground"'
PLACE = "assets/runtime"  # below the folder of the site
ROOT = Path(calcref.__file__).parent
OURS = (
    *("__init__.py", "catalogue.py", "convex", "core", "derivatives", "integrals", "judging", "limits", "matrix"),
    *("multivariable", "parse", "playground", "py.typed", "reals", "render", "verbs", "verify"),
)
OTHERS = ("lark", "mpmath", "sympy")
NEEDED = re.compile(r"\.(py|lark|css|json)$|/licenses/|LICENSE")
SPARE = re.compile(
    r"(^|/)(tests|benchmarks|__pycache__|__pyinstaller)/|^sympy/(parsing/(autolev|c|fortran|latex)|galgebra)"
)
LOADED = (
    "katex/dist/katex.min.js",
    *(f"pyodide/{name}" for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")),
)
KEPT = 6  # files in the cache, beside those that are used
EMPTY = "empty.zip"  # the standard library of a Python that has imported it
SAME = (1980, 1, 1, 0, 0, 0)  # of a file in the archive: two builds give the same bytes


@dataclass
class Runtime:
    """What goes beside the pages; the memory is being made where there is a process.

    Args:
        sources: the archive.
        memory: where the memory is kept, or will be.
        process: what makes it.
    """

    sources: Path
    memory: Path
    process: subprocess.Popen[str] | None = None

    @classmethod
    def begun(cls, cache: Path, with_memory: bool) -> Runtime:
        """The archive, and, if it is wanted `with_memory`, the process that makes one where none is kept."""
        held = [(name, path.read_bytes()) for name, path in sorted((*_ours(), *_others()))]
        digest = sha256()
        for name, content in held:
            digest.update(f"{name} {len(content)} ".encode() + content)
        sources = cache / "runtime" / f"calcref-{digest.hexdigest()[:16]}.zip"
        if not sources.is_file():
            keep(sources, packed(held))
        program = WEB / "memory.mjs"
        digest.update(lock_digest().encode() + program.read_bytes())
        made = cls(sources, sources.with_name(f"memory-{digest.hexdigest()[:16]}.bin"))
        if with_memory and not made.memory.is_file():
            command = [str(NODE), str(program), str(packages(cache)), str(sources), str(made.memory)]
            made.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        return made

    def place(self, folder: Path) -> None:
        """Put everything below `folder`, after the memory was made."""
        if self.process is not None:
            _, said = self.process.communicate()
            if self.process.returncode:
                log.warning("calcref: browsers will start Python without a memory of it: %s", said.strip())
        _forget_old({self.sources, self.memory})
        target = folder / PLACE
        target.mkdir(parents=True, exist_ok=True)
        told = {"sources": self.sources.name} | ({"memory": self.memory.name} if self.memory.is_file() else {})
        for name in told.values():
            shutil.copyfile(self.sources.with_name(name), target / name)
        npm = packages(self.sources.parents[1])
        info = json.loads((npm / "pyodide" / "pyodide-lock.json").read_text("utf-8"))["info"]
        for name in LOADED:
            shutil.copyfile(npm / name, target / Path(name).name)
        (target / EMPTY).write_bytes(packed(()))
        (target / EDITOR).mkdir(exist_ok=True)
        for name, text in modules(npm).items():
            (target / EDITOR / name).write_text(text, "utf-8")
        (target / "runtime.json").write_text(json.dumps(told | {"empty": EMPTY, "info": info}), "utf-8")


def _forget_old(used: set[Path]) -> None:
    """Remove all but the last files beside those that are used: each edit of the library would leave 20 MB."""
    others = {path for place in used for path in place.parent.iterdir()} - used
    for path in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
        path.unlink(missing_ok=True)


def asks(files: Files) -> bool:
    """Whether there is a page on which something can be asked."""
    page = files.get_file_from_path(PAGE)
    return page is not None and MARK in page.content_string


def packed(held: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive of files, by name and content; the same bytes whenever it is made."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as whole:
        for name, content in held:
            whole.writestr(zipfile.ZipInfo(name, SAME), content, zipfile.ZIP_DEFLATED, 9)
    return archive.getvalue()


def _ours() -> Iterator[tuple[str, Path]]:
    for name in OURS:
        top = ROOT / name
        for path in top.rglob("*") if top.is_dir() else (top,):
            place = path.relative_to(ROOT.parent).as_posix()
            if path.is_file() and NEEDED.search(place) and not SPARE.search(place):
                yield place, path


@cache
def _others() -> tuple[tuple[str, Path], ...]:
    return tuple(
        (str(file), Path(str(file.locate())))
        for name in OTHERS
        for file in files(name) or ()
        if NEEDED.search(str(file)) and not SPARE.search(str(file)) and ".." not in str(file)
    )
