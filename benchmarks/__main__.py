"""`python -m benchmarks`: run everything, print a table, write results.json (docs/benchmarks.md shows it)."""

from __future__ import annotations

import platform
import sys
from pathlib import Path
from typing import Any

import sympy as sp

import calcref
from benchmarks.building import building
from benchmarks.differentiation import growing, textbook
from benchmarks.expressions import SHAPES
from benchmarks.importing import importing
from benchmarks.record import write

RESULTS = Path(__file__).with_name("results.json")
PROGRAMS = ("building.py", "differentiation.py", "expressions.py", "importing.py", "measure.py")


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "python": platform.python_version(),
        "sympy": sp.__version__,
        "calcref": calcref.__version__,
        "system": platform.system(),
        "processor": platform.machine(),
    }


def run() -> dict[str, Any]:
    """Every benchmark, one after the other, with a line on standard error when each begins."""
    results: dict[str, Any] = {"machine": machine()}
    print("import", file=sys.stderr)
    results["importing"] = importing()
    print("30 textbook expressions", file=sys.stderr)
    results["textbook"] = textbook()
    results["growing"] = []
    for shape, (_, sizes) in SHAPES.items():
        for size in sizes:
            print(f"{shape} of {size}", file=sys.stderr)
            results["growing"].append(growing(shape, size))
    print("the site", file=sys.stderr)
    results["building"] = building()
    return results


def table(results: dict[str, Any]) -> str:
    """The figures as lines for a terminal."""
    start, book = results["importing"], results["textbook"]
    lines = [
        f"import: sympy {start['sympy_ms']:.0f} ms, calcref on top of it {start['calcref_ms']:.0f} ms",
        f"30 textbook expressions: calcref {book['calcref_ms']:.2f} ms, sympy {book['sympy_ms']:.2f} ms, "
        f"ratio {book['ratio']:.2f}, slower on {book['slower_on']}",
    ]
    for row in results["growing"]:
        peer = "no answer" if row["sympy_ms"] is None else f"{row['sympy_ms']:.0f} ms"
        lines.append(
            f"{row['shape']} of {row['size']}: {row['calcref_ms']:.1f} ms, check {row['check_ms']:.1f} ms, sympy {peer}"
        )
    site = results["building"]
    for name in ("calcref", "notebooks"):
        if site[name] is not None:
            builds = ", ".join(f"{kind} {found['seconds']:.1f} s" for kind, found in site[name].items())
            lines.append(f"{site['pages']} pages, {site['blocks']} blocks, {name}: {builds}")
    return "\n".join(lines)


if __name__ == "__main__":
    found = run()
    write(RESULTS, found, PROGRAMS)
    print(table(found))
