"""Figures that a reader moves call functions of one module: a page whose figures need others is not built."""

from __future__ import annotations

import json
import re
from html import unescape

from calcref.site.markdown.page import Page

MODULE = "assets/javascripts/figures/functions.js"  # `python -m calcref.plot.live` writes it
GIVEN = re.compile(r'<cr-live [^>]*?data-given="([^"]*)"')


def check_functions(page: Page) -> None:
    """Note a problem for each function that a figure calls and the module lacks."""
    needed = {
        (block, name)
        for block, output in page.outputs.items()
        for given in GIVEN.findall(output)
        for name in json.loads(unescape(given))["functions"].values()
    }
    module = page.options.docs / MODULE
    text = module.read_text("utf-8") if needed and module.is_file() else ""
    for block, name in sorted(needed):
        if f"\n  {json.dumps(name, ensure_ascii=False)}: " not in text:
            page.problem(
                f"a figure calls {name!r}, which is not compiled: enter the formula in FORMULAS of "
                "calcref/plot/live/functions.py, and run `python -m calcref.plot.live`",
                page.line_of(f'id="{block}"'),
            )
