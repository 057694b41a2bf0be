"""A process beside this one that can be ended: for what SymPy is asked, which may never end by itself.

It is started when it is first needed, kept, and ends with this one. It answers each question in a fork of itself, so
that no answer depends on what was asked before.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import IO, Any

WALL = 60  # seconds by the clock for one answer, for a machine that is busy with other things
_START = "import sys; sys.path[:] = sys.argv[1:]; from {module} import serve; serve()"


def send(stream: IO[bytes], message: object) -> None:
    """Write one message: its length, then itself."""
    data = pickle.dumps(message)
    stream.write(struct.pack(">I", len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """The next message.

    Raises:
        EOFError: the other side has ended.
    """
    head = stream.read(4)
    data = stream.read(struct.unpack(">I", head)[0]) if len(head) == 4 else b""
    if not data:
        raise EOFError
    return pickle.loads(data)


class Apart:
    """The other process, which runs the `serve` of a module; a fork of this process starts its own."""

    def __init__(self, module: str) -> None:
        self.module = module
        self.forget()
        atexit.register(self.end)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self.forget)

    def forget(self) -> None:
        """Know of no process: it belongs to the process that this one is a fork of."""
        self.lock = threading.Lock()
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> subprocess.Popen[bytes]:
        """Start it, and wait until it is ready."""
        path = [os.path.abspath(folder) for folder in sys.path]
        running = subprocess.Popen(
            [sys.executable, "-c", _START.format(module=self.module), *path],
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

    def ask(self, *message: object) -> Any:
        """The other process's answer; it is ended where that does not arrive.

        Raises:
            OSError, EOFError: no process can be made, or it ended.
        """
        with self.lock:
            try:
                running = self.running or self.start()
                assert running.stdin is not None
                assert running.stdout is not None
                send(running.stdin, message)
                return receive(running.stdout)
            except BaseException:
                self.end()
                raise

    def end(self) -> None:
        """End it, if it runs."""
        running, self.running = self.running, None
        if running is None:
            return
        for stream in (running.stdin, running.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()
        running.kill()
        running.wait()


def can_ask() -> bool:
    """Whether a process can be made here: not in a browser, and not where processes have no fork."""
    return hasattr(os, "fork") and bool(sys.executable) and sys.platform not in ("emscripten", "wasi", "win32")


def in_a_fork(work: Callable[[], object], seconds: float) -> tuple[Any, bool, float]:
    """What `work` gives, None where it was ended; whether it was; and the seconds of processor time that it took."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.alarm(WALL)
        with os.fdopen(writing, "wb") as stream:
            send(stream, work())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        try:
            found = receive(stream)
        except EOFError:
            found = None
    _, status, used = os.wait4(child, 0)
    return found, os.WIFSIGNALED(status), used.ru_utime + used.ru_stime


def answer_in_forks(work: Callable[..., object]) -> None:
    """Answer questions by `work`, a fork each, in the seconds of processor time that a question begins with."""
    answer_all(lambda seconds, *given: in_a_fork(lambda: work(*given), seconds)[0])


def answer_all(answered: Callable[..., object]) -> None:
    """Answer questions from the standard input by `answered`, until it ends."""
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    send(answers, "ready")
    while True:
        try:
            message = receive(questions)
        except EOFError:
            return
        send(answers, answered(*message))
