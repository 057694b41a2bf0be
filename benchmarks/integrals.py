"""`python -m benchmarks.integrals [technique ...]`: textbook integrals, how they were answered, and how long it took.

An integral is answered in steps of calcref's own, handed over to SymPy, or not answered; times are of this process.
"""

from __future__ import annotations

import signal
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.record import write
from calcref import CalcrefError, Divergent, integrate
from calcref.integrals import LAST
from tests.integrals.textbook import EXERCISES, Exercise

RESULTS = Path(__file__).with_name("integrals.json")
LIMIT = 20  # seconds of processor time for one integral
OUTCOMES = ("own", "handed over", "unsolved", "out of time")


class OutOfTime(BaseException):
    """One integral took longer than the limit."""


def _stop(*ignored: object) -> None:
    raise OutOfTime


def answered(exercise: Exercise) -> str:
    """How one exercise is answered."""
    try:
        found = integrate(exercise.integrand, "x", *exercise.bounds)
    except Divergent as error:
        found = error.derivation  # type: ignore[assignment]
    except CalcrefError:
        return "unsolved"
    except OutOfTime:
        return "out of time"
    return "handed over" if LAST.id in {step.rule.id for step in found.steps} else "own"


def measured(exercises: Iterable[Exercise]) -> list[dict[str, Any]]:
    """Each exercise with how it was answered, and its time in milliseconds."""
    rows = []
    signal.signal(signal.SIGPROF, _stop)
    for exercise in exercises:
        start = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, LIMIT)
        how = answered(exercise)
        signal.setitimer(signal.ITIMER_PROF, 0)
        spent = 1000 * (time.process_time() - start)
        asked = " | ".join((exercise.integrand, *exercise.bounds))
        rows.append({"id": exercise.id, "asked": asked, "answered": how, "ms": round(spent, 1)})
        if how != "own":
            print(f"{how:<12} {spent:7.0f} ms  {exercise.id:<40} {asked}", file=sys.stderr, flush=True)
    return rows


def report(rows: list[dict[str, Any]]) -> str:
    """The shares and times as lines for a terminal."""
    of = {exercise.id: exercise.technique for exercise in EXERCISES}
    lines = []
    for technique in dict.fromkeys(of[row["id"]] for row in rows):
        told = Counter(row["answered"] for row in rows if of[row["id"]] == technique)
        lines.append(f"{technique:<36}" + "  ".join(f"{how} {told[how]:>3}" for how in OUTCOMES))
    total = Counter(row["answered"] for row in rows)
    lines.append(f"{len(rows)} in all: " + ", ".join(f"{how} {100 * total[how] / len(rows):.1f} %" for how in OUTCOMES))
    slow = max(rows, key=lambda row: row["ms"])
    median = statistics.median(row["ms"] for row in rows)
    lines.append(f"median {median:.0f} ms, slowest {slow['ms']:.0f} ms ({slow['asked']})")
    return "\n".join(lines)


def main() -> None:
    """Measure the techniques that are named, or all; what is measured of all is written down."""
    named = sys.argv[1:]
    rows = measured(it for it in EXERCISES if not named or it.technique in named or it.id in named)
    if not named:
        write(RESULTS, {"integrals": rows}, ("integrals.py",))
    print(report(rows))


if __name__ == "__main__":
    main()
