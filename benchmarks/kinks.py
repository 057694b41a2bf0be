"""`python -m benchmarks.kinks`: what each peer returns at ties and edges, the cases of kinks.toml; writes kinks.json.

Peers are looked for in the Python that runs this, or in the one that the environment variable CALCREF_PEERS names, each
in a process of its own; one that is not installed is recorded without a version. What calcref returns is not recorded:
the page that shows the answers computes it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.kink_peers import CASES, PEERS, portable
from benchmarks.record import write

RESULTS = Path(__file__).with_name("kinks.json")
PROGRAMS = ("kinks.py", "kink_peers.py", "kinks.toml")
ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 300  # seconds for one peer


def answers(peer: str, python: str) -> dict[str, Any]:
    """The version of a peer and what it returns, by case.

    Raises:
        RuntimeError: it is installed, and failed as a whole.
    """
    if subprocess.run([python, "-c", f"import {PEERS[peer].__name__}"], capture_output=True, check=False).returncode:
        return {"peer": peer, "version": None, "answers": {}}
    command = [python, "-W", "ignore", "-m", "benchmarks.kink_peers", peer]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if done.returncode:
        raise RuntimeError(f"{peer} failed: {done.stderr[-500:]}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def shown(case: dict[str, Any]) -> dict[str, Any]:
    """What the page needs to know of a case."""
    names = ("id", "group", "numpy", "formula", "none", "along")
    return {name: case[name] for name in names if name in case} | {"at": portable(case["at"])}


def run() -> dict[str, Any]:
    """The cases, and the answers of all peers."""
    python = os.environ.get("CALCREF_PEERS", sys.executable)
    return {"cases": list(map(shown, CASES)), "peers": [answers(peer, python) for peer in PEERS]}


if __name__ == "__main__":
    found = run()
    write(RESULTS, found, PROGRAMS)
    for row in found["peers"]:
        print(row["peer"], row["version"] or "is not installed", f"{len(row['answers'])} answers")
