"""What all workers of a test run share: made by the first that asks, while the others wait."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], str]) -> Path:
    """The folder `name` of this run, after `make` has filled it, once; what `make` says went wrong fails every test."""
    own = factory.getbasetemp()
    common = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, said = common / name, common / f"{name}.said"
    with (common / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.is_file():
            folder.mkdir()
            said.write_text(make(folder), "utf-8")
    wrong = said.read_text("utf-8")
    if wrong:
        pytest.fail(wrong)
    return folder
