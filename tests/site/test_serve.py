"""`mkdocs serve` shows an edit of a page, and an edit of the library, without being started again."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator

import pytest

from tests.site.conftest import ROOT, Small

BUILDS = "Building documentation..."
PAGE = """# Page

```python exec="1" session="page" id="page first"
from calcref.core.evidence import Evidence
print("seen by now:", sorted(name for name in globals() if name.startswith("left")), Evidence("proved", "it is new"))
left_over = 1
```
"""


OTHER = """# Other

```python exec="1" session="other" id="other first"
from calcref.core import evidence
print("other:", evidence.Evidence("proved", "it follows"))
```
"""
Until = Callable[..., None]


@pytest.fixture
def served(small: Small) -> Iterator[tuple[Small, Until]]:
    """A served copy of calcref with one page, and a way to wait until a page says something."""
    shutil.copytree(ROOT / "calcref", small.root / "calcref", ignore=shutil.ignore_patterns("__pycache__"))
    config = (small.root / "mkdocs.yml").read_text("utf-8").replace("watch: []", "watch: [calcref]")
    (small.root / "mkdocs.yml").write_text(config, "utf-8")
    small.write(page=PAGE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (small.root / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=small.root,
            env=os.environ | {"PYTHONPATH": str(small.root), "CALCREF_SITE_URL": ""},
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )

    def until(said: str, page: str = "page") -> None:
        shown = ""
        for _ in range(600):
            time.sleep(0.1)
            assert process.poll() is None, (small.root / "log").read_text()
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/{page}/", timeout=30) as answer:
                    shown = answer.read().decode()
            except OSError:
                continue
            if said in shown:
                return
        pytest.fail(f"never said {said!r}\n{(small.root / 'log').read_text()}\n{shown}")

    yield small, until
    process.terminate()
    process.wait()


def test_edits_are_seen(served: tuple[Small, Until]) -> None:
    small, until = served
    until("seen by now: [] proved: it is new")

    small.write(page=PAGE.replace("it is new", "it is newer"))
    until("seen by now: [] proved: it is newer")  # and the session started afresh: nothing was left over (trap 4)

    source = small.root / "calcref" / "core" / "evidence.py"
    text = source.read_text("utf-8")
    assert 'return f"{self.verdict}: ' in text
    source.write_text(text.replace('return f"{self.verdict}: ', 'return f"{self.verdict}, namely '), "utf-8")
    until("seen by now: [] proved, namely it is newer")

    source.write_text(text.replace('return f"{self.verdict}: ', 'return f"{self.verdict}, that is '), "utf-8")
    until("seen by now: [] proved, that is it is newer")
    assert said(small, BUILDS) == 1 + 3

    reloads = said(small, "Reloading browsers")
    bytecode = source.parent / "__pycache__"
    bytecode.mkdir(exist_ok=True)
    (bytecode / "late.pyc").write_bytes(b"late")
    logged(small, "Reloading browsers", reloads + 1)
    assert said(small, BUILDS) == 1 + 3


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every page is built at once")
def test_a_page_that_nobody_looks_at_follows_later(served: tuple[Small, Until]) -> None:
    small, until = served
    until("it is new")
    small.write(other=OTHER)
    until("other: proved: it follows", page="other")

    source = small.root / "calcref" / "core" / "evidence.py"
    text = source.read_text("utf-8")
    builds = said(small, BUILDS)
    source.write_text(text.replace('return f"{self.verdict}: ', 'return f"{self.verdict}, namely '), "utf-8")
    until("proved, namely it is new")
    logged(small, "Pages that nobody looks at")
    until("other: proved, namely it follows", page="other")
    assert said(small, BUILDS) == builds + 2


def test_a_broken_page_does_not_end_it(served: tuple[Small, Until]) -> None:
    small, until = served
    until("it is new")
    small.write(page=PAGE + "\n$\\frca$\n")
    logged(small, "docs/page.md:9: KaTeX")
    small.write(page=PAGE + "\nmended\n")
    until("mended")


def test_a_broken_library_does_not_end_it(served: tuple[Small, Until]) -> None:
    small, until = served
    until("it is new")
    source = small.root / "calcref" / "core" / "evidence.py"
    text = source.read_text("utf-8")
    source.write_text(text + "\nthis is no Python\n", "utf-8")
    logged(small, "SyntaxError")
    source.write_text(text.replace('return f"{self.verdict}: ', 'return f"{self.verdict}, again '), "utf-8")
    until("proved, again it is new")


def logged(small: Small, words: str, times: int = 1) -> None:
    """Wait until the server has said so, so often."""
    for _ in range(600):
        if said(small, words) >= times:
            return
        time.sleep(0.1)
    pytest.fail((small.root / "log").read_text())


def said(small: Small, words: str) -> int:
    """How often the server has said so."""
    return (small.root / "log").read_text("utf-8").count(words)
