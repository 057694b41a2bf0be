"""The tables of the page on benchmarks, from the figures that `python -m benchmarks` wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from calcref.site.blocks.figures import is_of_today, measured

RESULTS = Path("benchmarks/results.json")
AUTODIFF = Path("benchmarks/autodiff.json")
OPTIMIZATION = Path("benchmarks/optimization.json")
ITERATES = Path("benchmarks/torch_iterates.json")
BUILDS = {
    "cold": "cold: nothing remembered",
    "cached": "everything remembered, every page put together",
    "unchanged": "nothing changed",
    "reworded": "one sentence added",
    "edited": "one block added",
}


def results(path: Path = RESULTS) -> dict[str, Any]:
    """The figures of the last run."""
    return measured(path)


def age(path: Path = RESULTS) -> str:
    """Whether the library is still what was measured, in a sentence."""
    return "The library is what it was then." if is_of_today(path) else "The library has changed since."


def markdown_table(head: list[str], rows: list[list[str]]) -> str:
    """A table with its numbers to the right.

    >>> print(markdown_table(["size", "ms"], [["10", "0.5"]]))
    | size | ms |
    |---|---:|
    | 10 | 0.5 |
    """
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(
        "|" + "|".join(f" {cell} " if set(cell) - set("-:") else cell for cell in line) + "|" for line in lines
    )


def tight(table: str) -> str:
    """A table whose columns stand close together on a phone."""
    return f'<div class="cr-tight" markdown="1">\n\n{table}\n\n</div>'


def milliseconds(value: float | None) -> str:
    """A time for a reader; a dash where there is none."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}"


def megabytes(value: float | None) -> str:
    """A peak of memory for a reader."""
    return "–" if value is None else f"{value:.0f}"


def textbook(found: dict[str, Any]) -> str:
    """Thirty textbook expressions, one after the other."""
    book = found["textbook"]
    rows = [
        [name, f"{book[f'{key}_ms']:.2f}", megabytes(book[f"{key}_mb"])]
        for name, key in (("calcref, with all steps", "calcref"), ("sympy.diff", "sympy"))
    ]
    return markdown_table(["derivative by", "mean ms", "peak MB"], rows)


def growing(found: dict[str, Any], shape: str) -> str:
    """One shape of input as it grows."""
    rows = [
        [
            f"{row['size']:,}",
            f"{row['steps']:,}",
            milliseconds(row["calcref_ms"]),
            milliseconds(row["check_ms"]),
            milliseconds(row["sympy_ms"]),
            megabytes(row["calcref_mb"]),
            megabytes(row["sympy_mb"]),
        ]
        for row in found["growing"]
        if row["shape"] == shape
    ]
    return markdown_table(["size", "steps", "derive ms", "check ms", "sympy.diff ms", "MB", "sympy MB"], rows)


def building(found: dict[str, Any]) -> str:
    """The builds of the site, and those of the notebook builder where it was measured."""
    site = found["building"]
    peer = site["notebooks"] or {}
    rows = [
        [
            BUILDS[kind],
            f"{site['calcref'][kind]['seconds']:.1f}",
            f"{peer[kind]['seconds']:.1f}" if kind in peer else "–",
            megabytes(site["calcref"][kind]["peak_mb"]),
            megabytes(peer[kind]["peak_mb"] if kind in peer else None),
        ]
        for kind in site["calcref"]
    ]
    return markdown_table(["build", "calcref s", "myst-nb s", "MB", "myst-nb MB"], rows)


def ratios(found: dict[str, Any]) -> str:
    """Value and gradient by automatic differentiation, in units of the plain NumPy pass, for every peer measured."""
    peers = list(dict.fromkeys(peer for program in found["programs"].values() for peer in program))
    rows = [
        [name, f"{found['targets'][name]:g}", *(_ratio(program.get(peer)) for peer in peers)]
        for name, program in found["programs"].items()
    ]
    return markdown_table(["program", "target", *peers], rows)


def optimizers(found: dict[str, Any]) -> str:
    """How many of the standard problems each method solves, and how often it asks, beside SciPy's of its kind."""
    rows = [[name, *(_solved(row.get(who)) for who in ("calcref", "scipy"))] for name, row in found["methods"].items()]
    return (
        markdown_table(["method", "calcref", "SciPy"], rows)
        + f"\n\n{found['problems']} problems, SciPy {found['scipy']}."
    )


def _solved(figures: dict[str, Any] | None) -> str:
    return f"{figures['solved']}, {figures['evaluations']:g}" if figures else ""


def iterates(found: dict[str, Any]) -> str:
    """What calcref's methods were compared with, in a sentence."""
    rows = found["rows"]
    cases = {(row["method"], str(row["options"])) for row in rows}
    return (
        f"{len(cases)} combinations of a method with its options, each on {len(rows) // len(cases)} problems for "
        f"{found['steps'][-1]} steps, are held to the iterates of PyTorch {found['torch'].partition('+')[0]} by a test."
    )


def _ratio(figures: dict[str, Any] | None) -> str:
    ratio = (figures or {}).get("ratio")
    if ratio is None:
        return "–"
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.2f}"


def checkpoints(found: dict[str, Any]) -> str:
    """What a chain of layers keeps in memory, in layers, with checkpoints and without."""
    rows = [
        [f"{row['layers']:,}", f"{row['kept']:,.0f}", f"{row['checkpointed']:,.0f}"] for row in found["checkpoints"]
    ]
    return markdown_table(["layers", "kept", "kept with checkpoints"], rows)
