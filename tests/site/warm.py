"""A process in which what others wrote is imported once, and which builds a site in a fork of itself for each request.

It has imported nothing of calcref, so that each build has its own, and no thread, so that it can fork.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import traceback
from typing import Any

OF_OTHERS = (
    "markdown_exec",
    "material.plugins.search.plugin",
    "mkdocs.__main__",
    "mkdocs.commands.build",
    "mkdocstrings",
    "mkdocstrings_handlers.python",
    "mpmath",
    "pymdownx.superfences",
)


class Warm:
    """The process, as seen by the tests."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, arguments: list[str], cwd: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """As `python -m mkdocs` with these arguments, in a folder, with variables of the environment."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([arguments, cwd, env]) + "\n")
        self.process.stdin.flush()
        returncode, out, err = json.loads(self.process.stdout.readline())
        return subprocess.CompletedProcess(arguments, returncode, out, err)

    def close(self) -> None:
        """End it."""
        self.process.communicate()


def main() -> None:
    """Answer requests, until there are no more."""
    for name in OF_OTHERS:
        __import__(name)
    assert not any(name.partition(".")[0] == "calcref" for name in sys.modules)
    for line in sys.stdin:
        arguments, cwd, env = json.loads(line)
        said = [os.memfd_create(name) for name in ("out", "err")]
        child = os.fork()
        if child == 0:
            sys.exit(_build(arguments, cwd, env, said))
        _, status = os.waitpid(child, 0)
        texts = [_text(file) for file in said]
        print(json.dumps([os.waitstatus_to_exitcode(status), *texts]), flush=True)


def _build(arguments: list[str], cwd: str, env: dict[str, str], said: list[int]) -> int:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for stream, file in enumerate(said, 1):
        os.dup2(file, stream)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.path[:0] = [cwd, *env.get("PYTHONPATH", "").split(os.pathsep)]
    code: Any = 1
    try:
        from mkdocs.__main__ import cli

        cli(arguments, prog_name="mkdocs")
    except SystemExit as ended:
        code = ended.code
    except BaseException:
        traceback.print_exc()
    return code if isinstance(code, int) else int(code is not None)


def _text(file: int) -> str:
    with os.fdopen(file, "rb") as stream:
        stream.seek(0)
        return stream.read().decode()


if __name__ == "__main__":
    main()
