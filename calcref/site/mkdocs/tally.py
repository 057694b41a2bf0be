"""What was checked on all pages, in a file that a block can read: written when the blocks of all others have run."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from calcref.site.markdown.keep import keep
from calcref.site.markdown.seen import TALLY
from calcref.site.markdown.sessions import Known
from calcref.site.mkdocs.blocks import sessions_of


def counts(text: str) -> bool:
    """Whether a block of the page reads the tally, so that it has to come last."""
    return TALLY.as_posix() in text and any(
        block.reads == TALLY.as_posix() for blocks in sessions_of(text).values() for block in blocks
    )


def write_tally(pages: Mapping[str, Sequence[Known]]) -> None:
    """Write what was checked while the blocks of these pages ran, unless it is what the file holds already.

    Args:
        pages: what is known of their blocks, by the names of the pages.
    """
    told = {name: [it.checked for it in blocks] for name, blocks in sorted(pages.items())}
    text = json.dumps(told, sort_keys=True)
    if not TALLY.is_file() or TALLY.read_text("utf-8") != text:
        keep(TALLY, text)
