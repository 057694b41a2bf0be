"""Blocks that are not remembered run side by side, a process for each page, before the pages are converted.

`python -m calcref.site.mkdocs.running` is the process that all these are forks of. It lives as long as the builder:
what others wrote is imported in it once, and calcref in a fork of it for each build, as it is on disk then. It has no
threads, so that it can fork while the builder serves.
"""

from __future__ import annotations

import atexit
import json
import os
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

OF_OTHERS = ("matplotlib.pyplot", "numpy", "sympy")


def run_ahead(pages: Mapping[str, Sessions], folder: Path, tell: Callable[[str], None]) -> None:
    """Let the blocks of `pages` run, so that `folder` remembers what they print; `tell` is told the name of each page.

    A page with a block that fails is left to fail where it is converted. Only Linux forks safely; elsewhere this does
    nothing, and blocks run where they are met.
    """
    if pages and sys.platform == "linux":
        blocks = {
            name: [[[it.name, it.code, it.reads] for it in session] for session in page.values()]
            for name, page in pages.items()
        }
        with suppress(OSError):
            for name in _runner().do({"folder": str(folder.resolve()), "pages": blocks}):
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
        """End it."""
        with suppress(OSError):
            self.process.communicate()


@cache
def _runner() -> Runner:
    return Runner()


def main() -> None:
    """Do one job after another, until there are no more."""
    jobs, said = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # neither is for blocks
    os.dup2(2, 1)
    compiled = Compiled()
    for line in jobs:
        job = json.loads(line)
        compiled.refresh()
        if "calcref" in json.dumps(job["pages"]):  # once for all pages
            for name in OF_OTHERS:
                import_module(name)
            compiled.compile_all()
        if os.fork() == 0:
            try:
                _do(job, compiled, said)
            finally:
                os._exit(0)
        os.wait()
        print(file=said, flush=True)


def _do(job: Any, compiled: Compiled, said: TextIO) -> None:
    """Import the library, then let every page have a fork of its own."""
    notes = Notes(compiled)
    forget_modules()
    notes.begin()
    with suppress(Exception):  # a library that cannot be imported is told where a block imports it
        import calcref.site.markdown.sessions  # noqa: F401
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

    notes.elsewhere = False  # up to here it is the fork that this is
    for blocks in page:
        session = Session(folder, notes.compiled.library, notes.follows)
        for block in blocks:
            session.output(Block(*block))


if __name__ == "__main__":
    main()
