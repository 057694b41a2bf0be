"""What the pages of the site need beyond the library: statement cards, evidence, folded answers.

The rest of this package turns Markdown into pages: executed blocks, formulas and links. It is named in
`mkdocs.yml` and not meant to be imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from calcref.site.blocks import card, evidence, solutions, terminal

__all__ = ["card", "evidence", "solutions", "terminal"]


def __getattr__(name: str) -> Any:
    # Imported when asked for: a build whose blocks are all remembered never pays for importing SymPy.
    if name in __all__:
        from calcref.site import blocks

        return getattr(blocks, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
