"""`python -m calcref.exercises`: every exercise of the shipped set, verified; exit code 1 where one is wrong."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor

from calcref.exercises.families import FAMILIES
from calcref.exercises.making import LEVELS, SHIPPED, family_of
from calcref.exercises.verifying import faults


def found(family: str) -> list[str]:
    """What is wrong in a family, at every level."""
    return [fault for level in LEVELS for fault in faults(family, level)]


def main(names: list[str]) -> int:
    """Verify the families of these ids, or all."""
    ids = [family_of(name).id for name in names] or [it.id for it in FAMILIES]
    wrong, each = 0, len(LEVELS) * len(SHIPPED)
    with ProcessPoolExecutor() as pool:
        for family, told in zip(ids, pool.map(found, ids), strict=True):
            wrong += len(told)
            print(f"{family}: {each} exercises, faults: {len(told)}", *told, sep="\n  ", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
