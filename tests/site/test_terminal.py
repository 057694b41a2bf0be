"""What a terminal shows while the site is built, and what is said instead of building where that cannot end well."""

from __future__ import annotations

import io
import os
import pty
import re
import socket
import subprocess
import sys

import pytest
from mkdocs.exceptions import Abort

from calcref.site.mkdocs.port import must_be_free
from calcref.site.mkdocs.progress import Progress

from .conftest import ROOT, Small


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_line_says_which_page_of_how_many() -> None:
    screen = Terminal()
    progress = Progress(2, screen)
    for name in ("a.md", "b.md", "b.md"):
        progress.tell(name)
    progress.end()
    lines = [part.strip("\r") for part in screen.getvalue().split("\r\x1b[K")]
    assert lines == ["", *(f"calcref: page {line}" for line in ("1 of 2: a.md", "2 of 2: b.md", "2 of 2: b.md")), ""]


def test_nothing_is_said_where_there_is_no_terminal() -> None:
    stream = io.StringIO()
    progress = Progress(2, stream)
    progress.tell("a.md")
    progress.end()
    assert stream.getvalue() == ""


def build_on_a_terminal(small: Small) -> str:
    screen, other = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", "COLUMNS": "80"}
    with subprocess.Popen([sys.executable, "-m", "mkdocs", "build"], cwd=small.root, env=environment, stderr=other):
        os.close(other)
        shown = b""
        while True:
            try:
                shown += os.read(screen, 4096)
            except OSError:  # the other end is closed
                break
    os.close(screen)
    return shown.decode()


def test_a_build_tells_of_the_pages_that_it_converts_and_of_no_others(small: Small) -> None:
    small.write(one="# One\n", two="# Two\n")
    told = re.findall(r"calcref: page (\d) of (\d): (\S+\.md)", build_on_a_terminal(small))
    assert sorted(told)[0][0] == "1"
    assert {(total, name) for _, total, name in told} == {("3", "index.md"), ("3", "one.md"), ("3", "two.md")}
    small.write(two="# Two\n\nMore.\n")
    assert re.findall(r"calcref: page (\S+ of \S+): (\S+)", build_on_a_terminal(small)) == [("1 of 1", "two.md")]
    assert "calcref: page" not in small.build().stderr


def test_a_port_in_use_is_told_before_the_build(small: Small) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Abort, match=f"port {port} of 127.0.0.1 is in use"):
            must_be_free("127.0.0.1", port)
        done = subprocess.run(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=small.root,
            env=os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            timeout=120,
        )
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert f"mkdocs serve -a 127.0.0.1:{port + 1}" in said
    assert "Building documentation to directory" not in said
    assert "Traceback" not in said
    must_be_free("127.0.0.1", port)
