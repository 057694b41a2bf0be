"""What the pages of the site need beyond the library: statement cards, rows of rules, evidence, folded answers.

The rest of this package turns Markdown into pages: executed blocks, formulas and links. It is named in
`mkdocs.yml` and not meant to be imported.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from calcref.site.blocks.cards import card, cards
    from calcref.site.blocks.exercises import drill, exercise, solution
    from calcref.site.blocks.listing import rows
    from calcref.site.blocks.pieces import code, evidence, terminal
    from calcref.site.blocks.questions import questions
    from calcref.site.blocks.sheets import cheat_sheet, rule_index

_MODULES = {
    "card": "cards",
    "cards": "cards",
    "cheat_sheet": "sheets",
    "code": "pieces",
    "drill": "exercises",
    "evidence": "pieces",
    "exercise": "exercises",
    "questions": "questions",
    "rows": "listing",
    "rule_index": "sheets",
    "solution": "exercises",
    "terminal": "pieces",
}

__all__ = [
    "card",
    "cards",
    "cheat_sheet",
    "code",
    "drill",
    "evidence",
    "exercise",
    "questions",
    "rows",
    "rule_index",
    "solution",
    "terminal",
]


def __getattr__(name: str) -> Any:
    # Imported when asked for: a build whose blocks are all remembered never pays for importing SymPy.
    if name in _MODULES:
        return getattr(import_module(f"calcref.site.blocks.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
