"""`python -m tests.browser.symbolic_half`: cells from standard input, run where there is no more than a browser has."""

from __future__ import annotations

import json
import sys
from importlib.abc import MetaPathFinder

from calcref.site.markdown.cells import OTHERS, OURS, STANDARD


class Missing(MetaPathFinder):
    """Finds nothing of what the browser lacks: the numeric half, NumPy, whatever builds the site."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        """Say that there is no such module, or leave it to others."""
        top, _, rest = name.partition(".")
        there = {*OTHERS, *STANDARD, *sys.stdlib_module_names, "lark"}
        if rest.partition(".")[0] not in {*OURS, "catalogue"} if top == "calcref" and rest else top not in there:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def main() -> None:
    """Answer with what each cell prints."""
    given = json.load(sys.stdin)
    for name in [it for it in sys.modules if it.startswith(("calcref.site", "markdown", "mkdocs"))]:
        del sys.modules[name]
    sys.meta_path.insert(0, Missing())
    from calcref.playground.cell import cell

    found = [cell(code, before, prints) for code, before, prints in given]
    assert "numpy" not in sys.modules
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
