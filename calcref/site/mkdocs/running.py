"""Blocks that are not remembered run side by side, a process for each page, before the pages are converted.

`python -m calcref.site.mkdocs.running` is the process that all these are forks of. It lives as long as the builder:
what others wrote is imported in it once, and calcref in a fork of it, which stays as long as the library is on disk as
it was then. Neither has threads, so that they can fork while the builder serves.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

from calcref.site.mkdocs.blocks import Sessions
from calcref.site.mkdocs.noted import Compiled, Notes
from calcref.site.mkdocs.reload import forget_modules

OF_OTHERS = (  # SymPy imports half of these when it first needs them, which is on every other page
    "matplotlib.backends.backend_svg",
    "matplotlib.pyplot",
    "numpy.f2py",
    "numpy.polynomial",
    "numpy.random",
    "numpy.testing",
    "sympy.codegen.ast",
    "sympy.physics.units",
)


FEW = 3  # pages that need less than the whole library


def run_ahead(pages: Mapping[str, Sessions], folder: Path, tell: Callable[[str], None], more: bool) -> None:
    """Let the blocks of `pages` run, so that `folder` remembers what they print; `tell` is told the name of each page.

    Whether `more` are to come decides, beside their number, whether all of the library is loaded once for them.

    A page with a block that fails is left to fail where it is converted. Only Linux forks safely; elsewhere this does
    nothing, and blocks run where they are met.
    """
    if pages and sys.platform == "linux":
        blocks = {
            name: [[[it.name, it.code, it.reads] for it in session] for session in page.values()]
            for name, page in pages.items()
        }
        with suppress(OSError):
            whole = more or len(pages) > FEW
            for name in _runner().do({"folder": str(folder.resolve()), "pages": blocks, "whole": whole}):
                tell(name)


class Runner:
    """The other process."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
            start_new_session=True,  # Ctrl-C is for the builder
        )
        atexit.register(self.close)

    def do(self, job: object) -> Iterator[str]:
        """Give it a job, and wait until that is done; comes back with the names of the pages as they are begun."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        for line in iter(self.process.stdout.readline, "\n"):  # an empty line is the end of the job
            if not line:
                return  # and so is that of the process
            yield line.strip()

    def close(self) -> None:
        """End it, with the forks that are at work for it."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@cache
def _runner() -> Runner:
    return Runner()


def main() -> None:
    """Do one job after another, until there are no more."""
    jobs, said = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # neither is for blocks
    os.dup2(2, 1)
    compiled = Compiled()
    loaded: Loaded | None = None
    for line in jobs:
        job = json.loads(line)
        compiled.folder = Path(job["folder"]).parent / "compiled"
        before = compiled.library
        compiled.refresh()
        if loaded is None or compiled.library != before or (job["whole"] and not loaded.whole):
            if loaded is not None:
                loaded.end()
            if job["whole"]:
                for name in OF_OTHERS:
                    import_module(name)
                compiled.compile_all()
            loaded = Loaded(compiled, said, job["whole"])
        loaded.do(line)
        print(file=said, flush=True)


class Loaded:
    """A fork of this process that has executed the library as it is now, if it is to be the `whole`, and does jobs."""

    def __init__(self, compiled: Compiled, said: TextIO, whole: bool) -> None:
        self.whole = whole
        theirs, self.jobs = os.pipe()
        self.done, ours = os.pipe()
        self.process = os.fork()
        if self.process == 0:
            try:
                os.close(self.jobs)
                _serve(Notes(compiled), whole, said, os.fdopen(theirs), ours)
            finally:
                os._exit(0)
        os.close(theirs)
        os.close(ours)

    def do(self, line: str) -> None:
        """Let it do a job, and wait until that is done, or until it has ended."""
        with suppress(BrokenPipeError):
            os.write(self.jobs, line.encode())
            os.read(self.done, 1)

    def end(self) -> None:
        """End it."""
        os.close(self.jobs)
        os.close(self.done)
        os.waitpid(self.process, 0)


def _serve(notes: Notes, whole: bool, said: TextIO, jobs: TextIO, done: int) -> None:
    """Import the library, then let every page of every job have a fork of its own."""
    forget_modules()
    notes.begin()
    if whole:
        notes.execute_ahead()
    with suppress(Exception):  # a library that cannot be imported is told where a block imports it
        from calcref.site.markdown.sessions import versions

        versions()  # once for all pages
    gc.freeze()  # what is there stays, and stays shared by the forks
    for line in jobs:
        _do(json.loads(line), notes, said)
        os.write(done, b".")


def _do(job: Any, notes: Notes, said: TextIO) -> None:
    free = os.cpu_count() or 1
    for name, page in job["pages"].items():
        if not free:
            os.wait()
            free += 1
        print(name, file=said, flush=True)
        if os.fork() == 0:
            with suppress(BaseException):
                _run(page, Path(job["folder"]), notes)
            os._exit(0)
        free -= 1
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _run(page: list[list[list[str]]], folder: Path, notes: Notes) -> None:
    from calcref.site.markdown.sessions import Block, Session

    notes.ran.elsewhere = False  # up to here it is the fork that this is
    notes.once()
    for blocks in page:
        session = Session(folder, notes.compiled.library, notes.follows)
        for block in blocks:
            session.output(Block(*block))


if __name__ == "__main__":
    main()
