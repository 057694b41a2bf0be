"""Asking SymPy's integrators in a process that can be ended: some of them never end by themselves.

The process is started when it is first needed, kept, and ends with this one. It answers each question in a fork of
itself, so that no answer depends on what was asked before.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from functools import lru_cache

import sympy as sp

from calcref.integrals.answering import SECONDS, Outcome, receive, send
from calcref.integrals.methods import METHODS

IN_ALL = 5.0  # seconds of processor time for all methods
_START = "import sys; sys.path[:] = sys.argv[1:]; from calcref.integrals.answering import serve; serve()"


class _Process:
    """The other process, or none; a fork of this one starts its own."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self.lock = threading.Lock()
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> subprocess.Popen[bytes]:
        path = [os.path.abspath(folder) for folder in sys.path]
        running = subprocess.Popen(
            [sys.executable, "-c", _START, *path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONHASHSEED": "0"},  # SymPy's answers follow the order of its sets
            start_new_session=True,  # Ctrl-C is for this process
        )
        self.running = running
        assert running.stdout is not None
        receive(running.stdout)
        return running

    def ask(self, number: int, expr: sp.Expr, var: sp.Symbol, seconds: float = SECONDS) -> Outcome:
        """The other process's answer; it is ended where that does not arrive.

        Raises:
            OSError, EOFError: no process can be made, or it ended.
        """
        with self.lock:
            try:
                running = self.running or self.start()
                assert running.stdin is not None
                assert running.stdout is not None
                send(running.stdin, (number, expr, var, seconds))
                status, answer, used = receive(running.stdout)
                return status, answer, used
            except BaseException:
                self.end()
                raise

    def end(self) -> None:
        running, self.running = self.running, None
        if running is None:
            return
        for stream in (running.stdin, running.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()
        running.kill()
        running.wait()


_PROCESS = _Process()
atexit.register(_PROCESS.end)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_PROCESS.forget)


def can_ask() -> bool:
    """Whether a process can be made here: not in a browser, and not where processes have no fork."""
    return hasattr(os, "fork") and bool(sys.executable) and sys.platform not in ("emscripten", "wasi", "win32")


@lru_cache(maxsize=256)
def answered(expr: sp.Expr, var: sp.Symbol) -> tuple[str, sp.Expr | None]:
    """What came of asking each method in turn, and the first answer that fits: "found", or the reason for none.

    The reasons: "unasked" (no process can be made), "partly" (holds for some signs of the letters alone), "stopped"
    (out of time), "nothing".

    >>> x = sp.Symbol("x", real=True)
    >>> answered(1 / (sp.cos(x) + sp.sqrt(2)), x)[0]
    'found'
    """
    seen, left = set(), IN_ALL
    for number in range(len(METHODS)):
        try:
            if not can_ask():
                return "unasked", None
            status, answer, used = _PROCESS.ask(number, expr, var, min(SECONDS, left))
        except (OSError, EOFError):
            status, answer, used = "unasked", None, 0.0
        if status == "found":
            return status, answer
        seen.add(status)
        left -= used
        if left <= 0:
            break
    return next((status for status in ("partly", "unasked", "stopped") if status in seen), "nothing"), None
