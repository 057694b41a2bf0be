"""While the site is served, an edit of the library shows first where somebody looks; the other pages follow.

Nearly every page follows from a rule. Those that are open in a browser, and those that name the module that was edited,
are built at once; what the others showed before stands for them, while a build beside the server puts them into memory.
Then the site is built once more, from memory.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from calcref.site.markdown.follows import Library

BESIDE = "CALCREF_BESIDE"  # set for a build beside a server, which is there for the memory of pages alone

log = logging.getLogger("mkdocs.calcref")


@dataclass(frozen=True)
class Built:
    """What a site was built from: the library, what is common to all pages, and the text of each page by its name."""

    library: Library
    common: str
    texts: Mapping[str, str]


@dataclass
class Later:
    """The pages that may wait, and the build that they wait for.

    Args:
        mark: the file that is written when that build has ended. The server watches it.
    """

    mark: Path
    opened: set[str] = field(default_factory=set)
    last: Built | None = None
    waiting: frozenset[str] = frozenset()
    followed: Library | None = None
    process: subprocess.Popen[bytes] | None = None

    def hearing(self, app: Callable[..., Iterable[bytes]], mount: str) -> Callable[..., Iterable[bytes]]:
        """The application `app`, which now tells which pages are open: each asks whether there is something new."""

        def heard(environ: Any, start_response: Any) -> Iterable[bytes]:
            if environ.get("PATH_INFO", "").startswith("/livereload/"):
                self.opened.add(urlsplit(environ.get("HTTP_REFERER", "")).path.removeprefix(mount))
            return app(environ, start_response)

        return heard

    def wait(self, now: Built, urls: Mapping[str, str]) -> frozenset[str]:
        """The names of the pages that show for now what they showed before.

        Args:
            now: what the site is to be built from.
            urls: of the pages, by their names.
        """
        self.stop()
        last, self.waiting = self.last, frozenset()
        same = last is not None and last.common == now.common and last.library.ground == now.library.ground
        if sys.platform == "linux" and last is not None and same and now.library not in (last.library, self.followed):
            edited = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in _edited(last.library, now.library)))
            self.waiting = frozenset(
                name
                for name, text in now.texts.items()
                if last.texts.get(name) == text and urls[name] not in self.opened and not edited.search(text)
            )
        self.opened.clear()  # who is still there will ask again
        return self.waiting

    def end(self, built: Built, config: str) -> None:
        """The site was built: let those that wait be built beside the server."""
        if not self.waiting:
            self.last = built
            return
        log.info("Pages that nobody looks at show what the library gave before, until they are built beside the server")
        folder = tempfile.mkdtemp()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", config, "--site-dir", folder],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path)), BESIDE: "1"},
            stdout=subprocess.DEVNULL,  # what it has to say is said again when its pages are taken
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        threading.Thread(target=self._follow, args=(self.process, built.library, folder), daemon=True).start()

    def _follow(self, process: subprocess.Popen[bytes], library: Library, folder: str) -> None:
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)
        if process is self.process:
            self.process, self.followed = None, library
            self.mark.write_text(library.whole, "utf-8")

    def stop(self) -> None:
        """End the build beside the server."""
        process, self.process = self.process, None
        if process is not None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGINT)  # so that it ends what it has started


def _edited(before: Library, now: Library) -> list[str]:
    """The names of the modules that are not as they were."""
    paths = [path for path, text in now.texts.items() if before.texts.get(path) != text]
    return ["calcref." + path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in paths]
