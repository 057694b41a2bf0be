"""Running a piece of code in a process of its own, and what it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

RUNS = 7
REPORT = """
import json, resource, sys
print(json.dumps({**result, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def usual() -> dict[str, str]:
    """The environment, in which Python keeps the bytecode of what it imports, as it does for everybody else."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def alone(code: str, timeout: float = 600) -> dict[str, Any]:
    """What `code` leaves in its variable `result`, and the peak memory of the process that ran it alone, in MB."""
    done = subprocess.run(
        [sys.executable, "-c", code + REPORT],
        env=usual(),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def seconds(work: Callable[[], object], before: Callable[[], object] = lambda: None, runs: int = RUNS) -> float:
    """The median processor time of `work` over `runs` runs after a warm-up; `before` runs first, not counted."""
    times = []
    for _ in range(runs + 1):
        before()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return median(times[1:])
