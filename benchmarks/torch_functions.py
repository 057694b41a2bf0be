"""`python -m benchmarks.torch_functions`: whether PyTorch's `gradcheck` holds for the functions that calcref writes.

Run it with a Python that has PyTorch; it writes torch_functions.json. Each layer is derived anew from its own code.
"""

from __future__ import annotations

import contextlib
import io
from importlib.metadata import version
from pathlib import Path

from benchmarks.record import write
from calcref.site.blocks.derived_layers import CASES, derived

RESULTS = Path(__file__).with_name("torch_functions.json")


def holds(source: str) -> bool:
    """Whether what `source` prints at its end is True."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(source, {"__name__": "__main__"})
    return said.getvalue().strip() == "True"


def main() -> None:
    """Try the function of every layer, and write what was found."""
    found = {name: holds(derived(case).to_torch()) for name, case in CASES.items()}
    write(RESULTS, {"torch": version("torch"), "gradcheck": found}, ["torch_functions.py"])
    print(f"{sum(found.values())} of {len(found)} hold with PyTorch {version('torch')}")


if __name__ == "__main__":
    main()
